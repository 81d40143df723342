"""The truth: photos, faces, people, the user's decisions and their undo, in one SQLite file.

``database`` holds the handle; behind it each noun has a module of queries and machine writes (``folders``, ``photos``,
``faces``, ``groups``, ``people``, ``problems``). All of them share the ``connections``: one writer lane and a pool of
readers. The user's word is written by ``decisions`` inside an operation of the ``history``, which can undo it.
``ownership`` works out after each write what groups mean now. ``opening`` guards the file itself.
"""
