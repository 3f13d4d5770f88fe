"""Names of places as people type them. Pure."""

import re
import unicodedata

PREFIXES = {"saint": "st", "sainte": "ste"}


def folded(name: str) -> str:
    """Return a name without case, accents, ligatures or punctuation, to compare what is typed.

    "Saint" and "Sainte" are shortened as people shorten them.
    """
    plain = name.lower().replace("œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFKD", plain)
    words = re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
    return " ".join(PREFIXES.get(word, word) for word in words)


def beginnings(typed: str) -> set[str]:
    """Return what folded names may begin with, or hold, where somebody has typed so much yet.

    "Sai" may begin "Saisy" and "Saint-Claude".
    """
    words = folded(typed)
    return {words, re.sub(r"\b(sai|sain)$", "st", words)}
