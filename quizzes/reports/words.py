"""What is advised of a question, in words for its author."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.engine.protocol import Counted
from quizzes.presentation import WORDS

SENTENCES = {
    "key_contested": gettext_lazy(
        "%(percent)s%% of the best learners answer “%(answer)s”: check the key."
    ),
    "best_fail": gettext_lazy("The best learners get it wrong: check the key."),
    "by_chance": gettext_lazy("%(percent)s%% success, no better than chance: rewrite it."),
    "too_hard": gettext_lazy("%(percent)s%% success: too hard, or not taught."),
    "many_dont_know": gettext_lazy("%(percent)s%% say that they do not know: is it taught?"),
    "weak": gettext_lazy("It hardly tells those who know from those who do not."),
    "too_easy": gettext_lazy("%(percent)s%% success: too easy."),
    "unused": gettext_lazy("Nobody chooses “%(answer)s”: find a likelier mistake."),
}
QUOTED = re.compile(r"«\s*([^«»]+?)\s*»")
STATES = {
    0: gettext_lazy("Healthy"),
    1: gettext_lazy("To improve"),
    2: gettext_lazy("To review"),
    3: gettext_lazy("To check first"),
}


def sentences(findings: Iterable[Mapping], answers: Mapping[str, str]) -> list[str]:
    """Return what was found, the gravest first; `answers` gives the words of each key."""
    return [
        SENTENCES[one["code"]]
        % {"percent": one["percent"], "answer": without_quotes(answers.get(one["key"], ""))}
        for one in findings
    ]


def without_quotes(text: str) -> str:
    """Return an answer that is quoted whole without its marks: a sentence puts its own."""
    quoted = QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def words_of(type_key: str, answer: Counted) -> str:
    """Return an answer as trainers read it, whoever wrote its words."""
    text = WORDS.get(type_key, {}).get(answer.key, answer.text)
    return str(text) or (_("a text to read") if type_key == "open_answer" else _("another answer"))
