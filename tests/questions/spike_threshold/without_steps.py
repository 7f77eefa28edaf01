"""By hand: where the thresholds go as the step goes to 0."""

UNIT = "uA/cm2"
VALUE = 2.39
ATOL = 0.0025
RTOL = 0
HINTS = {
    2.355: "That is the threshold at 0.025 ms. What is left to change, from there to a step of 0?",
    2.32: "That is the threshold at 0.05 ms. Which way does it move when the step gets shorter?",
    2.3375: "That is half way between the two. On which side of 0.025 ms is a step of 0?",
    2.285: "Which way does the threshold move when the step gets shorter?",
    2.3725: "From 0.05 to 0.025 ms the threshold moved by 0.035. How far is it from 0.025 ms to 0?",
    0.035: "That is how much it moves. Where does it arrive?",
}
