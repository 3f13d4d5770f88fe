"""Progress made before signing in joins the account: shown, confirmed, moved once."""

import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse

from courses.certificates.models import Certificate
from courses.learning import actions, issuing
from courses.learning.conditions import conditions_of
from courses.learning.models import Completion, Enrolment, LessonDone
from elearning.accounts.claiming import claim, rooms
from elearning.accounts.learners import SALT
from elearning.accounts.models import Learner
from elearning.organisations.models import Membership, Organisation
from quizzes.models import Attempt, Response
from tests.factories import LearnerFactory, make_module, make_quiz
from tests.signing_in import PASSWORD, by_code, by_password, code_in, is_signed_in, member

pytestmark = pytest.mark.django_db
CLAIM = "/compte/appareil/progression/"


@pytest.fixture
def module():
    return make_module(lessons=2)


@pytest.fixture
def alice():
    return member(email="alice@mairie.example")


@pytest.fixture
def visitor():
    """A learner without account."""
    return LearnerFactory()


@pytest.fixture
def hers(alice):
    """The learner of Alice's account."""
    return LearnerFactory(user=alice)


@pytest.fixture
def complete(module, finish):
    """Complete the module and take its certificate, as a learner, at a time."""

    def complete(learner, when, name="Alice Martin"):
        finish(actions.start_quiz(module, learner, when))
        for lesson in module.lessons:
            actions.finish_lesson(lesson, learner, when)
        completion = Completion.objects.get(learner=learner)
        return issuing.issue_certificate(completion, name, when)

    return complete


def browser_of(learner):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    return browser


def days(number):
    return datetime.timedelta(days=number)


def test_every_room_that_keeps_rows_of_learners_claims_them():
    keeping = {
        model._meta.app_config.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Learner
    }

    assert keeping - {"elearning.accounts"} == set(settings.CLAIMING_ROOMS)
    assert all(callable(room.claim) and callable(room.kept_for) for room in rooms())


@pytest.mark.parametrize("way", [by_password, by_code])
def test_signing_in_shows_first_what_the_device_keeps(way, alice, visitor, module, now):
    actions.finish_lesson(module.lessons[0], visitor, now)
    browser = browser_of(visitor)

    way(alice, browser)

    page = browser.get(CLAIM).content.decode()
    assert module.title in page
    assert "C’est moi" in page
    assert "Ce n’est pas moi" in page
    assert LessonDone.objects.get().learner == visitor


def test_signing_in_leads_to_the_question_then_to_where_one_was_going(alice, visitor, module, now):
    actions.start_quiz(module, visitor, now)
    browser = browser_of(visitor)
    form = {"login": alice.email, "password": PASSWORD, "next": reverse("my_data")}

    answer = browser.post(reverse("account_login"), form)
    assert answer.url == f"{CLAIM}?next={reverse('my_data')}"

    answer = browser.post(answer.url, {"whose": "mine", "next": reverse("my_data")})
    assert answer.url == reverse("my_data")


def test_signing_up_keeps_what_was_done_before(visitor, module, now, mailoutbox):
    attempt = actions.start_quiz(module, visitor, now)
    browser = browser_of(visitor)
    browser.post(reverse("account_signup"), {"email": "nouvelle@mairie.example"})
    browser.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})
    assert is_signed_in(browser)

    browser.post(CLAIM, {"whose": "mine"})

    attempt.refresh_from_db()
    assert attempt.learner.user.email == "nouvelle@mairie.example"
    assert browser.get(reverse("question", args=[attempt.pk, 1])).status_code == 200


def test_the_cookie_leaves_and_does_not_come_back(alice, visitor, module, now):
    actions.start_quiz(module, visitor, now)
    browser = by_password(alice, browser_of(visitor))

    answer = browser.post(CLAIM, {"whose": "mine"})

    assert answer.cookies["learner"].value == ""
    assert "learner" not in browser.post(reverse("start_quiz", args=[module.pk])).cookies
    assert browser_of(visitor).get(reverse("journey")).context["modules"] == []


def test_it_is_not_me_leaves_everything_to_whoever_began_it(alice, visitor, module, now):
    attempt = actions.start_quiz(module, visitor, now)
    browser = by_password(alice, browser_of(visitor))

    answer = browser.post(CLAIM, {"whose": "other"})

    assert "learner" not in answer.cookies
    attempt.refresh_from_db()
    assert attempt.learner == visitor
    assert not Learner.objects.filter(user=alice).exists()
    assert browser.get(CLAIM).url == reverse("journey")  # asked once
    browser.post(reverse("account_logout"))
    page = browser.get(reverse("question", args=[attempt.pk, 1]))
    assert page.status_code == 200


def test_the_page_of_the_journey_reminds_until_one_has_said(alice, visitor, module, now):
    actions.start_quiz(module, visitor, now)
    browser = by_password(alice, browser_of(visitor))
    assert f'href="{CLAIM}"' in browser.get(reverse("journey")).content.decode()

    browser.post(CLAIM, {"whose": "other"})

    assert f'href="{CLAIM}"' not in browser.get(reverse("journey")).content.decode()


def test_nobody_claims_without_an_account(visitor, module, now):
    attempt = actions.start_quiz(module, visitor, now)

    answer = browser_of(visitor).post(CLAIM, {"whose": "mine"})

    assert answer.url == reverse("journey")
    attempt.refresh_from_db()
    assert attempt.learner == visitor


def test_nobody_claims_the_learner_of_another_account(hers, bob, module, now):
    attempt = actions.start_quiz(module, hers, now)
    thief = browser_of(hers)
    thief.force_login(bob)

    thief.post(CLAIM, {"whose": "mine"})

    attempt.refresh_from_db()
    assert attempt.learner == hers


def test_nobody_claims_by_a_number_alone(alice, visitor, module, now):
    attempt = actions.start_quiz(module, visitor, now)
    thief = Client()
    thief.cookies["learner"] = visitor.pk.hex
    by_password(alice, thief)

    thief.post(CLAIM, {"whose": "mine", "learner": visitor.pk.hex})

    attempt.refresh_from_db()
    assert attempt.learner == visitor


def test_what_both_did_is_counted_once_and_the_earliest_stays(
    alice, hers, visitor, module, complete, now
):
    kept = complete(visitor, now - days(9))
    later = complete(hers, now)
    answers = Response.objects.count()

    assert claim(visitor.pk, alice, now)

    assert Completion.objects.get().completed_at == now - days(9)
    assert Enrolment.objects.get().started_at == now - days(9)
    assert sorted(LessonDone.objects.values_list("lesson", flat=True)) == sorted(
        lesson.pk for lesson in module.lessons
    )
    assert Attempt.objects.filter(learner=hers).count() == 2
    assert Response.objects.count() == answers
    kept.refresh_from_db()
    later.refresh_from_db()
    assert (kept.state, kept.learner) == (Certificate.State.VALID, hers)
    assert later.state == Certificate.State.REPLACED
    assert not Learner.objects.filter(pk=visitor.pk).exists()


def test_of_two_attempts_under_way_the_older_is_abandoned(alice, hers, visitor, module, now):
    older = actions.start_quiz(module, visitor, now - days(1))
    newer = actions.start_quiz(module, hers, now)

    claim(visitor.pk, alice, now)

    older.refresh_from_db()
    assert older.state == Attempt.State.ABANDONED
    assert actions.start_quiz(module, hers, now) == newer
    browser = by_password(alice)
    for name in ("attempt", "result", "mistakes"):
        page = browser.get(reverse(name, args=[older.pk]), follow=True)
        assert page.redirect_chain[-1][0] == reverse("journey")


def test_an_abandoned_attempt_counts_in_no_limit(alice, hers, visitor, finish, now):
    module = make_module(quiz=make_quiz(attempts_allowed=2, waiting_time=30))
    actions.start_quiz(module, visitor, now - days(1))
    newer = actions.start_quiz(module, hers, now)
    claim(visitor.pk, alice, now)
    browser = by_password(alice)

    told = browser.get(reverse("result", args=[finish(newer, right=False).pk])).content.decode()
    later = now + datetime.timedelta(minutes=30)
    conditions = conditions_of(module.quiz, module, hers, later)

    assert "Vous pourrez réessayer à partir du" in told
    assert (conditions["under_way"], conditions["refusal"]) == (False, None)
    assert "Il vous reste 1 tentative sur 2." in conditions["sentences"]
    assert actions.start_quiz(module, hers, later).is_open


def test_two_halves_complete_a_module(alice, hers, visitor, module, finish, now):
    finish(actions.start_quiz(module, hers, now))
    for lesson in module.lessons:
        actions.finish_lesson(lesson, visitor, now)

    claim(visitor.pk, alice, now)

    assert Completion.objects.get().learner == hers


def test_one_belongs_once_to_an_organisation_since_the_earlier_day(alice, hers, visitor, now):
    names = ("Mairie de Combelouvre", "Mairie de Valdoré")
    both, only = (Organisation.objects.create(name=name, department="71") for name in names)
    for learner, organisation, since in [
        (visitor, both, now - days(30)),
        (hers, both, now),
        (visitor, only, now),
    ]:
        Membership.objects.create(learner=learner, organisation=organisation, joined_at=since)

    claim(visitor.pk, alice, now)

    kept = Membership.objects.filter(learner=hers).values_list("organisation", "joined_at")
    assert set(kept) == {(both.pk, now - days(30)), (only.pk, now)}
    assert Membership.objects.count() == 2


def test_the_longer_of_two_extra_times_stays(alice, hers, visitor, module, now):
    Learner.objects.filter(pk=visitor.pk).update(extra_time=Learner.ExtraTime.choices[-1][0])

    claim(visitor.pk, alice, now)

    hers.refresh_from_db()
    assert hers.extra_time == Learner.ExtraTime.choices[-1][0]


def test_a_room_that_fails_moves_nothing(alice, hers, visitor, module, now, monkeypatch):
    attempt = actions.start_quiz(module, visitor, now)

    def fails(*arguments):
        raise RuntimeError

    monkeypatch.setattr(rooms()[-1], "claim", fails)
    with pytest.raises(RuntimeError):
        claim(visitor.pk, alice, now)

    attempt.refresh_from_db()
    assert attempt.learner == visitor


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("has_progress", [True, False])
def test_twenty_at_once_claim_once(has_progress, visitor, module, complete, now, at_once):
    alice = member()
    if has_progress:
        actions.start_quiz(module, LearnerFactory(user=alice), now)
    complete(visitor, now)

    done = at_once(lambda number: claim(visitor.pk, alice, now))

    assert sorted(done) == [False] * 19 + [True]
    assert Learner.objects.get(user=alice).completions.count() == 1
    assert Certificate.objects.get().state == Certificate.State.VALID


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_accounts_at_once_one_claims_everything(visitor, module, complete, now, at_once):
    people = [member() for _ in range(4)]
    for person in people[:2]:
        actions.start_quiz(module, LearnerFactory(user=person), now)
    complete(visitor, now)

    done = at_once(lambda number: claim(visitor.pk, people[number], now), times=4)

    assert sum(done) == 1
    winner = Learner.objects.get(user=people[done.index(True)])
    assert Completion.objects.get().learner == winner
    assert Certificate.objects.get().learner == winner
    assert Response.objects.filter(attempt__learner=winner).exists()
