"""The window. It talks to ``library`` only, and to it only through ``bridge``; this is the one room that knows Qt.

``app`` starts it: ``theme`` gives colours and fonts, ``main_window`` holds the frame (``frame``) around the pages that
``pages`` lists. A page gets a ``Desk``: the library, the ``Bridge`` that asks it in background threads and delivers
answers in the GUI thread, the ``Pictures`` in memory, and ways to state wishes ("open this person") that the window
fulfils. Photos, faces and people are painted by views built on ``cell_view``, which draw visible cells only.
"""
