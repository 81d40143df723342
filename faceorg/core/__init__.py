"""The words every room shares: ids, value types, geometry, settings, errors, events and paths.

Nothing here reads a file of the user, opens the catalog or knows a model; the modules hold plain frozen values that
rooms hand to each other. ``records`` are the nouns of the catalog, ``events`` are what is announced after a change.
"""
