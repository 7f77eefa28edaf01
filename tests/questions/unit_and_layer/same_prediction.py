"""A prediction: does a layer with interneurons compute the same?"""

TEXT = """One layer has weights of either sign. In the other, senders only excite, and each has an interneuron that
copies it and inhibits. Will both always have the same net inputs? Say why, or when not."""
FEWEST_WORDS = 4
