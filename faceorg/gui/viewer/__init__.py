"""One photo, large, with its regions, and who is in it."""
