"""The people of a course, what they handed in and when, and what was stored and given out."""
