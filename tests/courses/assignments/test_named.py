"""Named follow-up: a name, a state and a day; nothing of before, nothing else, to nobody else."""

import datetime

import pytest
from django.core import signing
from django.urls import reverse
from django.utils.timezone import localtime
from pytest_django.asserts import assertContains, assertNotContains

from courses.assignments import actions, follow_up, fulfilling
from courses.assignments.models import Assignment
from courses.learning.models import PathCompletion
from elearning.accounts.learners import SALT
from elearning.organisations import following
from elearning.organisations.models import Membership, Organisation
from tests.factories import LearnerFactory, UserFactory, make_path

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def followed(as_manager, town_hall, alice, now):
    """Follow the town hall's people by name since thirteen days."""
    return following.start(town_hall, "task", "", alice, now - 20 * DAY)


@pytest.fixture
def karim(member, town_hall):
    learner = member(town_hall)
    Membership.objects.filter(learner=learner).update(name="Karim Benali")
    return learner


@pytest.fixture
def asked(followed, town_hall, path, assign):
    """A path asked for ten days ago, since people are followed by name."""
    return assign(town_hall, path, days_ago=10)


@pytest.fixture
def his(visitor, karim):
    visitor.cookies["learner"] = signing.dumps(karim.pk.hex, salt=SALT)
    return visitor


def complete(assignment, learner, at):
    PathCompletion.objects.create(path=assignment.path, learner=learner, completed_at=at)
    fulfilling.note(assignment)


def names(client, assignment, name="names"):
    return client.get(reverse(name, args=[assignment.pk]))


def test_a_manager_reads_a_name_a_state_and_a_day(as_manager, karim, member, town_hall, asked, now):
    other = member(town_hall)
    Membership.objects.filter(learner=other).update(name="Lou Roux")
    member(town_hall)
    complete(asked, karim, now - 2 * DAY)

    rows = names(as_manager, asked, "names_csv").content.decode("utf-8-sig").splitlines()

    assert rows == [
        "Nom;État;Date",
        "Lou Roux;pas encore;",
        f"Karim Benali;fait;{localtime(now - 2 * DAY):%d/%m/%Y}",
    ]
    assertContains(names(as_manager, asked), "Karim Benali")


def test_a_member_a_stranger_and_another_manager_read_nothing(
    client, reader, asked, karim, manage, bob
):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    manage(other, bob)

    for user in (reader().user, bob, UserFactory()):
        client.force_login(user)
        for name in ("names", "names_csv"):
            assert names(client, asked, name).status_code == 404


def test_by_default_there_are_no_names_even_where_some_are_kept(
    as_manager, karim, town_hall, path, assign
):
    assignment = assign(town_hall, path)

    for name in ("names", "names_csv"):
        assert names(as_manager, assignment, name).status_code == 404
    page = as_manager.get(reverse("assignments", args=[town_hall.pk]))
    assertNotContains(page, reverse("names", args=[assignment.pk]))


@pytest.mark.parametrize("days_ago", [30, 14, 13.5])
def test_what_was_asked_before_it_began_is_never_named(
    as_manager, followed, karim, town_hall, path, assign, days_ago
):
    assert names(as_manager, assign(town_hall, path, days_ago=days_ago)).status_code == 404


def test_announced_only_it_names_nobody(as_manager, karim, town_hall, alice, path, assign, now):
    following.start(town_hall, "task", "", alice, now)

    assert names(as_manager, assign(town_hall, path, days_ago=0)).status_code == 404


def test_switched_off_it_names_nobody(as_manager, asked, karim, town_hall, alice, now):
    following.stop(town_hall, alice, now)

    assert names(as_manager, asked).status_code == 404
    assert not Membership.objects.exclude(name="").exists()


def test_no_figure_stands_beside_names(as_manager, asked, karim, member, town_hall, now):
    """Eleven people of whom ten are named: their number would tell of the eleventh."""
    for _number in range(10):
        member(town_hall)
    asked.figures.update(people=11, done=5)

    page = as_manager.get(reverse("assignments", args=[town_hall.pk]))
    csv = as_manager.get(reverse("assignments_table", args=[town_hall.pk, "csv"])).content.decode()

    assertContains(page, "Suivi par le nom")
    assertNotContains(page, "<progress")
    for text in (page.content.decode(), csv):
        assert "Au moins" not in text
    row = follow_up.AssignmentRow(Assignment.objects.with_naming().with_figures().get(pk=asked.pk))
    assert row.bar is None


def test_a_person_sees_the_very_line_that_the_manager_sees(his, as_manager, asked, karim, now):
    assertContains(his.get("/mon-parcours/a-faire/"), "Karim Benali, pas encore")
    complete(asked, karim, now - DAY)

    line = ", ".join(names(as_manager, asked, "names_csv").content.decode().split()[-1:])
    said = his.get("/mon-parcours/a-faire/").content.decode()

    assert f"Karim Benali, fait, {localtime(now - DAY):%d/%m/%Y}" in said
    assert f"fait;{localtime(now - DAY):%d/%m/%Y}" in line


def test_who_gave_no_name_is_asked_and_is_in_no_list(his, as_manager, asked, karim):
    Membership.objects.update(name="")

    page = his.get("/mon-parcours/a-faire/")

    assertContains(page, "Lire et donner mon nom")
    assertContains(page, "Vous n’êtes pas dans sa liste")
    assertContains(names(as_manager, asked), "Personne n’a encore donné son nom")


def test_what_was_done_before_is_named_only_when_shared(his, as_manager, asked, karim, now):
    complete(asked, karim, now - 30 * DAY)
    assertContains(names(as_manager, asked), "pas encore")
    assertContains(his.get("/mon-parcours/a-faire/"), "à côté de votre nom")

    actions.share(asked, karim, True, now)

    assertNotContains(names(as_manager, asked), "pas encore</td>")


def test_nothing_else_of_a_person_is_in_the_list(as_manager, asked, karim, now):
    complete(asked, karim, now - DAY)

    page = names(as_manager, asked).content.decode()

    assert str(karim.pk) not in page
    for word in ("%", "score", "points", "réponse"):
        assert word not in page.split("<main")[1].split("</main")[0]


def test_a_name_begins_no_formula(as_manager, asked, karim):
    Membership.objects.update(name="=1+1")

    assert "'=1+1;" in names(as_manager, asked, "names_csv").content.decode()


def test_a_thousand_names_cost_what_one_does(
    as_manager, asked, town_hall, now, django_assert_max_num_queries
):
    Membership.objects.bulk_create(
        Membership(organisation=town_hall, learner=LearnerFactory(), joined_at=now, name=f"N{n}")
        for n in range(50)
    )
    with django_assert_max_num_queries(8):
        page = names(as_manager, asked)
    assertContains(page, "N49")


def test_another_organisation_that_asks_for_the_same_stays_nameless(
    as_manager, asked, assign, alice, manage, member, karim
):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    manage(other, alice)
    member(other, learner=karim)

    assert names(as_manager, assign(other, make_path(), days_ago=1)).status_code == 404
