"""What a manager asks, and the numbers they are told: of their members, since they joined."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from courses.assignments import actions, counting, fulfilling
from courses.assignments.models import Assignment
from courses.assignments.wagtail_hooks import keep_paths_asked_of_people
from courses.learning.models import PathCompletion
from courses.models import PathPage
from elearning.accounts.roles import REVIEWER
from elearning.organisations.models import Organisation
from elearning.organisations.rules import counted_until
from tests.editing import sign_in
from tests.factories import make_module, make_path

pytestmark = pytest.mark.django_db


def day(days):
    return localdate() + datetime.timedelta(days=days)


@pytest.fixture
def form(path):
    return {"path": path.pk, "opens_on": day(0), "due_on": day(30), "message": "Deux heures."}


def url(name, row):
    return reverse(name, args=[row.pk])


def counts(assignment):
    """Return the people and those who have done it, as counted at the end of this week."""
    fulfilling.note(assignment)
    until = counted_until(localtime())
    assignment.figures.all().delete()
    counting.count(assignment, until)
    figures = assignment.figures.get()
    return figures.people, figures.done


def complete(path, learner, now, days_ago=10):
    at = now - datetime.timedelta(days=days_ago)
    return PathCompletion.objects.create(path=path, learner=learner, completed_at=at)


def test_a_path_is_asked_of_a_team(as_manager, alice, town_hall, form, path):
    assertContains(as_manager.get(url("team", town_hall)), url("assignments", town_hall))

    page = as_manager.post(url("assignments", town_hall), form, follow=True)

    asked = Assignment.objects.get()
    assert (asked.organisation, asked.path, asked.created_by) == (town_hall, path, alice)
    assertContains(page, "La mairie")
    assertContains(page, "Pas de chiffre sous 10 personnes")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"path": ""}, "parcours de la liste"),
        ({"path": "999999"}, "parcours de la liste"),
        ({"due_on": "hier"}, "date valide"),
        ({"due_on": day(-1)}, "Ce jour est passé"),
        ({"opens_on": day(40)}, "avant le premier"),
        ({"opens_on": day(-400)}, "un an avant aujourd’hui"),
        ({"opens_on": "9999-01-01", "due_on": "9999-12-31", "every_months": "12"}, "dix ans"),
        ({"every_months": "9" * 20}, "60"),
        ({"every_months": "0"}, "1."),
        ({"message": "x" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_said(as_manager, town_hall, form, wrong, said):
    page = as_manager.post(url("assignments", town_hall), form | wrong)

    assertContains(page, "error-summary")
    assertContains(page, said)
    assert not Assignment.objects.exists()


def test_a_path_is_asked_once_at_a_time(as_manager, town_hall, form, now):
    for _ in range(2):
        page = as_manager.post(url("assignments", town_hall), form)
    assertContains(page, "Vous demandez déjà ce parcours")

    actions.end(Assignment.objects.get(), now)
    assertRedirects(
        as_manager.post(url("assignments", town_hall), form), url("assignments", town_hall)
    )
    assert Assignment.objects.count() == 2


def test_the_database_refuses_a_last_day_before_the_first(town_hall, path, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            organisation=town_hall, path=path, opens_on=day(1), due_on=day(0), created_at=now
        )


@pytest.mark.parametrize(
    "name",
    [
        "assignments",
        "assignments_table",
        "assignment",
        "change_assignment",
        "end_assignment",
        "record_session",
        "summary",
        "picture_table",
    ],
)
@pytest.mark.parametrize("who", ["stranger", "manager of another", "agent", "ended"])
def test_others_find_nothing(
    client, bob, alice, manage, member, town_hall, path, assign, who, name
):
    assignment = assign(town_hall, path)
    user = bob
    if who == "manager of another":
        manage(Organisation.objects.create(name="Mairie de Valdoré", department="71"), bob)
    if who == "agent":
        member(town_hall).__class__.objects.update(user=bob)
    if who == "ended":
        manage(town_hall, alice)
        alice.managed.update(ended_at=alice.managed.get().validated_at)
        user = alice
    client.force_login(user)
    row = town_hall if name.startswith("assignments") else assignment
    for ask in (client.get, client.post):
        more = {"assignments_table": ["csv"], "picture_table": ["avancement", "csv"]}
        address = reverse(name, args=[row.pk, *more.get(name, [])])
        assert ask(address).status_code in (404, 405)
    assert Assignment.objects.running().count() == 1


def test_the_last_day_and_the_words_change(as_manager, town_hall, path, assign):
    assignment = assign(town_hall, path)

    as_manager.post(
        url("change_assignment", assignment), {"due_on": day(60), "message": "Plus tard."}
    )

    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.message) == (day(60), "Plus tard.")


def test_its_words_change_after_its_last_day_which_is_not_moved_to_another_past_one(
    as_manager, town_hall, path, assign
):
    assignment = assign(town_hall, path, days_ago=60, due_in=-40)
    change = url("change_assignment", assignment)

    assertRedirects(
        as_manager.post(change, {"due_on": day(-40), "message": "Il reste ouvert."}),
        url("assignment", assignment),
    )
    page = as_manager.post(change, {"due_on": day(-1), "message": "Non."})

    assertContains(page, "Ce jour est passé")
    # What came back would have opened, each hour, every period that is over.
    page = as_manager.post(change, {"due_on": day(-40), "every_months": "1", "message": "Non."})
    assertContains(page, "déjà ouverte")
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.message) == (day(-40), "Il reste ouvert.")


def test_a_later_last_day_leaves_behind_the_days_agreed_before_it(
    as_manager, town_hall, path, assign, member
):
    assignment = assign(town_hall, path, due_in=10)
    overtaken, later, sooner = member(town_hall), member(town_hall), member(town_hall)
    for learner, days in ((overtaken, 20), (later, 50), (sooner, 5)):
        actions.choose_day(assignment, learner, day(days))

    as_manager.post(url("change_assignment", assignment), {"due_on": day(40)})

    kept = dict(assignment.own_days.values_list("learner", "due_on"))
    assert kept == {later.pk: day(50), sooner.pk: day(5)}


def test_what_is_ended_stays_listed_and_changes_no_more(as_manager, town_hall, path, assign):
    assignment = assign(town_hall, path)

    page = as_manager.post(url("end_assignment", assignment), follow=True)

    assertContains(page, "n’est plus demandé")
    as_manager.post(url("change_assignment", assignment), {"due_on": day(60), "message": "x"})
    ended_at = Assignment.objects.get().ended_at
    as_manager.post(url("end_assignment", assignment))
    for stale, said in (("remind", "Aucun rappel"), ("record_session", "aucune séance")):
        page = as_manager.post(url(stale, assignment), follow=True)
        assertContains(page, said)
    assignment.refresh_from_db()
    assert (assignment.message, assignment.ended_at) == ("", ended_at)


def test_only_members_are_counted_and_only_since_they_joined(town_hall, path, assign, member, now):
    assignment = assign(town_hall, path, days_ago=30)
    elsewhere = Organisation.objects.create(name="Mairie de Valdoré", department="71")
    for learner, days_ago in [
        (member(town_hall), 10),  # counted
        (member(town_hall), 35),  # completed before it was asked for
        (member(town_hall, days_ago=12), 20),  # completed before joining
        (member(town_hall, left_days_ago=9), 10),  # left
        (member(town_hall), 0),  # this week: from Monday on
        (member(elsewhere), 10),
    ]:
        complete(path, learner, now, days_ago)
    member(town_hall, days_ago=0)
    other = make_path([make_module(lessons=0)])
    complete(other, member(town_hall), now)

    assert counts(assignment) == (5, 1)


def test_who_shares_is_counted_and_who_left_is_not(town_hall, path, assign, member, now):
    assignment = assign(town_hall, path)
    before = now - datetime.timedelta(days=8)
    for left in (None, 9):
        learner = member(town_hall, left_days_ago=left)
        complete(path, learner, now, 35)
        actions.share(assignment, learner, True, before)

    assert counts(assignment) == (1, 1)


def test_the_manager_reads_a_rounded_number_and_no_name(
    as_manager, town_hall, path, assign, member, now
):
    assign(town_hall, path)
    learners = [member(town_hall) for _ in range(14)]
    for learner in learners[:7]:
        complete(path, learner, now)
    call_command("follow_assignments")
    call_command("follow_assignments")

    page = as_manager.get(url("assignments", town_hall))

    assertContains(page, "csrfmiddlewaretoken", count=2)  # to remind, and to ask for another
    assertContains(page, "Au moins 5 personnes sur 14")
    assertNotContains(page, str(learners[0].pk))


def test_the_table_says_the_same_and_computes_nothing(as_manager, town_hall, assign):
    assign(town_hall, make_path([make_module(lessons=0)], title="=1+1", slug="calcul"))

    table = as_manager.get(reverse("assignments_table", args=[town_hall.pk, "csv"]))

    assert table["Content-Type"] == "text/csv; charset=utf-8"
    header, row = table.content.decode("utf-8-sig").splitlines()
    assert header.startswith("Parcours;")
    assert row.startswith("'=1+1;")
    assert "Pas de chiffre sous 10 personnes" in row


def test_it_costs_the_same_whatever_is_asked_and_of_how_many(
    as_manager, town_hall, path, assign, member, now, django_assert_max_num_queries
):
    for learner in [member(town_hall) for _ in range(12)]:
        complete(path, learner, now)
    for asked in [path, *(make_path([make_module(lessons=0)]) for _ in range(3))]:
        assign(town_hall, asked)

    with django_assert_max_num_queries(11):
        as_manager.get(url("assignments", town_hall))


def test_a_path_asked_for_is_not_deleted(town_hall, path, assign):
    assign(town_hall, path)
    reviewer = sign_in(REVIEWER)

    reviewer.post(reverse("wagtailadmin_pages:delete", args=[path.pk]))

    assert PathPage.objects.filter(pk=path.pk).exists()


def test_a_path_nobody_asks_for_may_be_deleted(rf, path):
    assert keep_paths_asked_of_people(rf.get("/"), path) is None
