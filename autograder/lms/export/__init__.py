"""Marks and feedback as bytes for the LMS: what the files of all LMSs share. Nothing here writes a file.

The safe way is to fill in the file that the instructor exported: one column changes, and not a byte besides. Files
of our own making are for where there is none.
"""
