"""The result of an attempt, as its page tells it."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.learning import rules
from courses.learning.conditions import COUNTED, reason_of, refusal_of
from courses.learning.journey import ModuleRow, module_row
from courses.learning.renewal import attempts_that_count
from courses.learning.teaching import Teaching
from courses.models import LessonPage, ModulePage
from elearning.lib.percent import Number
from quizzes.engine.grading import Outcome, by_objective
from quizzes.engine.types import UNCOUNTED
from quizzes.models import Attempt, Objective, QuestionVersion, QuizEdition, Response
from quizzes.outcomes import overall_result, revealed


def result_of(
    attempt: Attempt, module: ModulePage | None, taught: Teaching, now: datetime.datetime
) -> dict:
    """Return the result in numbers, by objective, and what may follow it."""
    responses = list(attempt.given().values())
    for response in responses:
        response.marked_with = QuestionVersion.kept(response.marked_with_id)
    counted = scored(attempt, responses)
    tally = tally_of([points for _objective, points in counted])
    pass_mark = attempt.edition.pass_mark
    told = revealed(attempt, now)
    context = tally | {
        "percent": int(attempt.outcome.percent),
        "attempt_passed": attempt.passed,
        "missing": rules.points_short(attempt.score, attempt.out_of, pass_mark or 0),
        "points": attempt.score if attempt.out_of != tally["total"] else None,
        "out_of": attempt.out_of,
        "words": words_for(attempt),
        "mistakes_url": reverse("mistakes", args=[attempt.pk])
        if told == "key" and tally["right"] < tally["total"]
        else None,
        "answers_url": reverse("answers", args=[attempt.pk]),
        "read": [place_of(one) for one in responses if one.marked_with.is_marked_by_a_person],
    }
    objectives = objective_bars(counted, taught, module)
    row = module and module_row(attempt.learner, module, localtime(now).date())
    together = attempt.outcome if row and row.is_renewing else together_with(attempt)
    context |= {"passed": together.passed, "standing": standing(attempt, together)}
    if row:
        context |= after_a_module(row)
    else:
        context["suggestions"] = suggestions(objectives, taught)
        context["skippable"] = skippable(objectives, taught, attempt.quiz_id)
    context |= next_try(attempt, module, taught, now)
    to_review = (bar["label"] for bar in objectives if bar["to_review"])
    return context | {"objectives": objectives, "review_label": next(to_review, "")}


def tally_of(shares: Sequence[Number]) -> dict:
    """Return how many answers earned all, some or none of their points, and that in words."""
    total, right = len(shares), sum(share == 1 for share in shares)
    partly = sum(0 < share < 1 for share in shares)
    missed = total - right - partly
    said = [
        right and ngettext("%s right", "%s right", right) % right,
        partly and ngettext("%s partly right", "%s partly right", partly) % partly,
        missed and ngettext("%s to review", "%s to review", missed) % missed,
    ]
    told = get_text_list([words for words in said if words], _("and"))
    return {"right": right, "partly": partly, "total": total, "told": told}


def answers_to_read(attempt: Attempt) -> list[dict]:
    """Return where the answers are that a person has to mark, those of a closed attempt."""
    return [
        place_of(response)
        for _position, response in sorted(attempt.given().items())
        if response.points is None
        and response.answer
        and QuestionVersion.kept(response.marked_with_id).is_marked_by_a_person
    ]


def place_of(response: Response) -> dict:
    """Return where its learner sees an answer again, with the number of its question."""
    number, attempt = response.position + 1, response.attempt
    if attempt.is_open or attempt.edition.rules.explains_at_once:
        return {"number": number, "url": reverse("question", args=[attempt.pk, number])}
    return {"number": number, "url": f"{reverse('answers', args=[attempt.pk])}#question-{number}"}


def retry_url(attempt: Attempt, module: ModulePage | None, taught: Teaching) -> str | None:
    """Return the button of the page that the attempt was started from, if it still stands."""
    if module:
        if not module.live:
            return None
        renews = attempt.quiz_id == module.renewal_quiz_id
        return reverse("start_renewal" if renews else "start_quiz", args=[module.pk])
    if page := taught.practice.get(attempt.quiz_id):
        return reverse("practice", args=[page])
    return reverse("begin")


def together_with(attempt: Attempt) -> Outcome:
    """Return what the learner's attempts at this quiz come to, this one among them."""
    return overall_result(attempt.quiz, attempt.tries) or attempt.outcome


def standing(attempt: Attempt, together: Outcome) -> str:
    """Return which attempt counts and what it came to, where this one alone would mislead."""
    method = attempt.quiz.grading
    if attempt.passed is None or (method == "best" and attempt.passed == together.passed):
        return ""
    state = (
        _("The quiz is passed: %(percent)s%%.")
        if together.passed
        else _("The quiz is not passed: %(percent)s%%.")
    )
    return f"{COUNTED[method]()} {state % {'percent': int(together.percent)}}"


def words_for(attempt: Attempt) -> str:
    """Return what the author of the quiz tells whoever comes to this result."""
    return rules.band_for(attempt.outcome.percent, attempt.edition.bands)


def next_try(
    attempt: Attempt, module: ModulePage | None, taught: Teaching, now: datetime.datetime
) -> dict:
    """Return where to try again, or why there is no other try, as the quiz stands today."""
    quiz = attempt.quiz
    url = retry_url(attempt, module, taught) if quiz.is_open else None
    if url is None:
        return {"retry_url": None, "refusal": _("This quiz is no longer offered.")}
    quiz.current_edition = QuizEdition.kept(quiz.current_edition_id)
    limits = quiz.current_edition.rules
    if limits.has_conditions:
        counted = attempts_that_count(quiz, attempt.learner, attempt.tries, now)
        if refused := refusal_of(limits, counted, now):
            return {"retry_url": None, "refusal": reason_of(refused)}
    return {"retry_url": url}


def scored(attempt: Attempt, responses) -> list[tuple[int, Decimal]]:
    """Return the objective of each question that counts, with the points it brought."""
    found = [
        (response.marked_with.objective_id, response.points)
        for response in responses
        if response.points is not None
    ]
    if len(responses) < attempt.length:
        answered = [response.version_id for response in responses]
        drawn = QuestionVersion.objects.filter(pk__in=attempt.drawn).exclude(type__in=UNCOUNTED)
        blank = drawn.exclude(pk__in=answered).values_list("objective", flat=True)
        found += [(objective, Decimal(0)) for objective in blank]
    return found


def objective_bars(scores, taught: Teaching, module: ModulePage | None) -> list[dict]:
    """Return a bar per objective, with the lesson to review where one was missed."""
    results = by_objective(scores)
    objectives = Objective.objects.filter(pk__in=[result.objective for result in results])
    labels = dict(objectives.order_by().values_list("pk", "label"))
    return [
        {
            "id": result.objective,
            "label": labels[result.objective],
            "right": result.right,
            "partly": result.partly,
            "total": result.total,
            "to_review": result.right < result.total,
            "lesson": lesson_on(result.objective, taught, module),
        }
        for result in results
    ]


def lesson_on(objective: int, taught: Teaching, module: ModulePage | None) -> LessonPage | None:
    """Return the first live lesson on an objective; in this module, if it has one on it.

    An examination asks of what other modules teach.
    """
    lessons = taught.lessons.get(objective, [])
    own = (lesson for lesson in lessons if module and lesson.path.startswith(module.path))
    return next(own, lessons[0] if lessons else None)


def after_a_module(row: ModuleRow) -> dict:
    """Return what follows the quiz of a module: the certificate, or what is left before it."""
    left = [lesson for lesson in row.lessons if lesson.pk not in row.finished]
    return {
        "certificate_url": None if row.is_renewing else row.certificate_url,
        "certificate": row.certificate,
        "remaining_lessons": left if row.is_renewing or not row.done else [],
    }


def suggestions(objectives: list[dict], taught: Teaching) -> list[ModulePage]:
    """Return the modules to begin with: those whose objectives were missed, the weakest first."""
    missed = {bar["id"]: bar["total"] - bar["right"] for bar in objectives}
    faults = {module: sum(missed.get(one, 0) for one in on) for module, on in taught.modules}
    concerned = [module for module, on in taught.modules if on & missed.keys()]
    return sorted(concerned, key=lambda module: -faults[module])


def skippable(objectives: list[dict], taught: Teaching, quiz_id: int) -> list[ModulePage]:
    """Return the modules of a path whose quiz alone will do, for one who knows what they teach.

    `quiz_id` is the positioning quiz of the path, whose every question on them was right.
    """
    right = {bar["id"] for bar in objectives if not bar["to_review"]}
    missed = {bar["id"] for bar in objectives if bar["to_review"]}
    offered = taught.skippable.get(quiz_id, ())
    return [
        module
        for module, on in taught.modules
        if module.pk in offered and on & right and not on & missed
    ]
