"""Where a step has a derivative."""

CHOICES = {
    "A": "it is 0 at every n",
    "B": "it is 0 where n is 0 or less, and 1 where n is above 0",
    "C": "it is 0 at every n but 0, and at 0 it is undefined",
    "D": "it is 0 at every n but 0, and at 0 it is 50",
}
RIGHT_CHOICE = "C"
HINTS = {
    "A": "What did you measure at n = 0, with a small h and with a smaller one?",
    "B": "At n = 3 the curve is flat. What is the slope of a flat curve?",
    "D": "That was for one h. What do you get at n = 0 with half of it?",
}
