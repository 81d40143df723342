"""faceorg: finds the faces in folders of photos, groups them into people, and finds photos by face.

The rooms of the house and who may talk to whom are drawn in ``ARCHITECTURE.md``.
"""

__version__ = "0.1.0"
