"""By hand: how close the lecture's grid comes to 0."""

UNIT = ""
VALUE = 5 / 999
RTOL = 0.0001  # 5 / 1000 is 0.1 % less
HINTS = {
    0: "Is any of the 1000 net inputs exactly 0? How could you ask Python?",
    0.01: "From -5 to 5 with 1000 points: how many steps is that? And is 0 on a point, or between two?",
    10 / 999: "That is one step. Is 0 on a point, or between two?",
    -5 / 999: "Can a distance be below 0?",
    0.005: "With two points there is one step. How many steps are there with 1000 points?",
    5 / 1001: "With two points there is one step. How many steps are there with 1000 points?",
}
