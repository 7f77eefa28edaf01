"""By hand: how many halvings make a range a thousand times as narrow."""

UNIT = ""
VALUE = 10
ATOL = 0.01
HINTS = {
    1000: "How wide is the range after one halving, and after two?",
    500: "How wide is the range after one halving, and after two?",
    9: "Is a range of 1/512 no wider than 0.001?",
    11: "How wide was the range already one halving earlier?",
    3: "That many times you divide by ten. By what does one halving divide?",
}
