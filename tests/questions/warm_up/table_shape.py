"""table_shape: rows before columns, and both counted from 0."""

CHOICES = {
    "A": "table.shape is (2, 3), and table[1, 2] is 0",
    "B": "table.shape is (2, 3), and table[1, 2] is 8",
    "C": "table.shape is (3, 2), and table[1, 2] is 8",
    "D": "table.shape is (6,), and table[1, 2] is 5",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "Which position does Python give to the first row, and which to the first column?",
    "C": "Which of the two numbers of a shape counts the rows?",
    "D": "How many numbers does it take to say where a count stands in this table?",
}
