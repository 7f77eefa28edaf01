"""For whoever writes questions: build, look over, prove, give out."""
