"""Neuron anatomy: where inputs meet."""

CHOICES = {
    "dendrites": "the branches that most inputs arrive on",
    "cell body": "where the branches come together and the axon begins",
    "axon": "the long cable that leaves the cell",
    "synapses": "the contacts at the ends of the axon",
}
RIGHT_CHOICE = "cell body"
HINTS = {
    "dendrites": "An input on one branch and an input on another: where do they first meet, on their way to the axon?",
    "axon": "The axon carries what has been decided. Where does the decision fall, just before it?",
    "synapses": "Each synapse hands over one input. Where do many of them come together?",
}
