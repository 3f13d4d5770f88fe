"""A certificate is issued once, in a name given once, and nothing that changes later changes it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from courses.certificates.holders import known_holder
from courses.certificates.models import Certificate
from courses.learning.models import Completion
from courses.models import ModulePage
from elearning.accounts.models import Learner
from quizzes.models import Attempt
from tests.certificates import end, make_certificate
from tests.factories import LearnerFactory, UserFactory, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=1, title="Repérer un message piégé")


@pytest.fixture
def url(module):
    return reverse("certificate_request", args=[module.pk])


@pytest.fixture
def completed(visitor, module, finish):
    """Let the visitor complete the module."""
    visitor.post(reverse("start_quiz", args=[module.pk]))
    finish(Attempt.objects.get())
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    return Completion.objects.get()


def test_a_certificate_before_the_completion_is_not_found(visitor, module, url):
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))

    assert visitor.get(url).status_code == 404
    assert visitor.post(url, {"name": "Camille Martin"}).status_code == 404
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("is_confirmed", "identity"),
    [(True, Certificate.Identity.CONFIRMED), (False, Certificate.Identity.DECLARED)],
)
def test_it_says_whether_the_address_of_an_account_is_confirmed(
    is_confirmed, identity, alice, completed, url
):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=is_confirmed)
    Learner.objects.filter(pk=completed.learner_id).update(user=alice)
    browser = Client()
    browser.force_login(alice)

    browser.post(url, {"name": "Alice Martin"})

    assert Certificate.objects.get().identity == identity


@pytest.mark.parametrize(
    ("level_holds", "typed", "identity"),
    [
        (True, "Alice Martin", Certificate.Identity.VERIFIED),
        (True, "Lili", Certificate.Identity.DECLARED),
        (False, "Alice Martin", Certificate.Identity.DECLARED),
    ],
)
def test_it_says_whether_an_identity_provider_verified_that_very_name(
    level_holds, typed, identity, alice, completed, url
):
    Learner.objects.filter(pk=completed.learner_id).update(user=alice)
    said = {"name": "Alice Martin", "acr": "eidas2", "is_verified": level_holds}
    SocialAccount.objects.create(user=alice, provider="agents", uid="1", extra_data=said)
    browser = Client()
    browser.force_login(alice)
    assert browser.get(url).context["form"]["name"].initial == (said["name"] if level_holds else "")

    browser.post(url, {"name": typed})

    assert Certificate.objects.get().identity == identity


def test_the_name_that_a_provider_verified_comes_before_the_one_given_last(alice, completed):
    learner = completed.learner
    make_certificate(learner=learner, holder_name="Lili", name_shown="initials")
    Learner.objects.filter(pk=learner.pk).update(user=alice)
    said = {"name": "Alice Martin", "acr": "eidas2", "is_verified": True}
    SocialAccount.objects.create(user=alice, provider="agents", uid="1", extra_data=said)

    assert known_holder(Learner.objects.get())[:2] == ("Alice Martin", "initials")


def test_a_certificate_repeats_what_it_says(visitor, module, url, completed):
    response = visitor.post(url, {"name": "  Camille Martin  "})

    certificate = Certificate.objects.get()
    assert response.url == certificate.get_absolute_url()
    assert certificate.holder_name == "Camille Martin"
    assert certificate.title == "Repérer un message piégé"
    assert certificate.subject == module.certificate_subject
    assert certificate.edition == completed.edition
    assert certificate.completed_at == completed.completed_at
    assert certificate.pass_mark == 80
    assert certificate.identity == Certificate.Identity.DECLARED
    assert certificate.objectives == [objective.statement for objective in module.objectives]
    assert certificate.learner == completed.learner


def test_the_name_is_asked_once(visitor, url, completed):
    assert visitor.get(url).context["form"].fields["name"].required
    visitor.post(url, {"name": "Camille Martin"})

    for answer in (visitor.get(url), visitor.post(url, {"name": "Quelqu’un d’autre"})):
        assert answer.url == Certificate.objects.get().get_absolute_url()
    assert Certificate.objects.get().holder_name == "Camille Martin"


def test_a_name_given_for_another_module_is_proposed(visitor, url, completed):
    make_certificate(learner=completed.learner, holder_name="Camille Martin")

    assert visitor.get(url).context["form"].initial["name"] == "Camille Martin"


def test_an_account_proposes_its_own_name(visitor, module, url, now, completed):
    user = UserFactory(first_name="Camille", last_name="Martin")
    Learner.objects.update(user=user)
    visitor.force_login(user)

    assert visitor.get(url).context["form"].initial["name"] == "Camille Martin"


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_one_is_refused_in_words(visitor, url, completed, name):
    response = visitor.post(url, {"name": name})

    assert response.status_code == 200
    assert response.context["form"].errors["name"]
    assert not Certificate.objects.exists()


def test_nothing_that_changes_later_changes_it(visitor, client, module, url, completed):
    visitor.post(url, {"name": "Camille Martin"})
    address = Certificate.objects.get().get_absolute_url()
    before = client.get(address).content

    for objective in module.objectives:
        objective.statement = "Autre chose."
        objective.save()
    ModulePage.objects.update(title="Autre titre", edition=9)
    module.quiz.pass_mark = 10
    module.quiz.save_revision().publish()
    module.unpublish()
    Learner.objects.filter(pk=completed.learner_id).update(user=UserFactory())

    assert client.get(address).content == before


def test_erasing_its_learner_leaves_a_certificate_that_can_be_checked(client):
    certificate = make_certificate()

    certificate.learner.delete()

    certificate.refresh_from_db()
    assert certificate.learner is None
    assert client.get(certificate.get_absolute_url()).status_code == 200


def test_asked_again_it_is_the_same(now):
    learner = LearnerFactory()
    first = make_certificate(learner=learner, subject="module:a", holder_name="Camille")

    again = make_certificate(learner=learner, subject="module:a", holder_name="Dominique")

    assert again == first
    assert again.holder_name == "Camille"


def test_another_subject_or_cycle_or_learner_is_another_certificate():
    learner = LearnerFactory()
    facts = {"learner": learner, "subject": "module:a"}

    made = {
        make_certificate(**facts),
        make_certificate(**facts, cycle=2),
        make_certificate(**facts | {"subject": "module:b"}),
        make_certificate(**facts | {"learner": LearnerFactory()}),
    }

    assert len({certificate.code for certificate in made}) == 4


def test_the_database_refuses_a_second_valid_one_and_takes_a_replacement():
    certificate = make_certificate()
    copy = Certificate.objects.get(pk=certificate.pk)
    copy.pk, copy.code = None, "0" * 13

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()

    end(certificate, Certificate.State.REPLACED)
    copy.save()
    assert Certificate.objects.count() == 2


def test_a_revoked_certificate_is_not_issued_again():
    revoked = make_certificate(learner=LearnerFactory(), subject="module:a")
    end(revoked)

    again = make_certificate(learner=revoked.learner, subject="module:a")

    assert again == revoked
    assert again.state == Certificate.State.REVOKED


def test_whoever_asks_again_after_a_revocation_sees_the_revoked_one(visitor, url, completed):
    visitor.post(url, {"name": "Camille Martin"})
    revoked = Certificate.objects.get()
    end(revoked)

    assert visitor.post(url, {"name": "Camille Martin"}).url == revoked.get_absolute_url()
    assert Certificate.objects.get() == revoked
