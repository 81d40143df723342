"""Who belongs together: arrays and ids in, decisions out; nothing is read or written here.

``faces`` holds what goes in. ``rules`` are the laws no likeness can break: the user's decisions, and one person once
per photo. ``linkage`` joins clusters by their average likeness under those laws. ``grouping`` puts these together:
existing groups grow, new ones appear. ``likeness`` ranks the people somebody might be.
"""
