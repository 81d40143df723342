"""Asking for a name: the field, the list of known names under it, and a small card that holds both."""

from faceorg.gui.naming.card import NameCard
from faceorg.gui.naming.field import NameField

__all__ = ["NameCard", "NameField"]
