"""Two kinds of rounding: 64 bits for each number, or 32."""

CHOICES = {
    "A": "Keras has other equations for its activation functions than the lecture",
    "B": "relu has no exp in it, and so it has to be rounded more often than the others",
    "C": "Keras held each number in 32 bits there, and TensorFlow in 64",
    "D": "one of the two makes a mistake at the net input 0",
}
RIGHT_CHOICE = "C"
HINTS = {
    "A": "With other equations, could TensorFlow's row have come out as small as it is?",
    "B": "relu hands on 0 or what came in. What is there to be rounded, and when?",
    "D": "On that grid, at how many net inputs of exactly 0 were the two compared?",
}
