"""Which files lie in the chosen folders, and in which of them something happened since.

``scanning`` looks through a folder once; it is the truth, and cheap enough to be repeated. ``watching`` only says where
to look again: events of the system become folders (``coalescing``), and whatever it may have missed becomes a whole
chosen folder. ``presence`` tells an unplugged drive from deleted photos, ``rules`` says what nobody wants to see here.
"""
