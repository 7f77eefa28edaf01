"""A prediction: how far two right ways of computing one function are apart."""

TEXT = """Two people compute the sigmoid, you and SciPy, at 1000 net inputs from -5 to 5.
How large will the largest difference be: 0, about 1e-16, about 1e-7, or about 0.01? Say why you think so."""
FEWEST_WORDS = 3
