"""A thought: what may hide behind a refractory time that is too long."""

TEXT = """Your fit gives the slow cell a refractory time that is several times the 2 ms or so of most neurons. Do you believe it?
Name one thing that a real cell does and this model does not, and say how that could make a fit come out like this."""
FEWEST_WORDS = 8
