"""How an answer is forgotten: counted with those of others, then emptied."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, QuerySet

from quizzes.engine.item import DONT_KNOW_FIELD
from quizzes.models import AnswerTotal, Attempt, Flag, Marking, QuestionVersion, Response


@transaction.atomic
def forget_answers(responses: QuerySet[Response]) -> int:
    """Empty these answers, and the words they were given, and return how many.

    What was said of a question goes with the answer to it. Points, times and totals stay. An answer
    already emptied is counted no second time.
    """
    kept = responses.exclude(answer={}).select_for_update(of=("self",))
    rows = list(kept.select_related("version").order_by("step", "pk"))
    by_version = defaultdict(list)
    for row in {(row.attempt_id, row.position): row for row in rows}.values():
        by_version[row.version].append(row.answer)
    for version, answers in by_version.items():
        _count(version, answers)
    forgotten = [row.pk for row in rows]
    Flag.objects.filter(response__in=forgotten).update(comment="")
    Marking.objects.filter(response__in=forgotten).update(comment="")
    return Response.objects.filter(pk__in=forgotten).update(answer={})


@transaction.atomic
def drop(attempts: QuerySet[Attempt]) -> int:
    """Delete attempts with their answers, and return how many."""
    chosen = list(attempts.select_for_update(of=("self",)).values_list("pk", flat=True))
    Response.objects.filter(attempt__in=chosen).delete()
    Attempt.objects.filter(pk__in=chosen).delete()
    return len(chosen)


def _count(version: QuestionVersion, answers: list[dict]) -> None:
    summary = version.item.summarise(answers)
    for key, count in {**summary.counts, DONT_KNOW_FIELD: summary.dont_know}.items():
        if count:
            AnswerTotal.objects.get_or_create(version=version, key=key)
            AnswerTotal.objects.filter(version=version, key=key).update(count=F("count") + count)
