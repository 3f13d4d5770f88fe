"""The four pictures of a campaign: what is told, rounded, as bars and as tables alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.assignments import rules
from courses.assignments.models import Assignment, Figures
from elearning.dates import date_format
from elearning.organisations.rules import SMALLEST_GROUP

MOST_WEEKS = 26  # in a picture: half a year


@dataclass(frozen=True)
class Part:
    """A length to draw, out of 100, from a place; `kind` gives its colour."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Line:
    """A bar with what it says."""

    label: str
    said: str
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """Something told of a campaign; `lines` draws what `rows` says. Nothing told, no lines."""

    key: str
    title: str
    about: str
    columns: Sequence[str]
    rows: list[Sequence[object]]
    lines: list[Line]


def pictures_of(assignment: Assignment) -> list[Picture]:
    """Return the pictures of an assignment, from its figures of past weeks.

    None where it is followed by name: the difference would tell of those who gave no name. Of a
    group, the first two only: the others would tell of modules that everybody may be asked for.
    """
    if assignment.is_named:
        return []
    weeks = list(assignment.figures.order_by("until"))
    last = weeks[-1]
    pictures = [_progress(last, assignment), _weeks(weeks[-MOST_WEEKS:])]
    if assignment.group_id:
        return pictures
    return [*pictures, _objectives(last), _before_after(last)]


def _progress(figures: Figures, assignment: Assignment) -> Picture:
    bar = rules.bar(figures.people, figures.begun, figures.done)
    together = sum(assignment.sessions.values_list("without_account", flat=True))
    rows: list[Sequence[object]] = []
    lines = []
    if bar:
        parts = [
            ("done", _("Completed"), bar.done),
            ("begun", _("In progress"), bar.begun),
            ("others", _("Not begun, or not told"), bar.others),
        ]
        rows = [(label, number) for _kind, label, number in parts]
        said = ", ".join(f"{label} {number}" for _kind, label, number in parts)
        lines = [Line("", said, _stacked([(kind, number) for kind, _label, number in parts]))]
    if together:
        rows.append((_("In a session, without account, as you noted"), together))
    return Picture(
        "avancement",
        _("Where people are"),
        _("At least so many people, rounded down to fives; what is not told stands with the rest."),
        (_("State"), _("People, at least")),
        rows,
        lines,
    )


def _weeks(weeks: list[Figures]) -> Picture:
    bars = [(week, rules.bar(week.people, week.begun, week.done)) for week in weeks]
    told = [(_monday(week), bar.done, week.people) for week, bar in bars if bar]
    return Picture(
        "semaines",
        _("Completed, week after week"),
        _("How many had completed it on each Monday, as you were told then."),
        (_("Counted until"), _("Completed, at least")),
        [(day, done) for day, done, _people in told],
        [
            Line(day, str(done), _stacked([("done", done), ("none", people - done)]))
            for day, done, people in told
        ],
    )


def _objectives(figures: Figures) -> Picture:
    told = []
    for one in figures.objectives:
        bar = rules.bar(one["people"], 0, one["right"])
        if bar:
            told.append((one["label"], _to_five(bar.done), _to_five(one["people"])))
    told.sort(key=lambda row: (row[1] / row[2], row[0]))
    lines = [
        Line(
            label,
            _("%(right)s out of %(people)s") % {"right": right, "people": people},
            _stacked([("done", right), ("none", people - right)]),
        )
        for label, right, people in told
    ]
    return Picture(
        "objectifs",
        _("Success by objective"),
        _("How many were right each time, out of those who answered: the hardest first."),
        (_("Objective"), _("All right, at least"), _("Answered, at least")),
        told,
        lines,
    )


def _before_after(figures: Figures) -> Picture:
    told = figures.before_after
    rows: list[Sequence[object]] = []
    if told:
        people = _to_five(told["people"])
        rows = [
            (_("Positioning quiz, before"), told["before"], people),
            (_("Quizzes of the modules, after"), told["after"], people),
        ]
    return Picture(
        "avant-apres",
        _("Before and after"),
        _("Mean of those who took the positioning quiz and completed the path, in percent."),
        (_("Moment"), _("Right answers, in percent"), _("People, at least")),
        rows,
        [
            Line(str(label), f"{share} %", _stacked([("done", share), ("none", 100 - share)]))
            for label, share, _people in rows
        ],
    )


def _monday(week: Figures) -> str:
    return date_format(week.until, "SHORT_DATE_FORMAT")


def _to_five(number: int) -> int:
    return number - number % SMALLEST_GROUP


def _stacked(numbers: list[tuple[str, int]]) -> list[Part]:
    """Return numbers as lengths side by side, which make 100 together."""
    total = sum(number for _kind, number in numbers) or 1
    parts, place = [], 0
    for kind, number in numbers:
        if number:
            parts.append(Part(kind, f"{100 * place / total:.2f}", f"{100 * number / total:.2f}"))
        place += number
    return parts
