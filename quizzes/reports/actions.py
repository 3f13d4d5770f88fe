"""Reports are computed from stored answers, whole, as often as one likes."""

import datetime
from dataclasses import asdict

from django.db import transaction

from quizzes.engine.analysis import analyse
from quizzes.engine.health import enough, findings, severity
from quizzes.engine.protocol import Answer
from quizzes.engine.statistics import (
    ItemStatistics,
    item_statistics,
    quiz_statistics,
    score,
)
from quizzes.models import ItemReport, QuestionVersion, Quiz, QuizReport
from quizzes.reports.gathering import Sat, gather

TENTHS = 10
FORGOTTEN: Answer = {}  # see quizzes.forgetting: its mark is all that is left


def compute_report(quiz: Quiz, now: datetime.datetime) -> QuizReport:
    """Compute and keep the statistics of a quiz and of its questions, in place of the last ones."""
    sat = gather(quiz)
    sittings = [one.marks for one in sat if one.marks]
    figures = quiz_statistics(sittings) if enough(len(sittings)) else None
    items = item_reports(quiz, sat) + declared_reports(quiz, sat)
    with transaction.atomic():
        report, _ = QuizReport.objects.update_or_create(
            quiz=quiz,
            defaults={
                "attempts": len(sat),
                "figures": asdict(figures) if figures else None,
                "scores": by_tenths([score(one) for one in sittings]) if figures else [],
                "computed_at": now,
            },
        )
        ItemReport.objects.filter(quiz=quiz).delete()
        ItemReport.objects.bulk_create(items)
    return report


def item_reports(quiz: Quiz, sat: list[Sat]) -> list[ItemReport]:
    answers: dict[int, list[tuple[Answer | None, float]]] = {}
    for one in sat:
        for place, (mark, answer) in enumerate(zip(one.marks, one.answers, strict=True)):
            given = answers.setdefault(mark.item, [])
            if answer != FORGOTTEN:
                given.append((answer, one.rest(place)))
    statistics = item_statistics([one.marks for one in sat if one.marks])
    versions = QuestionVersion.objects.in_bulk(statistics)
    return [
        item_report(quiz, versions[item], statistics[item], answers[item]) for item in statistics
    ]


def declared_reports(quiz: Quiz, sat: list[Sat]) -> list[ItemReport]:
    """Return who said what where nothing is right or wrong: no figure, no advice."""
    answers: dict[int, list[tuple[Answer | None, float]]] = {}
    for one in sat:
        for version, answer in one.declared.items():
            given = answers.setdefault(version, [])
            if answer != FORGOTTEN:
                given.append((answer, score(one.marks) if one.marks else 0.0))
    versions = QuestionVersion.objects.in_bulk(answers)
    return [
        ItemReport(
            quiz=quiz,
            version=versions[pk],
            attempts=len(given),
            answers=asdict(analyse(versions[pk].item, given)) if enough(len(given)) else None,
        )
        for pk, given in answers.items()
    ]


def item_report(quiz, version, statistics: ItemStatistics, answers) -> ItemReport:
    report = ItemReport(quiz=quiz, version=version, attempts=statistics.attempts)
    if not enough(statistics.attempts):
        return report
    item = version.item
    analysis = analyse(item, answers)
    found = findings(statistics, analysis, item.counted(), item.guess_score())
    report.severity = severity(found)
    report.facility = statistics.facility
    report.figures = asdict(statistics) | {"guess_score": float(item.guess_score())}
    report.answers = asdict(analysis)
    report.findings = [asdict(finding) for finding in found]
    return report


def by_tenths(scores: list[float]) -> list[int]:
    """Return how many scores fall in each tenth, a full score in the last one."""
    counts = [0] * TENTHS
    for value in scores:
        counts[min(TENTHS - 1, int(value * TENTHS + 1e-9))] += 1
    return counts
