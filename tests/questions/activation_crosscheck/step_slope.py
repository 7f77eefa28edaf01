"""By hand: a slope across a jump."""

UNIT = ""
VALUE = 50
HINTS = {
    100: "You go h to the left and h to the right. Over which distance is the rise, then?",
    0: "What does step give at -0.01, and what at 0.01?",
    1: "That is how far step rises. Over which distance?",
    25: "Which two net inputs are compared, and how far apart are they?",
    5: "That would be for h = 0.1. Which h is asked for here?",
    0.02: "That is the distance. Is a slope the distance over the rise, or the rise over the distance?",
    200: "Twice h is the distance. Is that smaller than h, or larger?",
    -50: "Does step rise or fall from -0.01 to 0.01?",
}
