"""What an LMS lets one download, and what it takes back: a file for each LMS, and a line in ``registry``."""
