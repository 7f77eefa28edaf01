"""By hand: how many small EPSPs at one time it takes to get above the threshold."""

UNIT = ""
VALUE = 31
RTOL = 0
HINTS = {
    30: "What does the rule say about a potential that is exactly at the threshold?",
    29: "How far do so many EPSPs lift the potential, and how far is it to the threshold?",
    32: "Would one fewer be enough?",
    16: "How large is one of these EPSPs?",
    15: "How large is one of these EPSPs?",
    8: "15 times one half, or 15 divided by one half?",
    7.5: "15 times one half, or 15 divided by one half?",
    2: "How large is one of these EPSPs?",
}
