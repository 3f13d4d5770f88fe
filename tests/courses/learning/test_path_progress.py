"""A path followed: what is done, what comes next and why a step is locked."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from courses.learning import actions
from courses.learning.claiming import claim
from courses.learning.models import Completion, PathCompletion, PathEnrolment
from courses.learning.wagtail_hooks import has_learners
from courses.models import PathModule
from tests.factories import LearnerFactory, make_module, make_path

pytestmark = pytest.mark.django_db

JOURNEY = "/mon-parcours/"


@pytest.fixture
def modules():
    return [make_module(lessons=1, title=title) for title in ("Premier", "Deuxième")]


@pytest.fixture
def path(modules):
    return make_path(modules, title="La mairie")


def follow(browser, path):
    return browser.post(reverse("follow_path", args=[path.pk]))


def progress(browser, path):
    return browser.get(reverse("path_progress", args=[path.pk]))


@pytest.fixture
def complete(finish, now):
    """Complete a module as its learner does."""

    def complete(module, learner):
        finish(actions.start_quiz(module, learner, now))
        for lesson in module.lessons:
            actions.finish_lesson(lesson, learner, now)

    return complete


def test_it_is_followed_from_its_page_once(visitor, path):
    assertContains(visitor.get(path.url), reverse("follow_path", args=[path.pk]))

    for _ in range(2):
        page = follow(visitor, path)

    assertRedirects(page, reverse("path_progress", args=[path.pk]))
    assert PathEnrolment.objects.count() == 1
    assertContains(visitor.get(JOURNEY), "La mairie")


def test_reading_it_writes_nothing(visitor, path):
    assertContains(progress(visitor, path), "0 module sur 2")
    assert not PathEnrolment.objects.exists()
    assert "learner" not in visitor.cookies


def test_a_draft_is_not_followed(visitor, path):
    path.unpublish()

    assert follow(visitor, path).status_code == 404
    assert progress(visitor, path).status_code == 404


def test_the_next_step_is_told_there_and_on_the_journey(visitor, path, modules, complete):
    follow(visitor, path)
    learner = PathEnrolment.objects.get().learner
    assert visitor.get(JOURNEY).context["resume"]["url"] == modules[0].url

    complete(modules[0], learner)

    page = progress(visitor, path)
    assertContains(page, "1 module sur 2")
    assertContains(page, "Continuer avec « Deuxième »")
    assertContains(page, "10 minutes")
    assert visitor.get(JOURNEY).context["resume"]["url"] == modules[1].url
    where_i_am = visitor.get(reverse("module_progress", args=[modules[0].pk]))
    assertContains(where_i_am, reverse("path_progress", args=[path.pk]))


def test_the_last_module_completes_it(visitor, path, modules, complete):
    follow(visitor, path)
    learner = PathEnrolment.objects.get().learner
    for module in modules:
        assert not PathCompletion.objects.exists()
        complete(module, learner)

    assert PathCompletion.objects.get().path == path
    assertContains(progress(visitor, path), "Vous avez terminé ce parcours")


def test_modules_completed_before_count(path, modules, complete, now):
    learner = LearnerFactory()
    complete(modules[0], learner)
    later = make_path([modules[0]])

    actions.follow_path(later, learner, now)

    assert PathCompletion.objects.get().path == later


def test_a_module_added_later_takes_nothing_back(visitor, path, modules, complete):
    follow(visitor, path)
    for module in modules:
        complete(module, PathEnrolment.objects.get().learner)
    path.steps.add(PathModule(module=make_module(), sort_order=9))
    path.save()

    assertContains(progress(visitor, path), "Vous avez terminé ce parcours")
    assertContains(progress(visitor, path), "2 modules sur 3")


def test_a_module_taken_away_completes_it_once_confirmed(visitor, path, modules, complete):
    follow(visitor, path)
    complete(modules[0], PathEnrolment.objects.get().learner)
    PathModule.objects.get(module=modules[1]).delete()

    assertContains(progress(visitor, path), "Noter que le parcours est terminé")
    assert not PathCompletion.objects.exists()
    follow(visitor, path)
    assertContains(progress(visitor, path), "Vous avez terminé ce parcours")


def test_in_order_a_locked_step_says_why_and_leads_nowhere(visitor, modules, complete):
    path = make_path(modules, in_order=True)

    page = progress(visitor, path)

    assertContains(page, "S’ouvre une fois « Premier » terminé")
    assertNotContains(page, modules[1].url)
    follow(visitor, path)
    complete(modules[0], PathEnrolment.objects.get().learner)
    assertContains(progress(visitor, path), modules[1].url)


def test_an_optional_module_completes_nothing_and_is_offered_last(visitor, modules, complete):
    path = make_path(modules[:1])
    path.steps.add(PathModule(module=modules[1], sort_order=9, optional=True))
    path.save()
    follow(visitor, path)

    complete(modules[0], PathEnrolment.objects.get().learner)

    page = progress(visitor, path)
    assertContains(page, "Vous avez terminé ce parcours")
    assertContains(page, "Si vous voulez : « Deuxième »")


def test_another_person_sees_nothing_of_it(visitor, stranger, path, modules, complete):
    follow(visitor, path)
    for module in modules:
        complete(module, PathEnrolment.objects.get().learner)

    assertContains(progress(stranger, path), "0 module sur 2")
    assertNotContains(stranger.get(JOURNEY), "La mairie")
    follow(stranger, path)
    assertContains(progress(stranger, path), "0 module sur 2")
    assert PathCompletion.objects.count() == 1


def test_the_database_keeps_one_of_each(path, now):
    learner = LearnerFactory()
    for model, day in [(PathEnrolment, "started_at"), (PathCompletion, "completed_at")]:
        model.objects.create(learner=learner, path=path, **{day: now})
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(learner=learner, path=path, **{day: now})


def test_two_halves_complete_it_when_claimed(path, modules, complete, now):
    device, account = LearnerFactory(), LearnerFactory()
    for module, learner in zip(modules, (device, account), strict=True):
        complete(module, learner)
        actions.follow_path(path, learner, now)

    claim(device, account, now)

    assert PathEnrolment.objects.get().learner == account
    assert PathCompletion.objects.get().learner == account


def test_of_two_completions_the_earlier_stays(path, now):
    device, account = LearnerFactory(), LearnerFactory()
    earlier = now - datetime.timedelta(days=9)
    PathCompletion.objects.create(learner=device, path=path, completed_at=earlier)
    PathCompletion.objects.create(learner=account, path=path, completed_at=now)

    claim(device, account, now)

    assert PathCompletion.objects.get().completed_at == earlier


def test_a_path_that_somebody_follows_is_not_deleted(path, now):
    assert not has_learners(path)
    actions.follow_path(path, LearnerFactory(), now)
    assert has_learners(path)


def test_a_long_path_costs_what_a_short_one_does(
    visitor, modules, now, django_assert_max_num_queries
):
    modules += [make_module(lessons=0) for _ in range(4)]
    path = make_path(modules)
    follow(visitor, path)
    learner = PathEnrolment.objects.get().learner
    for module in modules:
        Completion.objects.create(learner=learner, module=module, edition=1, completed_at=now)

    with django_assert_max_num_queries(12):
        progress(visitor, path)


def test_a_campaign_on_pix_is_proposed_last_and_counts_for_nothing(
    visitor, path, modules, complete
):
    campaign = "https://app.pix.fr/campagnes/ABCDEF123"
    assertNotContains(visitor.get(make_path().url), "Pix")
    path.pix_campaign = campaign
    path.save()
    follow(visitor, path)
    learner = PathEnrolment.objects.get().learner
    for module in modules:
        complete(module, learner)

    for page in (visitor.get(path.url), progress(visitor, path)):
        assertContains(page, f'href="{campaign}"')
        assertContains(page, "Nous ne délivrons pas de niveau Pix")
    assert PathCompletion.objects.get().path == path


@pytest.mark.parametrize(
    "address",
    ["https://app.pix.fr.example/campagnes/ABCDEF123", "http://app.pix.fr/campagnes/ABCDEF123"],
)
def test_no_other_address_passes_for_a_campaign_on_pix(path, address):
    path.pix_campaign = address

    with pytest.raises(ValidationError, match=r"app\.pix\.fr"):
        path.full_clean()
