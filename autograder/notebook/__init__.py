"""From the bytes of a submission to code cells, and what their source defines. Nothing here is run."""
