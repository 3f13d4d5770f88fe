"""Questions and their feedback as templates show them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from elearning.cms.messages import parts
from elearning.lib.sanitize import sanitize
from quizzes.engine.errors import BlankAnswer
from quizzes.engine.item import Item, is_dont_know
from quizzes.engine.protocol import Answer, ExplainedRow, Explanation, Verdict, verdict
from quizzes.engine.types.gaps import GapText
from quizzes.engine.types.inspection import Inspection
from quizzes.engine.types.numerical import Number
from quizzes.engine.types.open_answer import OpenQuestion

LAST_PARAGRAPH = re.compile(r"(?s)(?P<before>.*)<p[^>]*>(?P<last>.*)</p>\s*")

WORDS = {
    "true_false": {"true": _("True"), "false": _("False")},
    "inspect": {
        "trap": _("It is a trap"),
        "genuine": _("It is genuine"),
        "verify": _("I would check another way"),
    },
}
"""The options whose words are those of the site, not of an author."""

VERDICTS = {
    "right": _("Right answer."),
    "partly": _("Partly right."),
    "wrong": _("This is not the right answer."),
    "unknown": _("You did not know: here is the answer."),
    "awaiting": _("Your answer is kept. A person will read it."),
    "declared": _("Your answer is kept. It counts in no result."),
}

BLANK = {
    "open_answer": _("Write an answer, or choose “I don't know”."),
    "declared": _("Choose an answer, or say that you would rather not."),
    "short_text": _("Write an answer, or choose “I don't know”."),
    "numerical": _("Write a number in figures, or choose “I don't know”."),
    "gap_fill": _("Fill in the gaps, or choose “I don't know”."),
    "inspect": _("Say what you think of the message, or choose “I don't know”."),
}


@lru_cache(maxsize=1024)
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


def place(number: int, total: int) -> dict:
    """Return where a question stands among those of its attempt, in figures and in words."""
    words = _("Question %(number)s of %(total)s") % {"number": number, "total": total}
    return {"number": number, "total": total, "place": words}


def asked(
    attempt,
    version,
    position: int,
    answer: Answer | None = None,
    refused: BlankAnswer | None = None,
) -> dict:
    """Return what the form of a question of an attempt shows.

    Filled in as in the answer that it was given, or after a refusal as it was sent.
    """
    item = version.item
    order = attempt.order(position, item)
    shown = form_of(item, order)
    if answer:
        shown |= {"own_answer": own_answer(item, answer), "typed": item.form(order, answer)}
    if not attempt.edition.rules.explains_at_once:
        shown["hint"] = ""
    if refused:
        shown |= {"error": what_is_missing(item), "typed": refused.typed}
    return shown


def what_is_missing(item: Item) -> str:
    return BLANK.get(item.type.key, _("Choose an answer, or “I don't know”."))


def form_of(item: Item, order: Sequence[int]) -> dict:
    """Return what the form of a question shows: nothing in it tells the key."""
    shown = dict(item.shown(order))
    if words := WORDS.get(item.type.key):
        shown["options"] = [replace(one, text=words[one.text]) for one in shown["options"]]
    template = f"quizzes/types/{item.type.key}.html"
    more = {
        "hint": item.hint,
        "declared": item.marking == "nobody",
        "form_template": template,
        "typed": {},
        "error": "",
        "own_answer": [],
    }
    return asked_in(item) | shown | more


def asked_in(item: Item) -> dict:
    """Return what the question is asked with, before and after the answer."""
    return split_stem(item.content.stem) | {"picture": item.picture}


def own_answer(item: Item, answer: Answer) -> list[str]:
    """Return an answer in words, which tell nothing of the key.

    In alphabetical order: that of the content may be the right one.
    """
    if is_dont_know(answer):
        return [str(_("I don't know"))]
    explanation = item.explain(answer)
    if isinstance(item.content, GapText):
        return item.content.filled_with([row.answered for row in explanation.rows])
    words = WORDS.get(item.type.key, {})
    unit = getattr(item.content, "unit", None)
    chosen = [str(words.get(one.key, one.text)) for one in explanation.options if one.chosen]
    pieces = [one.text for one in explanation.pieces if one.chosen]
    rows = [
        _row_in_words(row, row.answered if unit is None else in_figures(row.answered, unit))
        for row in sorted(explanation.rows, key=lambda row: (len(row.text) > 1, row.text))
        if row.answered
    ]
    return [*sorted(chosen), *sorted(pieces), *rows]


def _row_in_words(row: ExplainedRow, answered: str) -> str:
    if not row.text:
        return answered
    return _("%(row)s: %(answer)s") % {"row": row.text, "answer": answered}


def explained(response) -> dict:
    """Return what the feedback to a response shows; to a forgotten one, what was right.

    Where a person has marked it, also the points and the words they gave.
    """
    item = response.marked_with.item
    shown = feedback_to(item, response.answer or None)
    if item.marking == "person" and (marking := getattr(response, "marking", None)):
        criteria = with_points(item.content, marking.points)
        shown["answers"] |= {"awaiting": False, "criteria": criteria, "comment": marking.comment}
        shown |= in_words(verdict(Fraction(response.points)))
    return shown


def in_words(given: Verdict) -> dict:
    return {"verdict": given, "verdict_words": VERDICTS[given]}


def feedback_to(item: Item, answer: Answer | None) -> dict:
    """Return what the feedback to an answer shows."""
    explanation = item.explain(answer)
    words = WORDS.get(item.type.key, {})
    options = [
        replace(option, text=words.get(option.key, option.text)) for option in explanation.options
    ]
    right = [option for option in options if option.correct]
    multiple = len(right) > 1
    answers = {
        "options": [option for option in options if option.chosen or option.correct],
        "others": [option for option in options if not option.chosen and not option.correct],
        "multiple": multiple,
        "found": multiple and any(option.chosen for option in right),
        "message": "",
        "paragraphs": [],
        "said": [],
        "criteria": [],
        "rows": explanation.rows,
        "explanation": harmless(item.content.explanation),
    }
    details = DETAILS.get(item.type.key, nothing_more)(item.content, explanation)
    return asked_in(item) | in_words(explanation.verdict) | {"answers": answers | details}


def nothing_more(content, explanation: Explanation) -> dict:
    return {}


def marked_message(content: Inspection, explanation: Explanation) -> dict:
    """Return the message with its clues and the decoys pointed at, numbered as they are listed."""
    told = [piece for piece in explanation.pieces if piece.correct or piece.chosen]
    return {
        "message": content.message,
        "parts": parts(content.message, [piece.text for piece in told]),
        "pieces": told,
        "decoys": [piece for piece in explanation.pieces if piece not in told],
    }


def filled_text(content: GapText, explanation: Explanation) -> dict:
    """Return the text with its gaps filled in right, numbered as they are listed."""
    return {"paragraphs": content.filled()}


def with_unit(content: Number, explanation: Explanation) -> dict:
    """Return the numbers as people write them here, with their unit."""
    (row,) = explanation.rows
    answered, right = (in_figures(number, content.unit) for number in (row.answered, row.right))
    return {"rows": [replace(row, answered=answered, right=right)]}


def in_figures(number: str, unit: str) -> str:
    if not number:
        return ""
    figures = number_format(Decimal(number), force_grouping=True).replace("-", "\N{MINUS SIGN}")
    return f"{figures}\N{NO-BREAK SPACE}{unit}" if unit else figures


def written_answer(content: OpenQuestion, explanation: Explanation) -> dict:
    """Return what was written, and the criteria by which a person will mark it."""
    return {
        "rows": (),
        "written": "".join(row.answered for row in explanation.rows),
        "awaiting": explanation.verdict == "awaiting",
        "criteria": with_points(content, {}),
    }


def with_points(content: OpenQuestion, points: Mapping[str, int]) -> list[dict]:
    return [
        {"text": one.text, "most": one.points, "points": points.get(one.key)}
        for one in content.criteria
    ]


def marked(content: OpenQuestion, marking) -> dict:
    """Return what a person gave an answer in all, and their words, without the criteria."""
    points, most = sum(marking.points.values()), sum(one.points for one in content.criteria)
    return {"points": points, "most": most, "comment": marking.comment}


def said(content, explanation: Explanation) -> dict:
    """Return what somebody has said of oneself: no option is right, nor wrong."""
    chosen = [option for option in explanation.options if option.chosen]
    return {"options": [], "others": [], "said": chosen}


DETAILS = {
    "declared": said,
    "open_answer": written_answer,
    "gap_fill": filled_text,
    "inspect": marked_message,
    "numerical": with_unit,
}
"""What the feedback of some types shows beside options and rows."""
