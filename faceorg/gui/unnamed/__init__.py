"""The page of groups that wait for a name.

``rows`` is what is shown and never moves by itself, ``layout`` where it lies, ``painter`` how it looks, ``canvas`` puts
them on the screen with one real name field, ``view`` adds keys and clicks, and ``page`` reads and writes the library.
"""
