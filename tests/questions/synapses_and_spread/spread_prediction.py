"""A prediction: how far a potential gets by itself."""

TEXT = """A potential of 10 mV is held at one end of a passive axon. After 0.7 cm, 3.7 mV are left.
How much is left after 7 cm, and where has the rest gone?"""
FEWEST_WORDS = 3
