"""What comes back: a new period opens, and what was done in the one before stays done in it."""

import datetime

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from courses.assignments import actions, fulfilling, reminding
from courses.assignments.duties import duties_of
from courses.assignments.models import Assignment, Fulfilment, Reminder
from courses.learning.actions import start_quiz
from courses.learning.models import PathCompletion
from quizzes.actions import submit
from tests.factories import make_module, make_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def yearly(assign, town_hall, path):
    """Asked a year ago, and every twelve months."""
    return assign(town_hall, path, days_ago=366, due_in=-300, every_months=12)


@pytest.fixture
def karim(member, town_hall):
    return member(town_hall, days_ago=500)


def complete(path, learner, at):
    return PathCompletion.objects.create(path=path, learner=learner, completed_at=at)


def pass_again(path, learner, finish, now):
    """Pass the quiz of each module of a path."""
    for step in path.steps.all():
        submit(finish(start_quiz(step.module, learner, now)), now)


def test_a_new_period_opens_once_and_the_past_one_stays(yearly, karim, path, now):
    complete(path, karim, now - datetime.timedelta(days=320))

    for _ in range(2):
        call_command("follow_assignments")

    yearly.refresh_from_db()
    new = yearly.followed_by
    assert yearly.ended_at
    assert (new.opens_on, new.every_months) == (yearly.next_opens_on, 12)
    assert new.due_on > localdate()
    assert list(Fulfilment.objects.values_list("assignment", "learner")) == [(yearly.pk, karim.pk)]
    assert Assignment.objects.count() == 2
    assert new.figures.get().done == 0


@pytest.mark.parametrize("months", [None, 24])
def test_nothing_opens_before_its_time(assign, town_hall, path, months):
    assign(town_hall, path, days_ago=400, due_in=-300, every_months=months)

    call_command("follow_assignments")

    assert Assignment.objects.get().ended_at is None


def test_it_is_done_anew_by_passing_each_quiz_again(yearly, karim, finish, now):
    path = make_path([make_module(lessons=1), make_module(lessons=1)])
    Assignment.objects.filter(pk=yearly.pk).update(path=path)
    for step in path.steps.all():
        karim.completions.create(
            module=step.module, edition=1, completed_at=now - datetime.timedelta(days=320)
        )
    complete(path, karim, now - datetime.timedelta(days=320))
    call_command("follow_assignments")
    [duty] = duties_of(karim, localdate())
    assert not duty.done
    assert duty.is_to_redo
    assert duty.share_form is None
    modules = [step.module for step in path.steps.all()]
    assert duty.left == modules

    later = now + datetime.timedelta(hours=1)
    first, second = path.steps.all()
    submit(finish(start_quiz(first.module, karim, later)), later)
    [duty] = duties_of(karim, localdate())
    assert not duty.done
    assert duty.left == modules[1:]
    submit(finish(start_quiz(second.module, karim, later)), later)
    assert duties_of(karim, localdate())[0].done

    new = Assignment.objects.get(follows=yearly)
    fulfilling.note(new)
    assert new.fulfilments.get().learner == karim


def test_what_was_shared_before_does_not_fill_a_new_period(yearly, karim, path, now):
    complete(path, karim, now - datetime.timedelta(days=400))
    call_command("follow_assignments")
    new = Assignment.objects.get(follows=yearly)

    actions.share(new, karim, True, now)

    assert not new.fulfilments.exists()


def test_only_the_new_period_is_reminded_of(yearly, reader, now):
    karim, nadia = reader(), reader()
    call_command("follow_assignments")
    new = Assignment.objects.get(follows=yearly)
    Fulfilment.objects.create(assignment=new, learner=nadia, done_at=now)

    reminding.note(new, now)

    assert [(one.assignment, one.learner) for one in Reminder.objects.all()] == [(new, karim)]


def test_what_is_ended_by_hand_comes_back_no_more(yearly, now):
    actions.end(yearly, now)

    call_command("follow_assignments")

    assert Assignment.objects.count() == 1
