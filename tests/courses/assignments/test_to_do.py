"""What a person has to do: theirs only, from its day on, in order, and what they share."""

import datetime

import pytest
from django.core import signing
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from courses.assignments import actions
from courses.assignments.claiming import claim
from courses.assignments.models import SharedCompletion
from courses.assignments.personal_data import erase_for, export_for
from courses.learning.models import PathCompletion
from elearning.accounts.learners import SALT
from elearning.organisations.models import Organisation
from tests.factories import LearnerFactory, make_module, make_path

pytestmark = pytest.mark.django_db

TO_DO = "/mon-parcours/a-faire/"


@pytest.fixture
def karim(member, town_hall):
    return member(town_hall)


@pytest.fixture
def his(visitor, karim):
    """Karim's browser, without account."""
    visitor.cookies["learner"] = signing.dumps(karim.pk.hex, salt=SALT)
    return visitor


def complete(path, learner, at):
    return PathCompletion.objects.create(path=path, learner=learner, completed_at=at)


def share(browser, assignment, **form):
    return browser.post(reverse("share_completion", args=[assignment.pk]), form)


def test_it_tells_what_by_when_and_what_to_go_on_with(his, path, assign, town_hall):
    assignment = assign(town_hall, path, message="Deux heures sont à vous.")

    page = his.get(TO_DO)

    assertContains(page, "Mairie de Combelouvre")
    assertContains(page, "Deux heures sont à vous.")
    assertContains(page, "Continuer avec «\N{NO-BREAK SPACE}Premier")
    assertContains(page, f"À terminer au plus tard le {assignment.due_on.day}")
    assertContains(his.get("/mon-parcours/"), TO_DO)


def test_a_message_is_words_never_markup(his, path, assign, town_hall):
    assign(town_hall, path, message="<a href=https://piege.example>ici</a>")

    assertNotContains(his.get(TO_DO), "<a href=https")


def test_nobody_else_sees_it(stranger, path, assign, town_hall, member):
    assign(town_hall, path)
    elsewhere = member(Organisation.objects.create(name="Mairie de Valdoré", department="71"))
    for cookie in (None, signing.dumps(elsewhere.pk.hex, salt=SALT)):
        if cookie:
            stranger.cookies["learner"] = cookie
        assertContains(stranger.get(TO_DO), "ne demande rien")


def test_who_left_has_nothing_to_do(visitor, path, assign, town_hall, member):
    assign(town_hall, path)
    former = member(town_hall, left_days_ago=3)
    visitor.cookies["learner"] = signing.dumps(former.pk.hex, salt=SALT)

    assertContains(visitor.get(TO_DO), "ne demande rien")


@pytest.mark.parametrize("why", ["not open yet", "ended", "the path is a draft"])
def test_what_is_not_asked_today_is_not_shown(his, path, assign, town_hall, now, why):
    assignment = assign(town_hall, path, opens_in=1 if why == "not open yet" else None)
    if why == "ended":
        actions.end(assignment, now)
    if why == "the path is a draft":
        path.unpublish()

    assertContains(his.get(TO_DO), "ne demande rien")


def test_a_day_that_is_past_is_said_without_closing_the_path(his, path, assign, town_hall):
    assign(town_hall, path, due_in=-1)

    page = his.get(TO_DO)

    assertContains(page, "vous le pouvez encore")
    assertContains(page, "Continuer avec")


def test_what_is_left_comes_first(his, karim, path, assign, town_hall, now):
    later = make_path([make_module(lessons=0)], title="Pour les élus")
    assign(town_hall, path, due_in=5)
    assign(town_hall, later, due_in=50)
    complete(path, karim, now)

    titles = [duty.row.path.title for duty in his.get(TO_DO).context["duties"]]

    assert titles == ["Pour les élus", "La mairie"]


def test_what_was_completed_before_is_counted_once_ticked(his, karim, path, assign, town_hall, now):
    complete(path, karim, now - datetime.timedelta(days=50))
    assignment = assign(town_hall, path)
    page = his.get(TO_DO)
    assertContains(page, "vous compte seulement si vous cochez")
    assertNotContains(page, "checked")
    assertContains(page, "csrfmiddlewaretoken")

    assertRedirects(share(his, assignment, agrees="on"), TO_DO)
    share(his, assignment, agrees="on")
    assert SharedCompletion.objects.get().learner == karim
    assertContains(his.get(TO_DO), "checked")

    share(his, assignment)
    assert not SharedCompletion.objects.exists()


def test_what_was_completed_since_needs_no_tick(his, karim, path, assign, town_hall, now):
    assign(town_hall, path)
    complete(path, karim, now)

    assertNotContains(his.get(TO_DO), "partager")


def test_nobody_shares_for_another(stranger, karim, path, assign, town_hall):
    assignment = assign(town_hall, path)

    assert share(stranger, assignment, agrees="on").status_code == 404
    stranger.cookies["learner"] = signing.dumps(LearnerFactory().pk.hex, salt=SALT)
    assert share(stranger, assignment, agrees="on").status_code == 404
    assert not SharedCompletion.objects.exists()


def test_what_is_shared_is_told_moves_once_and_is_forgotten(karim, path, assign, town_hall, now):
    assignment = assign(town_hall, path)
    other = LearnerFactory()
    for learner in (karim, other):
        actions.share(assignment, learner, True, now)

    claim(other, karim, now)

    assert SharedCompletion.objects.get().learner == karim
    assert export_for(karim, None)[0].rows[0][:2] == ("La mairie", "Mairie de Combelouvre")
    erase_for(karim, None)
    assert not SharedCompletion.objects.exists()


def test_it_costs_the_same_however_much_is_asked(
    his, path, assign, town_hall, django_assert_max_num_queries
):
    assign(town_hall, path)
    for _ in range(4):
        assign(town_hall, make_path([make_module(lessons=0)]))

    with django_assert_max_num_queries(14):
        his.get(TO_DO)
