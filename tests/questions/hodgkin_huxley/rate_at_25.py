"""By hand: the limit of x / (exp(x) - 1) for x close to 0, which is the rate at 25 mV."""

UNIT = "1/ms"
VALUE = 1.0
RTOL = 2e-5
HINTS = {
    0: "At the rows close to x = 0, is the rate close to 0 as well?",
    0.9995: "The table ends there. Does the rate stay at this number if x gets smaller still?",
    1.0005: "The table ends there. Does the rate stay at this number if x gets smaller still?",
    0.5: "Half of x is how far the rate is away from something, in each row. From what?",
    0.1: "Is that x, or the rate?",
    10: "How large is x / (exp(x) - 1) in the last rows of the table?",
}
