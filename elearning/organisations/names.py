"""Names of places as people type them. Pure."""

import re
import unicodedata


def folded(name: str) -> str:
    """Return a name without case, accents, ligatures or punctuation, to compare what is typed.

    "Saint" and "Sainte" are shortened as people shorten them.
    """
    plain = name.lower().replace("œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFKD", plain)
    words = re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
    return " ".join({"saint": "st", "sainte": "ste"}.get(word, word) for word in words)
