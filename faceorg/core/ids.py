"""Typed row ids, so that a face can never be passed where a photo is meant."""

from typing import NewType

PhotoId = NewType("PhotoId", int)
FaceId = NewType("FaceId", int)
PersonId = NewType("PersonId", int)
GroupId = NewType("GroupId", int)
FolderId = NewType("FolderId", int)
