"""What an LMS lets one download, and what it takes back."""
