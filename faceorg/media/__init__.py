"""From the bytes of a file nobody vouches for to upright RGB pixels, a date and a small picture to show.

``decoding`` turns one file into one ``DecodedPhoto``: ``formats`` says which kinds of file are tried, ``colour`` brings
every kind of pixel to 8-bit RGB, ``exif`` reads orientation, date and camera, ``reasons`` turns any failure into
a sentence.
Files of the user are decoded in spawned processes only: ``workers`` offers that as futures, ``isolation`` keeps the
processes, ``worker_process`` is one of them and ``wire`` the way its answers take. A process may crash, hang or run out
of memory without harming anything but its own file. ``thumbnails`` keeps our own small pictures in a folder that may be
deleted at any time.
"""
