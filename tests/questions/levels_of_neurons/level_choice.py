"""Three things to find out, and the simplest model that can tell each."""

CHOICES = {
    "A": "1 integrate-and-fire, 2 Hodgkin-Huxley, 3 rate-coded unit",
    "B": "1 Hodgkin-Huxley, 2 rate-coded unit, 3 integrate-and-fire",
    "C": "1 Hodgkin-Huxley, 2 integrate-and-fire, 3 rate-coded unit",
    "D": "1 Hodgkin-Huxley, 2 Hodgkin-Huxley, 3 Hodgkin-Huxley",
    "E": "1 rate-coded unit, 2 integrate-and-fire, 3 Hodgkin-Huxley",
}
RIGHT_CHOICE = "C"
HINTS = {
    "A": "Which of the models has potassium channels that a drug could block?",
    "B": "How does a rate-coded unit say at which ms a spike comes?",
    "D": "It can tell all three, but is it the simplest that can? What would the last two cost with it?",
    "E": "Does a rate-coded unit have an action potential whose shape can change?",
}
