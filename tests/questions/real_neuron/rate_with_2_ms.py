"""By hand: what the model would do with a refractory time that one may believe."""

UNIT = "Hz"
VALUE = 80
HINTS = {
    40: "That is the rate with a refractory time of 14.5 ms. Which part of the period changes, and which stays?",
    12.5: "Is that a rate, or the time from one spike to the next?",
    500: "Does the potential need no time at all to rise?",
    1000 / 10.5: "Does the next rise begin at once in yours, right behind the spike?",
    1000 / 8.5: "Does a refractory time come on top of the rise, or is it taken from it?",
    0.08: "How many ms has a second?",
    290: "By what is the rate multiplied in yours? Is the refractory time the whole period?",
    27.5: "Is that the rate that is asked for, or how much it differs from another?",
}
