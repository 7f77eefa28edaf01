"""By hand: no cell fires more often than its refractory time allows."""

UNIT = "Hz"
VALUE = 400
HINTS = {
    2.5: "Is that a rate, or the shortest time from one spike to the next?",
    0.4: "How many ms has a second, and how often does the refractory time fit into it?",
    4000: "How many ms has a second?",
    40: "How many ms has a second?",
    250: "How often does 2.5 ms fit into 1000 ms?",
    2500: "Is it asked how often the refractory time fits into a second, or how long so many of them take?",
}
