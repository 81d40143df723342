"""Pixels in, faces out: packs of models behind the one interface in ``interface``.

``builtin`` runs CC0 weights out of an installed package; ``packs`` keeps the packs a person added. Both give an
``Engine``, whose boxes, landmarks and crops stay in this room: what leaves it are regions, embeddings and one
``quality`` that means the same for every pack. Nothing heavy is imported with this package; onnxruntime and cv2
come with the modules that use them.
"""
