"""A path asked of a group: its people alone, and no figure that tells of the others."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains

from courses.assignments import actions, counting, fulfilling, reminding
from courses.assignments.duties import duties_of
from courses.assignments.models import Assignment
from courses.assignments.pictures import pictures_of
from courses.learning.models import PathCompletion
from courses.models import PathModule
from elearning.organisations.models import Group, Membership, Organisation
from tests.factories import make_module, make_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(town_hall, now):
    return Group.objects.create(organisation=town_hall, name="Service technique", created_at=now)


@pytest.fixture
def grouped(reader, group):
    """Make a member of the group, with a confirmed address."""

    def grouped():
        learner = reader()
        Membership.objects.filter(learner=learner).update(group=group)
        return learner

    return grouped


def test_only_its_people_are_asked_reminded_and_noted(
    grouped, reader, group, town_hall, path, assign, now
):
    inside, outside = grouped(), reader()
    asked = assign(town_hall, path, group=group, days_ago=20)
    duties = [len(duties_of(who, localdate())) for who in (inside, outside)]
    reminding.note(asked, now)
    for who in (inside, outside):
        PathCompletion.objects.create(path=path, learner=who, completed_at=now)
    fulfilling.note(asked)

    assert duties == [1, 0]
    assert [one.learner for one in asked.reminders.all()] == [inside]
    assert [one.learner for one in asked.fulfilments.all()] == [inside]


def test_a_manager_asks_a_group_and_reads_whom(as_manager, town_hall, group, path):
    address = reverse("assignments", args=[town_hall.pk])
    data = {"path": path.pk, "group": group.pk, "opens_on": localdate(), "due_on": localdate()}
    page = as_manager.post(address, data, follow=True)
    asked = Assignment.objects.get()

    assert asked.group == group
    assertContains(page, "Service technique")
    assertContains(as_manager.get(reverse("assignment", args=[asked.pk])), "Groupe")
    table = as_manager.get(reverse("assignments_table", args=[town_hall.pk, "csv"]))
    assert "La mairie;Service technique;" in table.content.decode("utf-8-sig")
    assertContains(as_manager.post(address, data), "déjà ce parcours")


def test_a_group_of_another_organisation_is_no_choice(as_manager, town_hall, path, now):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    foreign = Group.objects.create(organisation=other, name="Écoles", created_at=now)
    data = {"path": path.pk, "group": foreign.pk, "opens_on": localdate(), "due_on": localdate()}

    page = as_manager.post(reverse("assignments", args=[town_hall.pk]), data)

    assertContains(page, "Choisissez un groupe de la liste")
    assertNotContains(page, "Écoles")
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("group_first", [True, False])
def test_a_group_and_everybody_are_never_asked_for_the_same(
    as_manager, town_hall, group, assign, group_first
):
    first, second = make_module(lessons=1, title="Un"), make_module(lessons=1, title="Deux")
    small, large = make_path([first], title="Court"), make_path([first, second], title="Long")
    assign(town_hall, large, group=group if group_first else None)
    address = reverse("assignments", args=[town_hall.pk])
    days = {"opens_on": localdate(), "due_on": localdate()}
    data = days | {"path": small.pk, "group": "" if group_first else group.pk}

    assertContains(as_manager.post(address, data), "ce que quelques personnes ont fait")
    assert Assignment.objects.count() == 1
    Assignment.objects.update(ended_at=timezone.now())
    as_manager.post(address, data)
    assert Assignment.objects.count() == 2


def test_paths_that_only_share_a_module_are_asked_of_both(town_hall, group, assign):
    modules = [make_module(lessons=1, title=title) for title in ("Un", "Deux", "Trois")]
    assign(town_hall, make_path(modules[:2], title="Un et deux"))

    assign(town_hall, make_path(modules[1:], title="Deux et trois"), group=group)

    assert Assignment.objects.count() == 2


def test_its_figures_count_its_people_and_tell_nothing_finer(
    grouped, reader, group, town_hall, path, assign, now
):
    people = [grouped() for _ in range(3)]
    reader()
    asked = assign(town_hall, path, group=group)
    PathCompletion.objects.create(path=path, learner=people[0], completed_at=now)
    fulfilling.note(asked)
    counting.count(asked, timezone.now())
    asked = Assignment.objects.with_naming().get()

    figures = asked.figures.order_by("-until").first()
    assert (figures.people, figures.done, figures.begun) == (3, 1, 0)
    assert (figures.objectives, figures.before_after) == ([], None)
    assert [picture.key for picture in pictures_of(asked)] == ["avancement", "semaines"]


def test_its_next_period_is_asked_of_the_same_group(group, town_hall, path, assign, now):
    asked = assign(town_hall, path, group=group, days_ago=60, due_in=-40, every_months=1)

    assert actions.open_next_period(asked, now).group == group


def test_where_a_trainer_s_change_makes_one_path_hold_the_other_the_group_s_figures_wait(
    town_hall, group, assign, now
):
    modules = [make_module(lessons=1, title=title) for title in ("Un", "Deux", "Trois")]
    everybody = assign(town_hall, make_path(modules[:2], title="Un et deux"), days_ago=60)
    theirs = make_path(modules[1:], title="Deux et trois")
    asked = assign(town_hall, theirs, group=group, days_ago=60, due_in=-40, every_months=1)
    PathModule.objects.get(path_page=theirs, module=modules[2]).delete()

    for assignment in (asked, everybody):
        counting.count(assignment, timezone.now())
    assert (asked.figures.count(), everybody.figures.count()) == (1, 2)

    renewed = actions.open_next_period(asked, now)
    counting.count(renewed, timezone.now() + datetime.timedelta(days=7))
    assert (renewed.group, renewed.figures.count()) == (group, 1)
    actions.end(everybody, now)
    counting.count(renewed, timezone.now() + datetime.timedelta(days=7))
    assert renewed.figures.count() == 2
