"""Questions and their feedback as templates show them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from elearning.lib.sanitize import sanitize
from quizzes.engine.item import Item
from quizzes.engine.protocol import Answer

LAST_PARAGRAPH = re.compile(r"(?s)(?P<before>.*)<p[^>]*>(?P<last>.*)</p>\s*")

OPTION_WORDS = {"true": _("True"), "false": _("False")}


def harmless(html: str) -> SafeString:
    """Return HTML of a version for a template, sanitised once more on its way out."""
    return SafeString(sanitize(html))


def split_stem(html: str) -> dict[str, SafeString]:
    """Return the stem cut in two: the situation, and the question itself, its last paragraph.

    Only the question goes into the heading, where no paragraph may stand.
    """
    match = LAST_PARAGRAPH.fullmatch(html.strip())
    before, last = match.group("before", "last") if match else ("", html)
    return {"situation": harmless(before), "stem": harmless(last)}


def asked(attempt, version, position: int) -> dict:
    """Return what the form of a question of an attempt shows."""
    item = version.item()
    return form_of(item, attempt.order(position, item))


def form_of(item: Item, order: Sequence[int]) -> dict:
    """Return what the form of a question shows: nothing in it tells the options apart."""
    options = item.content.options
    return split_stem(item.content.stem) | {
        "form_template": f"quizzes/types/{item.type.key}.html",
        "options": [
            {"position": place, "text": _words(options[index])} for place, index in enumerate(order)
        ],
    }


def explained(response) -> dict:
    """Return what the feedback to a response shows."""
    return feedback_to(response.marked_with.item(), response.answer)


def feedback_to(item: Item, answer: Answer) -> dict:
    """Return what the feedback to an answer shows."""
    explanation = item.explain(answer)
    options = [replace(option, text=_words(option)) for option in explanation.options]
    return split_stem(item.content.stem) | {
        "verdict": explanation.verdict,
        "options": options,
        "others": any(not (option.chosen or option.correct) for option in options),
        "multiple": sum(option.correct for option in options) > 1,
        "explanation": harmless(item.content.explanation),
    }


def _words(option) -> str:
    """Return an option's text; true and false are the site's words, not the author's."""
    return OPTION_WORDS.get(option.key, option.text)
