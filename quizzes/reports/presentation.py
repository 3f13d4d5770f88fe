"""Reports as their pages and their files show them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from quizzes.engine.health import rounded
from quizzes.engine.protocol import Counted
from quizzes.models import ItemReport, QuestionVersion, QuizReport
from quizzes.reports.charts import columns
from quizzes.reports.words import STATES, sentences, words_of


def quiz_page(report: QuizReport, items: Sequence[ItemReport]) -> dict:
    """Return what the page of a quiz shows: figures, distribution, questions."""
    return {
        "report": report,
        "columns": columns(report.scores) if report.scores else [],
        "items": [item_row(item) for item in items],
    }


def item_row(report: ItemReport) -> dict:
    """Return a question with its health in words, and its figures in percent."""
    return {
        "report": report,
        "question": report.version.question,
        "state": state(report),
        "advice": advice(report),
        "figures": in_percent(report.figures),
    }


def state(report: ItemReport) -> str:
    if report.figures:
        return STATES[report.severity]
    return _("not enough data") if report.answers is None else _("nothing right or wrong")


def advice(report: ItemReport) -> list[str]:
    if not report.findings:
        return []
    version = report.version
    counted = version.item.counted()
    return sentences(report.findings, {one.key: in_its_row(version, one) for one in counted})


def in_its_row(version: QuestionVersion, answer: Counted) -> str:
    text = words_of(version.type, answer)
    return f"{answer.row} → {text}" if answer.row else text


def in_percent(figures: dict | None) -> dict | None:
    """Return the figures of a question, shares from 0 to 1 turned into percentages."""
    if figures is None:
        return None
    shares = ("facility", "deviation", "guess_score")
    return figures | {
        name: None if figures[name] is None else 100 * figures[name] for name in shares
    }


def answers_table(report: ItemReport) -> dict | None:
    """Return who gave each answer, by thirds of the learners, in percent of each third."""
    if report.answers is None:
        return None
    sizes = report.answers["sizes"]
    return {"sizes": sizes, "rows": list(_answer_rows(report, sizes))}


def _answer_rows(report: ItemReport, sizes: Sequence[int]) -> Iterator[dict]:
    version, answers = report.version, report.answers
    for one in version.item.counted():
        yield {
            "text": in_its_row(version, one),
            "right": one.right,
            "thirds": thirds(answers["counts"][one.key], sizes),
        }
    for key, text in [("dont_know", _("“I don't know”")), ("blank", _("no answer"))]:
        if any(answers[key]):
            yield {"text": text, "right": False, "thirds": thirds(answers[key], sizes)}


def thirds(counts: Sequence[int], sizes: Sequence[int]) -> list[dict]:
    return [
        {"count": count, "percent": rounded(count / size) if size else 0}
        for count, size in zip(counts, sizes, strict=True)
    ]


CSV_FIGURES = (
    "facility",
    "deviation",
    "guess_score",
    "intended_weight",
    "effective_weight",
    "discrimination",
    "efficiency",
)


def csv_columns() -> list[str]:
    return [
        _("Question"),
        _("Version"),
        _("Attempts"),
        _("Health"),
        _("Facility index (%)"),
        _("Standard deviation (%)"),
        _("Random-guess score (%)"),
        _("Intended weight (%)"),
        _("Effective weight (%)"),
        _("Discrimination index (%)"),
        _("Discriminative efficiency (%)"),
        _("Advice"),
    ]


def csv_rows(items: Sequence[ItemReport]) -> Iterator[list]:
    for row in map(item_row, items):
        report, figures = row["report"], row["figures"] or {}
        found = [figures.get(name) for name in CSV_FIGURES]
        yield [
            str(row["question"]),
            report.version.number,
            report.attempts,
            str(row["state"]),
            *("" if figure is None else f"{figure:.1f}".replace(".", ",") for figure in found),
            " ".join(row["advice"]),
        ]
