"""The one handle of the program: ``Library`` opens everything, offers the operations and queries, and closes it again.

``handle`` is what the window and the command line call; it only hands on. ``naming`` holds the user's operations,
``completion`` the names to offer, ``pictures`` what is shown, ``packs`` the engine and its index, loaded when first
needed, ``background`` the work in the background, ``roots`` the folders. ``lock`` keeps two writers apart,
``announcer`` tells what changed, ``preferences`` remembers what the user chose.
"""

from faceorg.library.handle import Library

__all__ = ["Library"]
