"""What a learner is told of time and attempts, and what happens when time is up."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.learning import actions
from courses.learning.conditions import in_words
from courses.learning.models import Completion
from elearning.accounts.models import Learner
from elearning.dates import date_format
from elearning.ops.schedule import SCHEDULE
from quizzes.models import Attempt
from tests.conftest import right_form
from tests.factories import make_home, make_module, make_quiz

pytestmark = pytest.mark.django_db

READY = {"ready": "1"}


def ago(now, minutes):
    return now - datetime.timedelta(minutes=minutes)


@pytest.fixture
def module():
    return make_module(lessons=1, quiz=make_quiz(time_limit=20, grace=30))


@pytest.fixture
def start_url(module):
    return reverse("start_quiz", args=[module.pk])


@pytest.fixture
def attempt(visitor, start_url):
    visitor.post(start_url, READY)
    return Attempt.objects.get()


def make_late(attempt, minutes=1):
    """Put the start of an attempt back, so that its time has been up for so long."""
    late = datetime.timedelta(minutes=20 + minutes)
    attempt.started_at -= late
    attempt.deadline -= late
    attempt.save()


def url_of(attempt, number):
    return reverse("question", args=[attempt.pk, number])


def test_a_quiz_with_a_limit_tells_it_before_anything_starts(visitor, start_url, module):
    response = visitor.post(start_url, follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(reverse("quiz_conditions", args=[module.pk]), 302)]
    assert "20 minutes" in page
    assert not Attempt.objects.exists()
    assert not Learner.objects.exists()


def test_a_quiz_without_conditions_starts_at_once(visitor):
    module = make_module()

    visitor.post(reverse("start_quiz", args=[module.pk]))

    assert Attempt.objects.count() == 1


def test_the_question_tells_the_time_left(visitor, attempt):
    response = visitor.get(url_of(attempt, 1))

    page = response.content.decode()
    assert 1190 <= response.context["time_left"]["seconds"] <= 1200
    assert "20 minutes" in page
    assert 'src="/static/js/time-left.js"' in page


def test_a_question_without_limit_loads_no_timer(visitor):
    module = make_module()
    visitor.post(reverse("start_quiz", args=[module.pk]))

    page = visitor.get(url_of(Attempt.objects.get(), 1)).content.decode()

    assert "time-left" not in page


def test_in_the_grace_the_page_says_that_time_is_up(visitor, attempt):
    make_late(attempt, minutes=0)

    response = visitor.get(url_of(attempt, 1))

    page = response.content.decode()
    assert response.context["time_left"]["seconds"] == 0
    assert 20 <= response.context["time_left"]["grace"] <= 30
    assert '<p class="time-grace">' in page
    assert '<p class="time-over" hidden>' in page
    assert visitor.post(url_of(attempt, 1), right_form(attempt, 0)).url == url_of(attempt, 1)


def test_without_grace_the_page_promises_none(visitor):
    module = make_module(quiz=make_quiz(time_limit=20, grace=0))
    visitor.post(reverse("start_quiz", args=[module.pk]), READY)

    page = visitor.get(url_of(Attempt.objects.get(), 1)).content.decode()

    assert 'data-grace="0"' in page
    assert "encore acceptée" not in page
    assert _("Time is up. All the answers sent before are counted.") in page


def test_a_quiz_that_closes_another_day_tells_which(visitor, now):
    closes_at = timezone.localtime(now + datetime.timedelta(days=9))
    module = make_module(quiz=make_quiz(closes_at=closes_at))
    visitor.post(reverse("start_quiz", args=[module.pk]), READY)

    page = visitor.get(url_of(Attempt.objects.get(), 1)).content.decode()

    assert f"Le quiz ferme le {date_format(closes_at, 'DATETIME_FORMAT')}." in page
    assert "Temps restant" not in page


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute"),
        (60, "1 heure"),
        (135, "2 heures et 15 minutes"),
        (1440, "1 jour"),
        (1501, "1 jour, 1 heure et 1 minute"),
    ],
)
def test_a_length_of_time_is_told_as_people_say_it(minutes, said):
    assert in_words(minutes) == said


def test_an_answer_too_late_is_refused_in_words_and_loses_nothing_sent(visitor, attempt):
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    make_late(attempt)

    response = visitor.post(url_of(attempt, 2), right_form(attempt, 1), follow=True)

    assert response.redirect_chain[-1][0] == reverse("result", args=[attempt.pk]) + "?tard"
    assert "arrivée après la fin du temps" in response.content.decode()
    assert (response.context["right"], response.context["total"]) == (1, 3)
    assert attempt.responses.count() == 1


def test_a_blank_answer_too_late_is_told_the_same(visitor, attempt):
    make_late(attempt)

    assert visitor.post(url_of(attempt, 1), {}).url.endswith("/resultat/?tard")


def test_an_overdue_attempt_shows_its_result_before_anything_has_stored_it(visitor, attempt):
    make_late(attempt)

    for url in (url_of(attempt, 1), reverse("attempt", args=[attempt.pk])):
        assert visitor.get(url, follow=True).redirect_chain[-1][0] == reverse(
            "result", args=[attempt.pk]
        )
    assert Attempt.objects.get().is_open


def test_an_overdue_attempt_is_no_more_to_resume(visitor, attempt):
    assert visitor.get("/mon-parcours/").context["resume"]["url"] == reverse(
        "attempt", args=[attempt.pk]
    )
    make_late(attempt)

    assert "/quiz/" not in visitor.get("/mon-parcours/").context["resume"]["url"]


def test_starting_again_stores_the_overdue_attempt_and_opens_another(visitor, attempt, start_url):
    make_late(attempt)

    visitor.post(start_url, READY)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("graded", attempt.deadline)
    assert Attempt.objects.count() == 2


def test_the_schedule_stores_overdue_attempts_and_what_they_complete(module, visitor, attempt):
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    Attempt.objects.update(drawn=attempt.drawn[:2], drawn_from=[0, 0], out_of=2)
    attempt.refresh_from_db()
    for position in range(2):
        form = right_form(attempt, position)
        actions.answer(attempt.pk, {"learner": attempt.learner}, position, form, attempt.started_at)
    Attempt.objects.update(state="open", submitted_at=None, score=None, passed=None)
    Completion.objects.all().delete()
    attempt.refresh_from_db()
    make_late(attempt)

    assert "close_attempts" in SCHEDULE
    call_command("close_attempts", verbosity=0)

    attempt.refresh_from_db()
    assert (attempt.passed, attempt.submitted_at) == (True, attempt.deadline)
    assert Completion.objects.get().completed_at == attempt.deadline


def test_attempts_in_their_grace_or_without_deadline_are_left_open(attempt, capsys):
    make_late(attempt, minutes=0)

    call_command("close_attempts")

    assert capsys.readouterr().out == "0 attempts closed\n"
    assert Attempt.objects.get().is_open


def test_a_dry_run_only_counts(attempt, capsys):
    make_late(attempt)

    call_command("close_attempts", dry_run=True)

    assert capsys.readouterr().out == "1 attempts closed (dry run)\n"
    assert Attempt.objects.get().is_open


def test_who_has_used_every_attempt_is_told_so_and_not_sent_to_try_again(visitor, finish):
    module = make_module(quiz=make_quiz(attempts_allowed=1))
    url = reverse("start_quiz", args=[module.pk])
    visitor.post(url, READY)
    attempt = finish(Attempt.objects.get(), right=False)

    result = visitor.get(reverse("result", args=[attempt.pk]))
    again = visitor.post(url, READY, follow=True)

    spent = _("You have used all the attempts that this quiz allows.")
    assert result.context["retry_url"] is None
    assert spent in result.content.decode()
    assert visitor.get(reverse("mistakes", args=[attempt.pk])).context["retry_url"] is None
    assert again.redirect_chain[-1][0] == reverse("quiz_conditions", args=[module.pk])
    assert spent in again.content.decode()
    assert Attempt.objects.count() == 1


def test_the_attempts_left_and_the_wait_are_told_before_the_start(visitor):
    module = make_module(quiz=make_quiz(attempts_allowed=3, waiting_time=120, grading="last"))

    page = visitor.get(reverse("quiz_conditions", args=[module.pk])).content.decode()

    for sentence in (
        "Il vous reste 3 tentatives sur 3.",
        "il faudra attendre 2 heures.",
        "la dernière compte",
    ):
        assert sentence in page


def test_the_rules_of_a_module_say_how_often_its_quiz_may_be_taken(client):
    limited = make_module(quiz=make_quiz(attempts_allowed=3))
    free = make_module()

    assert "3 fois" in client.get(limited.url).content.decode()
    assert "autant de fois que vous le souhaitez" in client.get(free.url).content.decode()


def test_a_quiz_of_the_home_page_that_is_closed_says_so(visitor, now):
    make_home(quiz=make_quiz(closes_at=ago(now, 1)))

    response = visitor.post(reverse("begin"))

    assert response.status_code == 200
    assert "a fermé" in response.content.decode()


def test_extra_time_is_set_by_the_learner_on_their_own_page(visitor, start_url):
    visitor.post(reverse("extra_time"), {"extra_time": "50"})

    assert Learner.objects.get().extra_time == 50
    assert 'value="50" selected' in visitor.get("/mon-parcours/").content.decode()
    page = visitor.post(start_url, follow=True).content.decode()
    assert "30 minutes" in page
    visitor.post(start_url, READY)
    attempt = Attempt.objects.get()
    assert attempt.deadline - attempt.started_at == datetime.timedelta(minutes=30)


@pytest.mark.parametrize("value", ["7", "", "beaucoup"])
def test_a_forged_extra_time_is_a_400_and_kept_nowhere(visitor, value):
    response = visitor.post(reverse("extra_time"), {"extra_time": value})

    assert response.status_code == 400
    assert not Learner.objects.exclude(extra_time=0).exists()


def test_nobody_sees_the_extra_time_of_somebody_else(visitor, stranger):
    visitor.post(reverse("extra_time"), {"extra_time": "50"})

    assert "selected" not in stranger.get("/mon-parcours/").content.decode().replace(
        'value="0" selected', ""
    )
