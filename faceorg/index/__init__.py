"""Vectors to nearest neighbours, on disk, checked, disposable.

``vectors`` keeps the embeddings of one pack as an append-only file of float16 rows with a table that says whose face
each row is. ``exact`` compares with all of them. ``graph`` is the HNSW graph over those rows, kept only for catalogs
too large for that. ``seal`` is the header both files carry, without which neither is believed. ``neighbours`` is what
other rooms use: it answers exactly while that is fast, by the graph when it is not, and makes everything anew from the
catalog when a file is missing or wrong.
Importing this package loads numpy only; hnswlib is loaded with the first graph.
"""
