"""What is in a download, and whose it is: what the files of all LMSs share."""
