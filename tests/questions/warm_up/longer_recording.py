"""longer_recording: a prediction, which earns for being made."""

TEXT = """A neuron keeps firing as before, and you record it for twice as long.
What happens to its number of spikes, and what to its firing rate?"""
FEWEST_WORDS = 3
