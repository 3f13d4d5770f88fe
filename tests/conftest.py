import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from quizzes import actions
from quizzes.models import QuestionVersion, QuizEdition
from tests import factories, guards

settings.register_profile("without-deadline", settings(), deadline=None)  # timings live in bench/
settings.load_profile("without-deadline")


class OneSite(LoadScopeScheduling):
    """Deal tests out one by one, but those of the browser to one process: they share a site.

    The largest piece is dealt first: the other processes work beside it to the end.
    """

    def _split_scope(self, nodeid):
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return OneSite(config, log)


@pytest.fixture(autouse=True)
def _empty_caches():
    """Forget what a test that was rolled back has left, whose keys the next one takes."""
    cache.clear()
    QuizEdition.kept.cache_clear()
    QuestionVersion.kept.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _certificate_key():
    call_command("make_certificate_key", stdout=io.StringIO())


@pytest.fixture(autouse=True)
def _whole_sign_in(monkeypatch):
    """`force_login` stands for a whole sign-in: its second factor, shown just now, included."""
    force_login = Client.force_login

    def with_second_factor(client, user, backend=None):
        force_login(client, user, backend)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    monkeypatch.setattr(Client, "force_login", with_second_factor)


@pytest.fixture
def indexes(monkeypatch):
    """Find what is saved by its words, and by what refers to it, as the site does."""
    monkeypatch.setattr(guards.ImmediateTasks, "keeps_indexes", True)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def alice(db):
    """The person whose rows are asked for."""
    return factories.UserFactory(email="alice@mairie.example")


@pytest.fixture
def bob(db):
    """A stranger, signed in."""
    return factories.UserFactory(email="bob@mairie.example")


@pytest.fixture
def visitor():
    """A browser that no one has seen before, as a person uses it: its forms say where from."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, enforce_csrf_checks=False)


@pytest.fixture
def stranger():
    """Another browser."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def right_form(attempt, position):
    """Return what a browser posts to answer a choice question right."""
    return _form(attempt, position, correct=True)


def wrong_form(attempt, position):
    """Return what a browser posts to answer a choice question wrong, with one option."""
    return _form(attempt, position, correct=False)


def _form(attempt, position, correct):
    item = QuestionVersion.objects.get(pk=attempt.drawn[position]).item
    order = attempt.order(position, item)
    places = [
        place for place, index in enumerate(order) if item.content.options[index].correct == correct
    ]
    return {"choice": [str(place) for place in (places if correct else places[:1])]}


@pytest.fixture
def finish(now):
    """Answer every question left of an attempt, right or wrong."""

    def finish(attempt, right=True):
        for position in range(attempt.responses.count(), attempt.length):
            form = (right_form if right else wrong_form)(attempt, position)
            actions.record_response(attempt, position, form, now)
        return attempt

    return finish


@pytest.fixture(scope="session")
def _first_rows(django_db_setup, django_db_blocker):
    """Give the rows of the migrations back to a database that tests with transactions emptied."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture
def at_once(_first_rows):
    """Call a function with 0, 1… in as many threads, released together; return what it returned.

    For tests marked `django_db(transaction=True, serialized_rollback=True)`.
    """

    def at_once(action, times=20):
        together = threading.Barrier(times)

        def run(number):
            together.wait()
            try:
                return action(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(run, range(times)))

    return at_once
