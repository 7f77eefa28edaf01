"""A question as one file of ``tests/questions``: what it says, and Otter's two test files made of it."""
