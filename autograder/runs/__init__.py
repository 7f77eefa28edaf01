"""A whole class graded: here, on a cluster, or again; and the folder that it is written to."""
