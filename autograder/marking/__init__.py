"""From a notebook under way to marks: what asks, what judges, and what a mistake is recognised by."""
