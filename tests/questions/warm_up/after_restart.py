"""after_restart: what a kernel remembers, and what a restart makes it forget."""

CHOICES = {
    "A": "all three cells run, and peak is 30 again",
    "B": "the first cell stops, since it comes first",
    "C": "the second cell stops, since spike means nothing yet",
    "D": "all three cells run, and peak is -70, since spike counts as 0 at first",
}
RIGHT_CHOICE = "C"
HINTS = {
    "A": "From top to bottom: which names does Python know when it reaches the second cell?",
    "B": "Which names does the first cell need?",
    "D": "Does Python put in a 0 for a name that it does not know?",
}
