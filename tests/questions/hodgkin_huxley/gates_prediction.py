"""A prediction: what ends an action potential."""

TEXT = """Sodium pushes the potential up as soon as it rises. So the membrane could stay up for ever.
In a few words: what do you think ends the action potential, and which of the gates n, m and h is the first to move?"""
FEWEST_WORDS = 4
