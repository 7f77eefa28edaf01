"""weight_place: which element of W belongs to a synapse."""

CHOICES = {
    "A": "W[1, 2], for the receiver is named first",
    "B": "W[2, 1], for the sender is named first",
    "C": "W[3, 2], for the third sender is number 3 and the second receiver number 2",
    "D": "W[2], for all weights of sender 2 are the same",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "Which of the two has a row of its own, and which a column? Which index comes first?",
    "C": "If counting begins at 0, which number does the second receiver have?",
    "D": "How many numbers are there in one row of the matrix?",
}
