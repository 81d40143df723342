"""Background indexing: from files on disk to faces in the catalog and groups of them.

One thread, the conductor in ``indexing``, works off what was asked for: ``discovery`` compares the folders with the
catalog, ``finding`` reads the new photos in worker processes and looks for faces in a thread pool, ``storing`` writes
what was found in small batches, ``placement`` puts the faces into groups. ``gate`` pauses and stops all of them,
``meter`` counts. Whatever stage the program dies in, the catalog says what is left to do.
"""
