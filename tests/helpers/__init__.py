"""What the tests share: classes, kits, notebooks, the command, and other places to run in."""
