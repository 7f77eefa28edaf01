"""What one has to measure besides an f-I curve, to tell the resistance from the threshold."""

CHOICES = {
    "A": "the firing rates at more currents, which lie between those of the table",
    "B": "the firing rates at stronger currents, up to where the cell fires no faster",
    "C": "how far a current that is too weak for spikes changes the potential",
    "D": "the firing rates once more, in steps that last much longer",
}
RIGHT_CHOICE = "C"
HINTS = {
    "A": "Two cells have the same rate at every current. Do they differ at the currents between?",
    "B": "Two cells have the same rate at every current. Is a strong current an exception?",
    "D": "Longer steps make rates more exact. Do two cells with one curve differ then?",
}
