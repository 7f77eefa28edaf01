"""Why a synapse multiplies."""

CHOICES = {
    "A": "a + w: the synapse adds something to what the sender does",
    "B": "a * w: the synapse scales what the sender does",
    "C": "the smaller of a and w: the weaker of the two decides",
    "D": "a where w is not 0, else 0: a synapse is there, or it is not",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "A silent sender, a = 0, and a strong synapse: what does your rule say arrives?",
    "C": "A silent sender at an inhibitory synapse, a = 0 and w = -3: what does your rule say arrives?",
    "D": "Twice as many synapses from the same sender: what changes in your rule?",
}
