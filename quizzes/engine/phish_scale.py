"""How hard a trap is to see: the NIST Phish Scale.

Steves, Greene and Theofanos, "Categorizing human phishing difficulty: a Phish Scale", Journal of
Cybersecurity, 2020, brought from its five words to three.
"""

ALIGNMENTS = ("weak", "medium", "strong")
FEW, SOME = 8, 14  # cues at most; beyond, they are many

_DIFFICULTIES = {
    "few": {"weak": "moderate", "medium": "hard", "strong": "hard"},
    "some": {"weak": "easy", "medium": "moderate", "strong": "hard"},
    "many": {"weak": "easy", "medium": "moderate", "strong": "moderate"},
}


def difficulty(cues: int, alignment: str) -> str:
    """Return "easy", "moderate" or "hard", or nothing where the scale was not applied.

    Cues are what gives the message away, each time it shows; alignment is how well its premise
    fits the life of those who get it.
    """
    if not cues or alignment not in ALIGNMENTS:
        return ""
    amount = "few" if cues <= FEW else "some" if cues <= SOME else "many"
    return _DIFFICULTIES[amount][alignment]
