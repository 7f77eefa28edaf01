"""What a grid cannot see."""

CHOICES = {
    "A": "1 where n is above 0.01, otherwise 0",
    "B": "1 where n is above 0, otherwise -1",
    "C": "n where n is above 0, otherwise 0",
    "D": "1 where n is 0 or above, otherwise 0",
}
RIGHT_CHOICE = "D"
HINTS = {
    "A": "Which point of the grid is the first above 0, and what does this function give there?",
    "B": "What does this function give at n = -5, and what does step give there?",
    "C": "What does this function give at n = 5, and what does step give there?",
}
