"""A traceback to read: one thing under two names."""

CHOICES = {
    "A": "line 3: import nettf from tensorflow as well",
    "B": "line 10: call the net inputs by the name that line 8 gave them",
    "C": "line 11: call eval before sigmoid",
    "D": "line 7: leave out the 1000",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "Is nettf a part of TensorFlow, or a name that the author of these lines made up?",
    "C": "Did Python ever get to line 11?",
    "D": "Line 7 ran. What was the first name that Python did not know?",
}
