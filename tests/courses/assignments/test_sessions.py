"""Done in a session counts as done alone; another date for one person: without a name told."""

import datetime

import pytest
from django.core import signing
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from courses.assignments import counting, fulfilling, reminding
from courses.assignments.models import Fulfilment, OwnDay, Reminder, Session
from courses.learning.models import Completion, PathCompletion
from elearning.accounts.learners import SALT
from elearning.organisations.models import Organisation
from tests.conftest import right_form

pytestmark = pytest.mark.django_db
TO_DO = "/mon-parcours/a-faire/"


@pytest.fixture
def karim(member, town_hall):
    return member(town_hall)


@pytest.fixture
def his(visitor, karim):
    visitor.cookies["learner"] = signing.dumps(karim.pk.hex, salt=SALT)
    return visitor


@pytest.fixture
def asked(assign, town_hall, path):
    return assign(town_hall, path)


@pytest.fixture
def session(asked, now):
    return Session.objects.create(assignment=asked, held_on=localdate(), created_at=now)


def attend(browser, code):
    return browser.post(reverse("attend_session"), {"code": code})


def test_a_session_counts_as_online_and_gives_no_certificate(his, karim, session, path, now):
    for _ in range(2):
        assertRedirects(attend(his, session.readable_code.lower()), TO_DO)

    assert Fulfilment.objects.get().how == "session"
    assert Completion.objects.get().earned_by == "session"
    page = his.get(reverse("path_progress", args=[path.pk]))
    assertContains(page, "séance")
    url = reverse("path_certificate_request", args=[path.pk])
    assertNotContains(page, url)
    assert his.get(url).status_code == 404
    fulfilling.note(session.assignment)
    session.assignment.figures.all().delete()
    counting.count(session.assignment, now + datetime.timedelta(minutes=1))
    assert session.assignment.figures.get().done == 1


def test_the_lessons_and_the_quiz_done_since_give_one(his, karim, session, path, now):
    attend(his, session.code)
    module = path.steps.get().module
    for lesson in module.lessons:
        his.post(reverse("lesson_done", args=[lesson.pk]))
    his.post(reverse("start_quiz", args=[module.pk]))
    attempt = karim.attempts.get()
    for position in range(attempt.length):
        his.post(
            reverse("question", args=[attempt.pk, position + 1]), right_form(attempt, position)
        )

    assert [one.earned_by for one in Completion.objects.order_by("cycle")] == ["session", "quiz"]
    assertContains(
        his.get(reverse("path_progress", args=[path.pk])),
        reverse("path_certificate_request", args=[path.pk]),
    )


@pytest.mark.parametrize("why", ["wrong", "old", "stranger", "other organisation"])
def test_a_code_that_is_not_theirs_notes_nothing(his, stranger, karim, session, member, why):
    browser, code = his, session.code
    if why == "wrong":
        code = "0" * 9
    if why == "old":
        Session.objects.update(held_on=localdate() - datetime.timedelta(days=31))
    if why == "stranger":
        browser = stranger
    if why == "other organisation":
        elsewhere = Organisation.objects.create(name="Mairie de Valdoré", department="71")
        stranger.cookies["learner"] = signing.dumps(member(elsewhere).pk.hex, salt=SALT)
        browser = stranger

    page = attend(browser, code)

    if why != "stranger":
        assertContains(page, "Aucune séance")
    assert not Fulfilment.objects.exists()
    assert not PathCompletion.objects.exists()


def test_another_date_is_kept_for_one_person(his, stranger, karim, asked):
    url = reverse("choose_day", args=[asked.pk])
    later = asked.due_on + datetime.timedelta(days=60)
    assert stranger.post(url, {"due_on": later}).status_code == 404

    his.post(url, {"due_on": later})
    assert OwnDay.objects.get().learner == karim
    assert his.get(TO_DO).context["duties"][0].due_on == later

    page = his.post(url, {"due_on": "2001-01-01"}, follow=True)
    assertContains(page, "à partir d’aujourd’hui")
    assert OwnDay.objects.get().due_on == later
    his.post(url, {"due_on": ""})
    assert not OwnDay.objects.exists()


def test_the_site_reminds_each_of_their_own_date(assign, town_hall, path, reader, now):
    asked = assign(town_hall, path, due_in=14)
    on_time, later = reader(), reader()
    OwnDay.objects.create(
        assignment=asked, learner=later, due_on=localdate() + datetime.timedelta(days=40)
    )

    reminding.note_due(now)
    assert [one.learner for one in Reminder.objects.all()] == [on_time]

    reminding.note_due(now + datetime.timedelta(days=27))
    assert Reminder.objects.filter(learner=later).count() == 1


def test_my_page_shows_what_is_asked_and_not_done(his, karim, asked, path, now):
    assertContains(his.get("/mon-parcours/"), "La mairie")

    PathCompletion.objects.create(path=path, learner=karim, completed_at=now)
    call_command("follow_assignments")

    assert his.get("/mon-parcours/").context["duties"] == []
