"""What a learner answered."""

import datetime
from html import unescape

from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.lib.personal_data import Table, Term
from quizzes.forgetting import drop, forget_answers
from quizzes.models import Attempt, Category, Flag, Response
from quizzes.presentation import own_answer

MODELS = {
    *("quizzes.Attempt", "quizzes.Flag", "quizzes.Marking", "quizzes.Regrade"),
    *("quizzes.Category", "quizzes.Category_shared_with"),
}

A_YEAR = datetime.timedelta(days=365)
BATCH = 500  # answers to a transaction
OUTLIVES_PEOPLE = False


def _forget_old_answers(now: datetime.datetime, dry_run: bool) -> int:
    old = Response.objects.filter(attempt__submitted_at__lt=now - A_YEAR).exclude(answer={})
    if dry_run:
        return old.count()
    forgotten = 0
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        forgotten += forget_answers(Response.objects.filter(pk__in=batch))
    return forgotten


def _drop_open_attempts(now: datetime.datetime, dry_run: bool) -> int:
    old = Attempt.objects.filter(submitted_at=None, started_at__lt=now - A_YEAR)
    return old.count() if dry_run else drop(old)


TERMS = (
    Term(
        gettext_lazy("Answers, one by one"),
        gettext_lazy("to explain them again to the person"),
        gettext_lazy("12 months after the end of the quiz"),
        gettext_lazy("counted by option, then emptied; scores and totals stay"),
        _forget_old_answers,
    ),
    Term(
        gettext_lazy("Quizzes begun and never ended"),
        gettext_lazy("to resume where one stopped"),
        gettext_lazy("12 months after the start"),
        gettext_lazy("deleted with their answers"),
        _drop_open_attempts,
    ),
)


def export_for(learner, user) -> list[Table]:
    answered = [] if learner is None else [_attempts(learner), _answers(learner), _flags(learner)]
    return answered if user is None else [*answered, _categories(user)]


def _categories(user) -> Table:
    """Return the categories that somebody writes in; the account's deletion unties them."""
    theirs = Category.objects.filter(Q(owner=user) | Q(shared_with=user)).distinct()
    return Table(
        "categories",
        _("The categories of questions that you write in"),
        _("To let nobody change what others write."),
        (_("name"),),
        list(theirs.values_list("name")),
    )


def _attempts(learner) -> Table:
    attempts = Attempt.objects.filter(learner=learner).select_related("quiz", "edition")
    return Table(
        "quiz",
        _("Your quizzes"),
        _("To resume where you stopped, and to know what you passed."),
        (_("Quiz"), _("Begun on"), _("Ended on"), _("Points"), _("Out of"), _("Passed")),
        [
            (
                attempt.quiz.title,
                attempt.started_at,
                attempt.submitted_at,
                attempt.score and float(attempt.score),
                attempt.out_of,
                attempt.passed,
            )
            for attempt in attempts.order_by("started_at")
        ],
    )


def _answers(learner) -> Table:
    responses = Response.objects.counted().filter(attempt__learner=learner).order_by("created_at")
    return Table(
        "reponses",
        _("Your answers"),
        _("To explain them to you again; emptied twelve months after the quiz."),
        (
            _("When"),
            _("Question"),
            _("Your answer"),
            _("Points"),
            _("Comment to the learner"),
            _("Seconds"),
        ),
        [
            _answer(row)
            for row in responses.select_related(
                "marked_with", "marking", "attempt__edition"
            ).order_by("created_at")
        ],
    )


def _flags(learner) -> Table:
    flags = Flag.objects.filter(response__attempt__learner=learner).order_by("created_at")
    return Table(
        "signalements",
        _("The problems you reported"),
        _("To correct the questions; their authors read them without your name."),
        (_("When"), _("Reason"), _("In a few words"), _("Handled on")),
        [
            (flag.created_at, flag.get_reason_display(), flag.comment, flag.handled_at)
            for flag in flags
        ],
    )


def _answer(response: Response) -> tuple:
    item = response.marked_with.item
    return (
        response.created_at,
        _plain(item.content.stem),
        "; ".join(own_answer(item, response.answer)) if response.answer else _("Emptied"),
        float(response.points) if response.points is not None and _is_told(response) else None,
        getattr(getattr(response, "marking", None), "comment", ""),
        response.seconds,
    )


def _is_told(response: Response) -> bool:
    """Return whether the learner may know: in an open examination, points would give the key."""
    attempt = response.attempt
    return not attempt.is_open or attempt.edition.rules.explains_at_once


def _plain(html: str) -> str:
    return unescape(strip_tags(html)).strip()


def erase_for(learner, user) -> None:
    """Forget the open attempts, what was answered in the others and said of their questions.

    Scores stay, and the reasons for which questions were reported.
    """
    if learner is None:
        return
    Flag.objects.filter(response__attempt__learner=learner).update(comment="")
    drop(Attempt.objects.filter(learner=learner, submitted_at=None))
    forget_answers(Response.objects.filter(attempt__learner=learner))
