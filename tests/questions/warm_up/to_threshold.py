"""to_threshold: a name for a number, and arithmetic with names."""

UNIT = "mV"
VALUE = 15.0
HINTS = {
    -125.0: "That is rest and threshold added. Is a distance a sum, or a difference?",
    125.0: "What happens to the minus signs of the two potentials?",
    85.0: "That is how far it is from threshold to peak. Where does this question start?",
    100.0: "That is how far it is from rest to peak. Where does this question end?",
    -55.0: "That is the threshold itself. How far is it from where the neuron rests?",
    -70.0: "That is where the neuron rests. How far is it from there to threshold?",
}
