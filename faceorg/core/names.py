"""The order of names, the same wherever names are listed."""

import unicodedata


def alphabetical(name: str) -> tuple[str, str]:
    """Return a sort key that puts Émile beside Emil: accents and capitals decide only between names else equal."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return plain, name
