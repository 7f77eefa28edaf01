"""The sign of the injected current: two lines that differ in it, and are both right."""

CHOICES = {
    "A": "the first line counts it as a current out of the cell, the second as a current into the cell",
    "B": "the first line counts it in uA, the second in mA",
    "C": "the first line is for neurons that are inhibited, the second for neurons that are excited",
    "D": "a current has no direction, so the sign before it may be either",
}
RIGHT_CHOICE = "A"
HINTS = {
    "B": "Can a unit turn a plus into a minus?",
    "C": "Do the other terms differ between an inhibited and an excited neuron in these lines?",
    "D": "What would happen to the potential if you changed the sign of a current and of nothing else?",
}
