"""A prediction: what is between no spike and a spike."""

TEXT = """In the lecture a current of 2.355 makes no spike, and 2.356 makes one. In a few words:
what do you expect half way, at 2.3555? Half a spike, or what else?"""
FEWEST_WORDS = 3
