"""The reference solution package: the science of the lecture, typed and documented.

It imports numpy and nothing of ours. Hidden tests compare a student's functions with these, and the
notebooks' stubs take their signatures and docstrings from here (up to ``Notes``).
"""
