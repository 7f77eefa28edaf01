"""A prediction: what three models answer to one input."""

TEXT = """One input goes to all three models: a weak current, then a strong one, then a short pull below rest. How many
spikes, or which rate, do you expect of each model for each of the three?"""
FEWEST_WORDS = 4
