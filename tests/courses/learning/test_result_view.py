"""The result says how many, what to review, and the one thing to do next."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from courses.certificates.models import Certificate
from courses.curriculum.bank import in_order
from courses.learning.models import Completion
from quizzes.models import Attempt, Objective, Quiz, QuizDraw
from tests.conftest import right_form, wrong_form
from tests.factories import make_home, make_lesson, make_module, make_question, make_quiz
from tests.questions import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=2)


def take(visitor, url, forms):
    """Answer a new attempt and return its result page."""
    visitor.post(url)
    attempt = Attempt.objects.latest("started_at")
    for position, form in enumerate(forms):
        visitor.post(reverse("question", args=[attempt.pk, position + 1]), form(attempt, position))
    return visitor.get(reverse("result", args=[attempt.pk]))


@pytest.fixture
def take_quiz(module, visitor):
    return lambda *forms: take(visitor, reverse("start_quiz", args=[module.pk]), forms)


def test_a_pass_with_lessons_left_leads_to_them(module, take_quiz):
    context = take_quiz(right_form, right_form, right_form).context

    assert (context["right"], context["total"], context["percent"]) == (3, 3, 100)
    assert context["passed"] is True
    assert [page.pk for page in context["remaining_lessons"]] == [
        page.pk for page in module.lessons
    ]
    assert context["certificate_url"] is None
    assert context["mistakes_url"] is None


def test_a_pass_with_every_lesson_done_leads_to_the_certificate(module, take_quiz, visitor):
    for lesson in module.lessons:
        visitor.post(reverse("lesson_done", args=[lesson.pk]))

    context = take_quiz(right_form, right_form, right_form).context

    assert context["certificate_url"] == reverse("certificate_request", args=[module.pk])
    assert context["remaining_lessons"] == []


def test_another_pass_leads_to_the_certificate_issued_before(module, take_quiz, visitor):
    for lesson in module.lessons:
        visitor.post(reverse("lesson_done", args=[lesson.pk]))
    take_quiz(right_form, right_form, right_form)
    visitor.post(reverse("certificate_request", args=[module.pk]), {"name": "Camille Martin"})

    again = take_quiz(right_form, right_form, right_form)

    address = Certificate.objects.get().get_absolute_url()
    assert f'<a class="button" href="{address}">' in again.content.decode()


def test_a_completion_by_session_promises_no_certificate(module, take_quiz, visitor, now):
    take_quiz(wrong_form, wrong_form, wrong_form)
    Completion.objects.create(
        learner=Attempt.objects.get().learner,
        module=module,
        edition=1,
        earned_by=Completion.EarnedBy.SESSION,
        completed_at=now,
    )

    context = take_quiz(right_form, right_form, right_form).context

    assert context["certificate_url"] is None


def test_a_failure_says_how_many_were_missing_and_lets_try_again(module, take_quiz):
    context = take_quiz(right_form, wrong_form, wrong_form).context

    assert (context["passed"], context["missing"], context["percent"]) == (False, 2, 33)
    assert context["retry_url"] == reverse("start_quiz", args=[module.pk])
    assert context["mistakes_url"]


def test_a_quiz_with_a_pass_mark_tells_what_was_partly_right_beside_its_verdict(visitor):
    quiz = Quiz(title="Quiz", slug="quiz", pass_mark=80, shuffle_questions=False)
    quiz.draws = [
        QuizDraw(question=make_question("inspect", value=VALUES["inspect"])),
        QuizDraw(question=make_question()),
    ]
    quiz.save()
    quiz.freeze()
    module = make_module(quiz=quiz, lessons=1)

    page = take(
        visitor,
        reverse("start_quiz", args=[module.pk]),
        [lambda _attempt, _position: {"choice": "2"}, right_form],
    )

    words = " ".join(strip_tags(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Pas encore. 1 bonne réponse sur 2." in words
    assert "Sur 2 réponses : 1 juste et 1 en partie juste." in words
    assert "Revoir mes erreurs" in words


@pytest.mark.parametrize(
    ("grading", "counts", "percent"),
    [
        ("best", "la meilleure compte", 100),
        ("last", "la dernière compte", 0),
        ("first", "la première compte", 100),
        ("average", "la moyenne compte", 50),
    ],
)
def test_a_failure_after_a_pass_says_which_attempt_counts(visitor, grading, counts, percent):
    module = make_module(lessons=1, quiz=make_quiz(grading=grading))
    url = reverse("start_quiz", args=[module.pk])
    first = take(visitor, url, [right_form] * 3)
    assert (counts in first.content.decode()) == (grading != "best")

    result = take(visitor, url, [wrong_form] * 3)

    page, passed = result.content.decode().replace("\N{NO-BREAK SPACE}", " "), percent == 100
    state = "est réussi" if passed else "n’est pas réussi"
    assert f"{counts}. Le quiz {state} : {percent} %." in page
    assert ("Pas encore" in page) == ("avant de réessayer" in page) == (not passed)
    assert ("avant votre attestation" in page) == passed  # a lesson is left


@pytest.mark.parametrize("withdrawn", ["module", "quiz"])
def test_what_is_no_longer_offered_is_not_proposed_again(module, take_quiz, visitor, withdrawn):
    take_quiz(wrong_form, wrong_form, wrong_form)
    (module if withdrawn == "module" else module.quiz).unpublish()

    for page in ("result", "mistakes"):
        response = visitor.get(reverse(page, args=[Attempt.objects.get().pk]))
        assert response.context["retry_url"] is None
        assert reverse("start_quiz", args=[module.pk]) not in response.content.decode()


def test_each_objective_has_its_bar_and_the_lesson_to_review(module, take_quiz):
    missed = module.objectives[0]
    lesson = make_lesson(module, title="À revoir", objectives=[missed])

    def form(attempt, position):
        version = attempt.edition.rows.get(question__versions=attempt.drawn[position])
        right = version.question.objective != missed
        return (right_form if right else wrong_form)(attempt, position)

    bars = {bar["label"]: bar for bar in take_quiz(form, form, form).context["objectives"]}

    assert len(bars) == 3
    assert [bar["label"] for bar in bars.values() if bar["to_review"]] == [missed.label]
    assert bars[missed.label]["lesson"] == lesson
    assert bars[missed.label] | {"right": 0, "total": 1} == bars[missed.label]


def test_a_result_tells_of_a_lesson_as_soon_as_it_is_published(
    module, take_quiz, visitor, django_capture_on_commit_callbacks
):
    (bar, *_others) = take_quiz(*[wrong_form] * 3).context["objectives"]
    lesson = make_lesson(module, objectives=[Objective.objects.get(pk=bar["id"])])
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()

    page = visitor.get(reverse("result", args=[Attempt.objects.get().pk]))

    assert (bar["lesson"], page.context["objectives"][0]["lesson"]) == (None, lesson)


def test_mistakes_show_what_was_not_all_right(take_quiz, visitor):
    result = take_quiz(right_form, wrong_form, wrong_form)

    page = visitor.get(result.context["mistakes_url"])

    assert [item["number"] for item in page.context["items"]] == [2, 3]
    assert "Retour sur Cliquer." in page.content.decode() or "Retour sur Payer." in (
        page.content.decode()
    )


def test_the_quiz_of_the_home_page_proposes_where_to_begin(visitor):
    weak, strong = make_module(), make_module()
    quiz = make_quiz(pass_mark=None, questions=1)
    quiz.draws = in_order([*weak.quiz.draws.all(), *strong.quiz.draws.all()])
    for draw in quiz.draws.all():
        draw.pk = None
    quiz.save_revision().publish()
    make_home().__class__.objects.update(quiz=quiz)

    def form(attempt, position):
        question = attempt.edition.rows.get(question__versions=attempt.drawn[position]).question
        right = strong.objectives.filter(pk=question.objective_id).exists()
        return (right_form if right else wrong_form)(attempt, position)

    context = take(visitor, reverse("begin"), [form] * 6).context

    assert context["suggestions"] == [weak, strong]
    assert context["passed"] is None
