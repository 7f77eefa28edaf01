"""Why correct code does not spike at 2.356: the last digits belong to the scheme and its step."""

CHOICES = {
    "A": "the code must have a mistake, for a squid's axon has one threshold and every correct program finds it",
    "B": "the model is the same, but each scheme and step follows it a little differently, and a threshold shows it",
    "C": "the axon has noise in it, so another run may spike at 2.356",
    "D": "computers keep about 16 digits, and what is rounded off moves the third decimal",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "The method of Runge and Kutta is more exact than the page's. At which current does it begin to fire?",
    "C": "Does anything in these simulations change when they are run twice?",
    "D": "How large is a thing that comes in the 16th digit, beside 0.001?",
}
