"""what_to_mend: a traceback names the line where Python stopped, and not always the line that is wrong."""

CHOICES = {
    "A": "line 1: the word def should not be there",
    "B": "line 2: the / should be a *",
    "C": "line 3: return needs brackets",
    "D": 'line 6: "12" is a text, and 12 a number',
}
RIGHT_CHOICE = "D"
HINTS = {
    "A": "What would Python know of firing_rate without that line?",
    "B": "Python stopped there; what did it get there, and where did that come from?",
    "C": "Did Python ever reach that line?",
}
