"""The result of an attempt, as its page tells it."""

from django.urls import reverse

from courses.learning import rules
from courses.learning.models import Completion, LessonDone
from courses.models import GamePage, LessonPage, ModulePage, PathPage
from quizzes.engine.grading import by_objective
from quizzes.models import Attempt, Objective, Response


def result_of(attempt: Attempt, module: ModulePage | None) -> dict:
    """Return the result in numbers, by objective, and what may follow it."""
    every = list(attempt.responses.counted().select_related("marked_with"))
    responses = [response for response in every if response.points is not None]
    right = sum(response.points == 1 for response in responses)
    total, pass_mark = attempt.out_of, attempt.edition.pass_mark
    context = {
        "module": module,
        "right": right,
        "total": total,
        "percent": int(attempt.grade().percent),
        "passed": attempt.passed,
        "missing": rules.answers_short(attempt.score, total, pass_mark or 0),
        "mistakes_url": reverse("mistakes", args=[attempt.pk]) if right < total else None,
        "read": [_place(one) for one in responses if one.marked_with.is_marked_by_a_person],
    }
    objectives = objective_bars(responses, module)
    if module:
        context |= after_a_module(attempt, module)
    else:
        context |= {"retry_url": retry_url(attempt, None), "suggestions": suggestions(objectives)}
    to_review = (bar["label"] for bar in objectives if bar["to_review"])
    return context | {"objectives": objectives, "review_label": next(to_review, "")}


def answers_to_read(attempt: Attempt) -> list[dict]:
    """Return where the answers are that a person has to mark."""
    return [_place(response) for response in attempt.responses.to_mark()]


def _place(response: Response) -> dict:
    number = response.position + 1
    return {"number": number, "url": reverse("question", args=[response.attempt_id, number])}


def retry_url(attempt: Attempt, module: ModulePage | None) -> str:
    """Return the button of the page that the attempt was started from."""
    if module:
        return reverse("start_quiz", args=[module.pk])
    for model in (GamePage, PathPage):
        if page := model.objects.live().filter(quiz=attempt.quiz_id).first():
            return reverse("practice", args=[page.pk])
    return reverse("begin")


def objective_bars(responses, module: ModulePage | None) -> list[dict]:
    """Return a bar per objective, with the lesson to review where one was missed."""
    results = by_objective(
        (response.marked_with.objective_id, response.points) for response in responses
    )
    labels = Objective.objects.in_bulk([result.objective for result in results])
    missed = [result.objective for result in results if result.right < result.total]
    lessons = lessons_on(missed, module)
    return [
        {
            "id": result.objective,
            "label": labels[result.objective].label,
            "right": result.right,
            "total": result.total,
            "to_review": result.right < result.total,
            "lesson": lessons.get(result.objective),
        }
        for result in results
    ]


def lessons_on(objectives: list[int], module: ModulePage | None) -> dict[int, LessonPage]:
    """Return the first live lesson on each objective, within the module if there is one."""
    lessons = LessonPage.objects.live().filter(objectives__in=objectives)
    if module:
        lessons = lessons.child_of(module)
    found: dict[int, LessonPage] = {}
    for lesson in lessons.distinct().order_by("path").prefetch_related("objectives"):
        for objective in lesson.objectives.all():
            found.setdefault(objective.pk, lesson)
    return found


def after_a_module(attempt: Attempt, module: ModulePage) -> dict:
    """Return what follows the quiz of a module: the certificate, or what is left before it."""
    lessons = list(module.lessons)
    done = set(
        LessonDone.objects.filter(learner=attempt.learner_id, lesson__in=lessons).values_list(
            "lesson", flat=True
        )
    )
    earned = Completion.objects.filter(learner=attempt.learner_id, module=module).first()
    request_url = reverse("certificate_request", args=[module.pk])
    return {
        "retry_url": retry_url(attempt, module),
        "certificate_url": request_url if earned and earned.gives_certificate else None,
        "remaining_lessons": [lesson for lesson in lessons if lesson.pk not in done]
        if not earned
        else [],
    }


def suggestions(objectives: list[dict]) -> list[ModulePage]:
    """Return the modules to begin with: those whose objectives were missed, the weakest first."""
    missed = {bar["id"]: bar["total"] - bar["right"] for bar in objectives}
    modules = (
        ModulePage.objects.live()
        .filter(objective_links__objective__in=missed)
        .distinct()
        .prefetch_related("objective_links")
    )

    def faults(module):
        return sum(missed.get(link.objective_id, 0) for link in module.objective_links.all())

    return sorted(modules, key=lambda module: (-faults(module), module.path))
