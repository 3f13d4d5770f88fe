"""A path has a term too; it is renewed once each module it asks for has been done again."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains

from courses.certificates.models import Certificate
from courses.certificates.rules import months_later
from courses.learning import actions, issuing
from courses.learning.models import Completion, LessonDone, PathCompletion
from quizzes.models import Attempt
from tests.certificates import end
from tests.factories import LearnerFactory, make_module, make_path

pytestmark = pytest.mark.django_db
TODAY = localdate()
TWO_YEARS = datetime.timedelta(days=730)


@pytest.fixture
def modules():
    return [make_module(lessons=1, title=title) for title in ("Premier", "Deuxième")]


@pytest.fixture
def path(modules):
    return make_path(modules, title="La mairie", validity_months=24, in_order=True)


@pytest.fixture
def do(now, finish):
    """Do a module, its quiz first, as its learner does."""

    def do(module, learner, at=now):
        attempt = finish(actions.start_quiz(module, learner, at))
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=at)
        for lesson in module.lessons:
            actions.finish_lesson(lesson, learner, at)

    return do


@pytest.fixture
def learner(alice, path, modules, do, now):
    """Alice, who completed the path two years ago but thirty days, and has its certificate."""
    learner = LearnerFactory(user=alice)
    then = now - TWO_YEARS + datetime.timedelta(days=30)
    for module in modules:
        do(module, learner, then)
    issuing.issue_path_certificate(PathCompletion.objects.get(), "Alice Petit", then)
    return learner


@pytest.fixture
def page(client, alice, path):
    """Ask for the page of the path as Alice does."""
    client.force_login(alice)
    return lambda: client.get(reverse("path_progress", args=[path.pk]))


def periods(learner):
    held = Certificate.objects.held_by(learner).filter(subject__startswith="path:")
    return list(held.order_by("cycle"))


def test_its_term_is_frozen_when_it_is_issued(learner):
    [certificate] = periods(learner)
    assert certificate.valid_until == months_later(certificate.completed_at.astimezone().date(), 24)
    assert certificate.renewable_from == certificate.valid_until - datetime.timedelta(days=60)


def test_its_page_says_what_to_do_again_and_until_when(learner, page):
    answer = page()
    assertContains(answer, "refaites chaque module non facultatif")
    assertContains(answer, "Jusqu’au")
    assertContains(answer, "à refaire", count=2)
    assertContains(answer, "0 module sur 2")


def test_it_is_renewed_once_every_module_is_done_again(learner, page, modules, do, client):
    first, second = modules
    do(first, learner)
    assert len(periods(learner)) == 1
    assertContains(page(), "1 module sur 2")

    do(second, learner)

    before, after = periods(learner)
    assert after.valid_until == months_later(before.valid_until, 24)
    assert (before.state, after.holder_name) == (Certificate.State.VALID, "Alice Petit")
    assert Completion.objects.filter(learner=learner, cycle=2).count() == 2
    assertNotContains(page(), "à refaire")
    listed = client.get("/mon-parcours/").context["certificates"]
    assert [row["title"] for row in listed].count("La mairie") == 2


def test_the_page_of_a_module_says_why_it_is_to_be_done_again(client, alice, learner, modules, do):
    client.force_login(alice)
    url = reverse("module_progress", args=[modules[0].pk])
    answer = client.get(url)
    assertContains(answer, "Refaire ce module")
    assertContains(answer, "À refaire pour renouveler le parcours « La mairie »")
    assertContains(answer, "terminez de nouveau chacune de ses leçons")
    assertContains(answer, modules[0].lessons[0].url)

    do(modules[0], learner)

    assertNotContains(client.get(url), "Refaire ce module")


def test_after_its_end_the_new_period_begins_with_the_renewal(learner, page, modules, do):
    [certificate] = periods(learner)
    ended = TODAY - datetime.timedelta(days=5)
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=ended)
    assertContains(page(), "La nouvelle période commence le jour où vous renouvelez.")
    for module in modules:
        do(module, learner)
    assert periods(learner)[-1].valid_until == months_later(TODAY, 24)


def test_a_module_renewed_by_itself_since_is_not_asked_again(learner, page, path, modules, do, now):
    Certificate.objects.held_by(learner).update(renewable_from=TODAY + TWO_YEARS)
    path_certificate = Certificate.objects.filter(subject=path.certificate_subject)
    first, second = modules
    own = Completion.objects.get(module=first)
    own_certificate = issuing.issue_certificate(own, "Alice Petit", now)
    Certificate.objects.filter(pk=own_certificate.pk).update(outdated_on=TODAY)
    do(first, learner)
    path_certificate.update(renewable_from=TODAY)

    assertContains(page(), "1 module sur 2")
    do(second, learner)
    assert len(periods(learner)) == 2


def test_all_done_again_before_it_opens_is_noted_with_one_button(
    client, learner, page, path, modules, do
):
    Certificate.objects.held_by(learner).update(renewable_from=TODAY)
    for module in modules:
        do(module, learner)
    PathCompletion.objects.filter(cycle=2).delete()
    Certificate.objects.filter(cycle=2, subject=path.certificate_subject).delete()

    assertContains(page(), "Renouveler mon attestation du parcours")
    for _ in range(2):
        client.post(
            reverse("follow_path", args=[path.pk]), headers={"Sec-Fetch-Site": "same-origin"}
        )

    assert [certificate.cycle for certificate in periods(learner)] == [1, 2]


def test_a_certificate_of_a_module_that_has_ended_counts_no_more(learner, page, modules, do, now):
    do(modules[0], learner)
    renewed = Completion.objects.get(module=modules[0], cycle=2)
    certificate = renewed.certificate()
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=TODAY - datetime.timedelta(1))
    assertContains(page(), "0 module sur 2")


def test_nothing_is_asked_again_before_renewal_opens(learner, page, modules, do):
    Certificate.objects.held_by(learner).update(renewable_from=TODAY + datetime.timedelta(days=1))
    for module in modules:
        do(module, learner)
    assertNotContains(page(), "à refaire")
    assert Completion.objects.count() == 2
    assert LessonDone.objects.count() == 2


def test_a_revoked_certificate_is_not_renewed(learner, page, modules, do):
    end(periods(learner)[0])
    for module in modules:
        do(module, learner)
    assertNotContains(page(), "à refaire")
    assert len(periods(learner)) == 1


def test_a_stranger_sees_nothing_of_it(client, bob, learner, path, modules):
    client.force_login(bob)
    page = client.get(reverse("path_progress", args=[path.pk]))
    assertNotContains(page, "à refaire")
    assert client.get(reverse("path_certificate_request", args=[path.pk])).status_code == 404


def test_the_public_pages_say_how_long_it_holds(client, path, modules):
    page = client.get(path.url)
    assertContains(page, "L’attestation est valable 24 mois.")
    assertContains(page, "refaites chaque module non facultatif")
    modules[0].validity_months = 12
    modules[0].save_revision().publish()
    assertContains(client.get(modules[0].url), "L’attestation est valable 12 mois.")
