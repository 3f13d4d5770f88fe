"""The certificate of a path: issued once, to whoever completed it, naming the modules completed."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from courses.certificates.badges import badge_of
from courses.certificates.documents import lines_of
from courses.certificates.models import Certificate
from courses.learning import actions, issuing
from courses.learning.models import PathCompletion
from tests.factories import LearnerFactory, make_module, make_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def modules():
    return [make_module(lessons=1, title=title) for title in ("Premier", "Deuxième")]


@pytest.fixture
def path(modules):
    return make_path(modules, title="La mairie")


@pytest.fixture
def url(path):
    return reverse("path_certificate_request", args=[path.pk])


@pytest.fixture
def complete(alice, modules, finish, now):
    """Complete modules as Alice does; return her learner."""

    def complete(modules):
        learner = getattr(alice, "learner", None) or LearnerFactory(user=alice)
        for module in modules:
            finish(actions.start_quiz(module, learner, now))
            actions.finish_lesson(module.lessons[0], learner, now)
        return learner

    return complete


def test_it_is_given_once_to_whoever_completed_the_path(
    client, alice, path, modules, complete, url
):
    complete(modules)
    client.force_login(alice)
    assertContains(client.get(reverse("path_progress", args=[path.pk])), url)

    for _ in range(2):
        client.post(url, {"name": "Alice Petit"})

    certificate = Certificate.objects.get()
    assert (certificate.title, certificate.holder_name) == ("La mairie", "Alice Petit")
    assert certificate.objectives == ["Premier", "Deuxième"]
    assert certificate.learner == alice.learner
    page = client.get(certificate.get_absolute_url())
    assertContains(page, "Modules terminés")
    assertNotContains(page, "Édition du module")


def test_a_path_that_is_not_completed_gives_none(client, alice, modules, complete, url):
    complete(modules[:1])
    client.force_login(alice)
    assert client.get(url).status_code == 404
    assert client.post(url, {"name": "Alice Petit"}).status_code == 404
    assert not Certificate.objects.exists()


def test_a_stranger_is_given_none(client, bob, modules, complete, url):
    complete(modules)
    client.force_login(bob)
    assert client.post(url, {"name": "Bob"}).status_code == 404


def test_it_is_issued_at_once_where_the_name_is_known(alice, path, modules, complete, now):
    first, last = modules
    learner = complete([first])
    issuing.issue_certificate(learner.completions.get(), "Alice Petit", now)

    complete([last])

    assert PathCompletion.objects.get().certificate().holder_name == "Alice Petit"
    assert Certificate.objects.count() == 3


def test_its_badge_and_its_words_say_that_it_is_a_path(modules, path, complete, now):
    complete(modules)
    completion = PathCompletion.objects.get()
    certificate = issuing.issue_path_certificate(completion, "Alice Petit", now)
    assert "modules" in certificate.words
    assert "edition" not in [line["name"] for line in lines_of(certificate, now.date())]
    assert badge_of(certificate)
