"""By hand: the smallest step that a rate can make in a window."""

UNIT = "Hz"
VALUE = 25
HINTS = {
    1: "Is that how many spikes there are more, or by how many Hz the rate goes up?",
    40: "Is that how long the window is, or by how much the rate goes up?",
    0.025: "How many ms does the second have in which spikes are counted?",
    50: "Is that one spike more, or two?",
    24: "How many windows of 40 ms fit into 1000 ms?",
    1000: "In how many ms does the one spike more stand?",
    40000: "With a longer window, does one spike more change the rate by more, or by less?",
}
