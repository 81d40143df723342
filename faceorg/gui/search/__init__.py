"""The page of a search by picture: ``query`` is what is searched, chips change it, sections show what was found."""
