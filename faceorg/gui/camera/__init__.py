"""Searching with a shot of the camera: ``source`` delivers live pictures, ``panel`` shows them and takes the shot."""
