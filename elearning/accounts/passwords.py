"""Passwords that somebody who knows this site, this region or the person would try first."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 8  # characters of its own that a password must have

# The site and its subject, the region, and what people type most in French.
CONTEXT = re.findall(
    r"\w+",
    """
    reflexes reflexe numeriques numerique cybersecurite cyber securite formation hameconnage
    phishing motdepasse password region bourgogne franche comte franchecomte bfc mairie commune
    agglomeration departement prefecture
    dijon besancon belfort chalon saone macon nevers auxerre montbeliard dole lons saunier vesoul
    pontarlier sens autun beaune creusot lure luxeuil gray avallon cosne tonnerre champagnole
    cote dor jura doubs nievre yonne loire territoire haute
    azerty azertyuiop qsdfgh qsdfghjklm wxcvbn qwerty bonjour bienvenue soleil doudou loulou
    chouchou jetaime amour marseille admin administrateur utilisateur invite france secret
    """,
)
FIGURES_AS_LETTERS = str.maketrans("@0134€57$", "aoieaests")
RUNS = re.compile(r"(?:19|20)\d\d|0?12345?6?7?8?9?0?|(.)\1{2,}")


def own_length(password: str, known: Iterable[str]) -> int:
    """Return how many characters a password has besides known words, years and runs.

    Case, accents, separators and the usual figures in place of letters do not hide a word.
    """
    plain = _plain(password)
    words = sorted({_plain(word) for word in known if len(word) >= 3}, key=len, reverse=True)
    pattern = "|".join(map(re.escape, words))
    return min(
        len(re.sub(RUNS, r"\1", re.sub(pattern, "", text)))
        for text in (plain, plain.translate(FIGURES_AS_LETTERS))
    )


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if c.isalnum() or c in "@$€")


class ContextValidator:
    """Refuses a password made of this site's words, or of the person's own address."""

    def validate(self, password, user=None):
        address = re.split(r"[^\w]+", getattr(user, "email", "") or "")
        if own_length(password, [*CONTEXT, *address]) < SHORTEST:
            raise ValidationError(
                _(
                    "This password is made of what is tried first: the name of the site, a town, "
                    "your address, the keys of a row. Choose other words."
                ),
                code="password_in_context",
            )

    def get_help_text(self):
        return _("It is not made of the name of this site, of a town nearby or of your address.")
