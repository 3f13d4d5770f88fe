"""An examination: back and forth, answers reviewed, then sent; no key as long as it may serve."""

import datetime

import pytest
from django.urls import reverse

from courses.learning.models import Completion
from quizzes.actions import LAST_STEP
from quizzes.engine.types import TYPES
from quizzes.models import Attempt, QuestionVersion, Response
from tests.conftest import right_form, wrong_form
from tests.factories import CategoryFactory, make_module, make_question, make_quiz
from tests.questions import VALUES
from tests.quizzes.engine.strategies import SAMPLES
from tests.quizzes.test_every_form import Page

pytestmark = pytest.mark.django_db

READY = {"ready": "1"}
RIGHT, WRONG, EXPLAINED = "Retour sur Rappeler.", "Retour sur Cliquer.", "Un autre canal confirme."


@pytest.fixture
def module():
    return make_module(lessons=0, quiz=make_quiz(purpose="examination", waiting_time=0))


@pytest.fixture
def begin(module, visitor):
    def begin():
        visitor.post(reverse("start_quiz", args=[module.pk]), READY)
        return Attempt.objects.get(state="open")

    return begin


@pytest.fixture
def attempt(begin):
    return begin()


def url_of(attempt, number):
    return reverse("question", args=[attempt.pk, number])


def address(name, attempt):
    return reverse(name, args=[attempt.pk])


def answer(visitor, attempt, *forms):
    """Answer the questions in order; return where the last answer led."""
    for number, form in enumerate(forms, start=1):
        went = visitor.post(url_of(attempt, number), form(attempt, number - 1)).url
    return went


def sit(visitor, attempt, *forms):
    answer(visitor, attempt, *forms)
    visitor.post(address("review", attempt))
    attempt.refresh_from_db()
    return attempt


def test_what_an_examination_is_is_told_before_it_starts(module, visitor):
    response = visitor.post(reverse("start_quiz", args=[module.pk]), follow=True)

    page = response.content.decode()
    assert "Il vous reste 3 tentatives sur 3." in page
    assert "relire et changer vos réponses" in page
    assert not Attempt.objects.exists()


def test_the_result_tells_which_lesson_of_another_module_to_review(visitor, module, attempt):
    lesson = make_module(lessons=1).lessons[0]
    asked = QuestionVersion.objects.get(pk=attempt.drawn[0])
    lesson.objectives = [asked.objective]
    lesson.save()

    sit(visitor, attempt, wrong_form, right_form, right_form)

    assert lesson.url in visitor.get(address("result", attempt)).content.decode()


def test_an_answer_leads_to_the_next_question_and_the_last_to_the_review(visitor, attempt):
    assert answer(visitor, attempt, wrong_form) == url_of(attempt, 2)
    assert answer(visitor, attempt, right_form, right_form, right_form) == address(
        "review", attempt
    )
    assert Attempt.objects.get().is_open


def test_questions_are_gone_through_in_any_order_and_left_blank(visitor, attempt):
    assert visitor.get(url_of(attempt, 3)).status_code == 200

    visitor.post(url_of(attempt, 3), right_form(attempt, 2))

    assert visitor.get(address("attempt", attempt)).url == url_of(attempt, 1)
    page = visitor.get(address("review", attempt))
    assert page.context["blank"] == 2
    assert [bool(item["own_answer"]) for item in page.context["items"]] == [False, False, True]


def test_an_answer_is_shown_to_its_author_and_may_be_changed(visitor, attempt):
    visitor.post(url_of(attempt, 1), wrong_form(attempt, 0))
    page = visitor.get(url_of(attempt, 1))
    assert len(page.context["own_answer"]) == 1
    assert page.context["own_answer"][0] in ("Cliquer", "Payer")
    assert page.content.decode().count(" checked") == 1
    refused = visitor.post(url_of(attempt, 1), {})
    assert " checked" not in refused.content.decode()

    visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert visitor.get(url_of(attempt, 1)).context["own_answer"] == ["Rappeler"]
    steps = attempt.responses.values_list("step", "points")
    assert list(steps) == [(0, 0), (1, 1)]


def test_the_same_answer_sent_twice_is_one_step(visitor, attempt):
    for _ in range(2):
        visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert attempt.responses.count() == 1


def test_a_question_is_not_answered_for_ever(visitor, attempt):
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    attempt.responses.update(step=LAST_STEP)

    visitor.post(url_of(attempt, 1), wrong_form(attempt, 0))

    assert attempt.responses.get().points == 1


def test_the_last_step_counts(visitor, attempt):
    answer(visitor, attempt, right_form, right_form, wrong_form)
    answer(visitor, attempt, wrong_form, right_form, right_form)

    attempt = sit(visitor, attempt, right_form)

    assert (attempt.score, attempt.passed) == (3, True)
    result = visitor.get(address("result", attempt)).context
    assert (result["right"], result["total"]) == (3, 3)


def test_sending_closes_the_attempt_with_its_blanks_and_once(visitor, attempt):
    visitor.post(url_of(attempt, 2), right_form(attempt, 1))

    went = visitor.post(address("review", attempt)).url
    visitor.post(address("review", attempt))

    attempt.refresh_from_db()
    assert went == address("result", attempt)
    assert (attempt.state, attempt.score) == ("graded", 1)
    bars = visitor.get(went).context["objectives"]
    assert sum(bar["total"] for bar in bars) == 3


def test_an_answer_after_sending_is_not_taken(visitor, attempt):
    sit(visitor, attempt, wrong_form, wrong_form, wrong_form)

    visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert not Response.objects.filter(points=1).exists()


def test_what_is_sent_too_late_counts_as_sent_at_the_deadline(visitor, attempt):
    answer(visitor, attempt, right_form)
    late = Attempt.objects.get().started_at - datetime.timedelta(hours=1)
    Attempt.objects.update(deadline=late)

    visitor.post(address("review", attempt))

    attempt.refresh_from_db()
    assert attempt.submitted_at == late


def test_passing_completes_the_module(visitor, finish):
    module = make_module(lessons=1, quiz=make_quiz(purpose="examination"))
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    visitor.post(reverse("start_quiz", args=[module.pk]), READY)
    attempt = Attempt.objects.get()

    sit(visitor, attempt, right_form, right_form, right_form)

    assert Completion.objects.get().learner == attempt.learner


def test_no_page_of_an_open_examination_explains_anything(visitor, attempt):
    answer(visitor, attempt, right_form, wrong_form)

    pages = [visitor.get(url_of(attempt, number)) for number in (1, 2, 3)]
    pages.append(visitor.get(address("review", attempt)))
    pages.append(visitor.post(url_of(attempt, 3), {}))
    for page in pages:
        html = page.content.decode()
        assert not any(words in html for words in (RIGHT, WRONG, EXPLAINED))
    for name in ("result", "mistakes", "answers"):
        assert visitor.get(address(name, attempt)).status_code == 302


def test_failed_with_attempts_left_only_what_was_right_is_explained(visitor, attempt):
    attempt = sit(visitor, attempt, right_form, wrong_form, wrong_form)

    result = visitor.get(address("result", attempt))
    page = visitor.get(address("answers", attempt))

    assert result.context["mistakes_url"] is None
    assert visitor.get(address("mistakes", attempt)).url == address("answers", attempt)
    html = page.content.decode()
    assert html.count(EXPLAINED) == html.count(RIGHT) == 1
    told = [bool(item.get("answers")) for item in page.context["items"]]
    assert told == [True, False, False]


def test_once_passed_everything_is_explained(visitor, begin):
    failed = sit(visitor, begin(), wrong_form, wrong_form, wrong_form)
    passed = sit(visitor, begin(), right_form, right_form, right_form)

    for attempt in (failed, passed):
        page = visitor.get(address("answers", attempt)).content.decode()
        assert page.count(EXPLAINED) == 3
    assert visitor.get(address("mistakes", failed)).content.decode().count(EXPLAINED) == 3


def test_out_of_attempts_everything_is_explained(visitor, begin):
    attempts = []
    for left in (2, 1, 0):
        attempts.append(sit(visitor, begin(), wrong_form, wrong_form, wrong_form))
        html = visitor.get(address("answers", attempts[0])).content.decode()
        assert html.count(EXPLAINED) == (0 if left else 3)


def test_as_long_as_the_last_attempt_takes_answers_no_key_is_told(visitor, begin, now):
    past = sit(visitor, begin(), wrong_form, wrong_form, wrong_form)
    sit(visitor, begin(), wrong_form, wrong_form, wrong_form)
    last = begin()

    def explained(seconds_over):
        Attempt.objects.filter(pk=last.pk).update(
            deadline=now - datetime.timedelta(seconds=seconds_over)
        )
        return EXPLAINED in visitor.get(address("answers", past)).content.decode()

    assert not explained(seconds_over=5)  # within the grace of a minute
    assert explained(seconds_over=90)


def test_a_blank_answer_is_refused_and_reveals_nothing(visitor, attempt):
    response = visitor.post(url_of(attempt, 2), {})

    assert response.context["error"]
    assert not Response.objects.exists()


@pytest.fixture(params=TYPES)
def answered(request, visitor):
    """Begin an examination on a type of question; return its attempt and the first right form."""
    kind = request.param
    category = CategoryFactory()
    for _ in range(2):
        make_question(kind, category=category, value=VALUES[kind])
    quiz = make_quiz(questions=1, purpose="examination", shuffle_questions=False)
    quiz.draws.update(category=category, count=2)
    quiz.refresh_from_db()
    quiz.freeze()
    quiz.refresh_from_db()
    module = make_module(lessons=0, quiz=quiz)
    visitor.post(reverse("start_quiz", args=[module.pk]), READY)
    attempt = Attempt.objects.get()
    item = QuestionVersion.objects.get(pk=attempt.drawn[0]).item
    sample = SAMPLES[kind]
    form = sample.post(item.content, sample.right_pick(item.content), attempt.order(0, item))
    return attempt, dict(form)


def test_a_question_answered_comes_back_filled_in_and_sent_unchanged_is_no_step(answered, visitor):
    attempt, form = answered
    visitor.post(url_of(attempt, 1), form)

    shown = Page(visitor.get(url_of(attempt, 1)).content.decode())

    assert visitor.post(url_of(attempt, 1), shown.sent).url == url_of(attempt, 2)
    assert attempt.responses.count() == 1
    visitor.post(url_of(attempt, 1), {"dont_know": "1"})
    blank = Page(visitor.get(url_of(attempt, 1)).content.decode())
    assert not any(value for values in blank.sent.values() for value in values)


def test_no_byte_of_an_open_examination_depends_on_the_key(answered, visitor):
    attempt, form = answered
    version = QuestionVersion.objects.get(pk=attempt.drawn[0])
    sample = SAMPLES[version.type]

    def pages():
        Response.objects.all().delete()
        assert visitor.post(url_of(attempt, 1), form).url == url_of(attempt, 2)
        answered = [visitor.get(url_of(attempt, 1)), visitor.get(address("review", attempt))]
        refused = visitor.post(url_of(attempt, 1), {})
        return [without_token(page.content.decode()) for page in (*answered, refused)]

    before = pages()
    other = sample.rekey(version.content) | {"explanation": "<p>Autre chose.</p>"}
    QuestionVersion.objects.filter(pk=version.pk).update(content=other)
    QuestionVersion.kept.cache_clear()

    assert pages() == before
    assert Response.objects.get().points != 1  # what was right no longer is


def without_token(html):
    return "".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)
