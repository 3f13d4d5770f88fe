"""What a request may cost in queries; those that only open or close a transaction do not count."""

from functools import partial

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.learning.views.questions import IN_PLACE
from elearning.accounts.models import Learner
from quizzes.models import Attempt, Objective
from tests.conftest import right_form, wrong_form
from tests.factories import (
    UserFactory,
    make_home,
    make_lesson,
    make_module,
    make_path,
    make_quiz,
)

pytestmark = pytest.mark.django_db

TRANSACTION = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def cost(ask):
    """Return how many statements a request took, and how many of them wrote."""
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code in (200, 302)
    statements = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(TRANSACTION)
    ]
    return len(statements), sum(not sql.startswith("SELECT") for sql in statements)


@pytest.fixture
def account(visitor):
    """A browser signed in, whose learner exists."""
    user = UserFactory()
    Learner.objects.create(user=user)
    visitor.force_login(user)
    return visitor


@pytest.fixture
def module():
    return make_module(lessons=2)


def test_a_lesson_read_cold_by_somebody_signed_in(account, module):
    for _ in range(6):
        make_lesson(module)
    url = module.lessons[1].url
    cache.delete("wagtail_site_root_paths")

    statements, writes = cost(lambda: account.get(url))

    assert statements <= 12
    assert writes == 0


def test_starting_an_attempt(account, module):
    statements, writes = cost(lambda: account.post(reverse("start_quiz", args=[module.pk])))

    assert statements <= 8
    assert writes == 2


def test_starting_where_time_and_attempts_are_limited(account):
    module = make_module(quiz=make_quiz(time_limit=20, attempts_allowed=3, waiting_time=5))
    url = reverse("start_quiz", args=[module.pk])

    statements, writes = cost(lambda: account.post(url, {"ready": "1"}))

    assert statements <= 8
    assert writes == 2


def test_starting_again_after_several_attempts(account, module, finish):
    for _ in range(3):
        account.post(reverse("start_quiz", args=[module.pk]))
        finish(Attempt.objects.latest("started_at"))

    statements, writes = cost(lambda: account.post(reverse("start_quiz", args=[module.pk])))

    assert statements <= 8
    assert writes == 1


def test_a_first_click_of_a_stranger(visitor, module):
    statements, writes = cost(lambda: visitor.post(reverse("start_quiz", args=[module.pk])))

    assert statements <= 8
    assert writes == 3


@pytest.fixture
def question(account, module):
    account.post(reverse("start_quiz", args=[module.pk]))
    attempt = Attempt.objects.get()
    return lambda number: reverse("question", args=[attempt.pk, number])


def test_answering_a_question(account, question):
    attempt = Attempt.objects.get()
    form = right_form(attempt, 0)

    statements, writes = cost(lambda: account.post(question(1), form))

    assert statements <= 6
    assert writes == 1


def test_asking_and_explaining_a_question(account, question):
    asked, writes = cost(lambda: account.get(question(1)))
    account.post(question(1), right_form(Attempt.objects.get(), 0))
    explained, _writes = cost(lambda: account.get(question(1)))

    assert asked <= 10
    assert explained <= 10
    assert writes == 0


def test_a_process_reads_a_question_and_its_rules_once(visitor, module):
    """Then a page costs the attempt and its answers; an answer costs these and one insert."""
    visitor.post(reverse("start_quiz", args=[module.pk]))
    attempt = Attempt.objects.get()
    url = reverse("question", args=[attempt.pk, 1])
    form = right_form(attempt, 0)
    visitor.get(url)

    assert cost(lambda: visitor.get(url)) == (2, 0)
    assert cost(lambda: visitor.post(url, form)) == (3, 1)
    assert cost(lambda: visitor.get(url)) == (2, 0)


def test_an_answer_that_brings_the_pages_it_leads_to_asks_no_more(visitor, module):
    visitor.post(reverse("start_quiz", args=[module.pk]))
    attempt = Attempt.objects.get()
    following = reverse("question", args=[attempt.pk, 2])
    for form in (wrong_form(attempt, 0), right_form(attempt, 0)):
        attempt.responses.all().delete()
        url = reverse("question", args=[attempt.pk, 1])
        answered = partial(visitor.post, url, form, headers={"Prefer": IN_PLACE})
        statements = cost(answered)
        visitor.get(following)

    assert statements == (3, 1)


def test_the_journey_costs_the_same_whatever_the_number_of_modules(account):
    costs = []
    for _ in range(2):
        for _ in range(2):
            module = make_module(lessons=2, quiz=make_quiz(questions=1))
            account.post(reverse("lesson_done", args=[module.lessons[0].pk]))
            account.get("/mon-parcours/")
        costs.append(cost(lambda: account.get("/mon-parcours/")))

    assert costs[0] == costs[1]
    assert costs[0][0] <= 12


def test_the_catalogue_costs_the_same_whatever_the_number_of_modules(client):
    quiz = make_quiz(questions=1)
    make_module(lessons=0, quiz=quiz)
    client.get("/catalogue/?1")
    before = cost(lambda: client.get("/catalogue/?2"))
    for _ in range(3):
        make_module(lessons=0, quiz=make_quiz(questions=1))

    assert cost(lambda: client.get("/catalogue/?3")) == before


def test_a_module_costs_the_same_whatever_the_number_of_its_lessons(client, module):
    client.get(f"{module.url}?1")
    before = cost(lambda: client.get(f"{module.url}?2"))
    for _ in range(4):
        make_lesson(module)

    assert cost(lambda: client.get(f"{module.url}?3")) == before


def test_a_result_costs_the_same_whatever_the_number_of_questions(account, finish):
    costs = []
    for questions in (2, 6):
        module = make_module(quiz=make_quiz(questions=questions))
        account.post(reverse("start_quiz", args=[module.pk]))
        attempt = finish(Attempt.objects.latest("started_at"), right=False)
        url = reverse("result", args=[attempt.pk])
        account.get(url)
        costs.append(cost(partial(account.get, url)))

    assert costs[0] == costs[1]


def test_a_result_reads_once_what_was_tried_before(account, finish):
    quiz = make_quiz(purpose="examination", attempts_allowed=3, waiting_time=0)
    module = make_module(lessons=0, quiz=quiz)
    costs = []
    for _ in range(2):
        account.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
        attempt = finish(Attempt.objects.latest("started_at"), right=False)
        account.post(reverse("review", args=[attempt.pk]))
        with CaptureQueriesContext(connection) as queries:
            assert account.get(reverse("result", args=[attempt.pk])).status_code == 200
        tries = [one for one in queries if 'FROM "quizzes_attempt"' in one["sql"]]
        assert len(tries) == 2  # the one asked for, and all
        costs.append(len(queries))

    assert costs[0] >= costs[1]


def test_a_result_reads_once_what_the_pages_teach(visitor, finish):
    """Then it costs the attempt with its quiz, the answers, those tried before, the objectives."""
    make_home(quiz=make_quiz(pass_mark=None))
    lesson = make_lesson(make_module(), title="À revoir", objectives=Objective.objects.all())
    visitor.post(reverse("begin"))
    attempt = finish(Attempt.objects.get(), right=False)
    url = reverse("result", args=[attempt.pk])
    page = visitor.get(url).content.decode()

    assert f'<a href="{lesson.url}">À revoir</a>' in page
    assert cost(lambda: visitor.get(url)) == (4, 0)


def test_answers_that_are_reviewed_cost_the_attempt_and_themselves(visitor, finish):
    make_home(quiz=make_quiz(purpose="examination", attempts_allowed=0, waiting_time=0))
    visitor.post(reverse("begin"), {"ready": "1"})
    attempt = finish(Attempt.objects.get())
    url = reverse("review", args=[attempt.pk])
    visitor.get(url)

    assert cost(lambda: visitor.get(url)) == (2, 0)


def test_the_paths_followed_cost_the_same_whatever_their_number(account):
    costs = []
    for _ in range(2):
        for _ in range(2):
            path = make_path([make_module(lessons=0), make_module(lessons=0)])
            account.post(reverse("follow_path", args=[path.pk]))
        account.get("/mon-parcours/")
        costs.append(cost(lambda: account.get("/mon-parcours/")))

    assert costs[0] == costs[1]
    assert costs[0] <= (16, 0)
