"""Search by face: from the pixels of any picture to the people in it and the library's faces like theirs.

``compared`` asks index and catalog for the faces most like some embeddings; ``picture`` makes an answer of that.
"""
