"""By hand: where a potential settles with a constant current."""

UNIT = "mV"
VALUE = -53
HINTS = {
    12: "Is that the potential, or how far the current lifts it from rest?",
    -77: "Yours settles below rest. Which way does a current into the cell push the potential?",
    -65: "That is where it settles without a current. What does 1.2 nA change?",
    -50: "Is the threshold where leak and current are equally strong?",
    -58: "From which potential does a long current lift it: from the reset, or from rest?",
    -63.8: "How many mV does 1 nA make in such a neuron?",
    53: "Which sign do potentials near rest have?",
}
