"""silent_interneurons: what interneurons do that are sigmoid units."""

CHOICES = {
    "A": "nothing: a silent sender has no effect, whatever comes behind it",
    "B": "they inhibit the receivers all the same, for each of them is at 0.5",
    "C": "they excite the receivers, for two inhibitions in a row excite",
    "D": "they inhibit as strongly as they ever can, for each of them is at 1",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "What does an interneuron do here when its net input is 0: what is the sigmoid of 0?",
    "C": "Which cell would have to be inhibited so that the receiver is excited? Is there an inhibited one?",
    "D": "For which net inputs does a sigmoid come close to 1?",
}
