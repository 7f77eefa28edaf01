"""print_or_return: what is left of a call when the screen is wiped."""

CHOICES = {
    "A": "one and two both stand for -60",
    "B": "one stands for None, two for -60",
    "C": "one stands for -60, two for None",
    "D": "one is never made, since its line stops with an error; two stands for -60",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "Run the lines in a cell of your own, then type one and run that: does anything come?",
    "C": "Which of the two functions has the word that hands a value over?",
    "D": "Does it do any harm in Python to keep what a call gives back, whatever that is?",
}
