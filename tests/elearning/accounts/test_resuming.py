"""A code, or a link, moves one's progress to another device without an account."""

import datetime
import itertools
import re
import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from courses.learning import actions
from courses.learning.models import Enrolment, LessonDone
from elearning.accounts import resuming
from elearning.accounts.learners import SALT
from elearning.accounts.models import Learner, ResumeCode
from quizzes.models import Attempt
from tests.factories import LearnerFactory, make_module
from tests.signing_in import by_password, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=2)


@pytest.fixture
def learner(module, now):
    """Somebody without account who has begun."""
    learner = LearnerFactory()
    actions.finish_lesson(module.lessons[0], learner, now)
    return learner


def device_of(learner):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    return browser


def learner_on(browser):
    return signing.loads(browser.cookies["learner"].value, salt=SALT)


def code_shown(page) -> str:
    return re.search(r'<p class="code" role="status">(.*?)</p>', page.content.decode())[1]


def token_in(page) -> str:
    return re.search(r'name="lien" value="(.*?)"', page.content.decode())[1]


def type_code(browser, code):
    return browser.post(reverse("resume"), {"code": code})


def confirm(browser, page, **choices):
    return browser.post(reverse("resume"), {"lien": token_in(page)} | choices)


def test_there_are_512_words_that_one_slip_does_not_confuse():
    words = resuming.words()

    assert len(set(words)) == 512
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in words)
    alike = (pair for pair in itertools.combinations(words, 2) if len(pair[0]) == len(pair[1]))
    slips = [sum(a != b for a, b in zip(*pair, strict=True)) for pair in alike]
    assert min(slips) > 1


def test_a_code_is_three_words_and_a_number_of_which_the_database_keeps_a_digest(learner):
    code = code_shown(device_of(learner).post(reverse("keep"), {"code": "1"}))

    *words, number = code.split()
    assert len(words) == 3
    assert set(words) <= set(resuming.words())
    assert 1000 <= int(number) <= 9999
    assert not any(word in ResumeCode.objects.get().digest for word in words)


@pytest.mark.parametrize(
    "retype", [str, str.upper, lambda code: code.replace(" ", "-"), lambda code: f"  {code} ."]
)
def test_another_device_shows_first_what_it_finds_then_resumes(retype, learner, module, now):
    code = resuming.make_code(learner, now)
    other = Client()

    page = type_code(other, retype(code))
    assert module.title in page.content.decode()
    assert "learner" not in other.cookies

    confirm(other, page)
    assert learner_on(other) == learner.pk.hex
    assert module.title in other.get(reverse("journey")).content.decode()


def test_an_accent_too_many_does_not_matter(learner, now):
    code = resuming.make_code(learner, now)

    assert resuming.learner_of_code(code.replace("e", "é"), now) == learner


@pytest.mark.parametrize("code", ["", "moulin", "moulin cerise tambour 4827", "é" * 80, "1 2 3 4"])
def test_another_code_opens_nothing(code, learner, now):
    resuming.make_code(learner, now)

    page = type_code(Client(), code)

    assert "lien" not in re.findall(r'name="(\w+)"', page.content.decode())
    assert "id_code_error" in page.content.decode()


def test_a_new_code_replaces_the_one_before(learner, now):
    before = resuming.make_code(learner, now)
    resuming.make_code(learner, now)

    assert resuming.learner_of_code(before, now) is None


def test_a_code_is_good_for_thirteen_months(learner, now):
    code = resuming.make_code(learner, now)

    assert resuming.learner_of_code(code, now + datetime.timedelta(days=394)) == learner
    assert resuming.learner_of_code(code, now + datetime.timedelta(days=396)) is None


def test_a_code_outlives_a_change_of_the_secret_key(learner, now, settings):
    code = resuming.make_code(learner, now)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert resuming.learner_of_code(code, now) == learner


def test_codes_are_not_guessed_at_leisure(learner, now):
    code = resuming.make_code(learner, now)
    for number in range(60):
        type_code(Client(), f"moulin cerise tambour {1000 + number}")

    assert type_code(Client(), code).status_code == 429


def test_a_learner_with_an_account_is_reached_by_no_code_and_no_link(learner, now):
    code, token = resuming.make_code(learner, now), resuming.make_token(learner)
    Learner.objects.filter(pk=learner.pk).update(user=member())

    assert resuming.learner_of_code(code, now) is None
    assert resuming.learner_of_token(token) is None


def test_a_device_that_keeps_another_progress_changes_nothing_unless_told(learner, module, now):
    other = LearnerFactory()
    actions.start_quiz(module, other, now)
    browser = device_of(other)
    page = type_code(browser, resuming.make_code(learner, now))
    assert "réunir" in page.content.decode()

    confirm(browser, page)

    assert learner_on(browser) == other.pk.hex
    assert Attempt.objects.get().learner == other


def test_two_devices_of_one_person_are_united_and_nothing_is_counted_twice(learner, module, now):
    other = LearnerFactory()
    actions.finish_lesson(module.lessons[0], other, now)
    actions.start_quiz(module, other, now)
    browser = device_of(other)
    page = type_code(browser, resuming.make_code(learner, now))

    confirm(browser, page, both="1")

    assert learner_on(browser) == learner.pk.hex
    assert Attempt.objects.get().learner == learner
    assert LessonDone.objects.get().learner == learner
    assert Enrolment.objects.get().learner == learner
    assert not Learner.objects.filter(pk=other.pk).exists()


def test_an_account_takes_what_a_code_brings(learner, now):
    alice = member()
    browser = by_password(alice)

    confirm(browser, type_code(browser, resuming.make_code(learner, now)))

    assert LessonDone.objects.get().learner.user == alice
    assert "learner" not in browser.cookies
    assert not ResumeCode.objects.exists()


def test_a_link_by_e_mail_resumes_too_and_the_address_is_kept_nowhere(learner, module, mailoutbox):
    answer = device_of(learner).post(reverse("keep"), {"email": "josiane@perso.example"})
    assert answer.url == reverse("keep")
    (message,) = mailoutbox
    assert message.to == ["josiane@perso.example"]
    assert module.title not in message.body
    link = re.search(r"http://testserver(\S+)", message.body)[1]

    other = Client()
    page = other.get(link)
    assert module.title in page.content.decode()
    confirm(other, page)

    assert learner_on(other) == learner.pk.hex


def test_a_link_is_good_for_seven_days(learner, monkeypatch):
    with monkeypatch.context() as patch:
        earlier = time.time() - resuming.LINK_LASTS - 60
        patch.setattr(time, "time", lambda: earlier)
        token = resuming.make_token(learner)

    page = Client().get(reverse("resume"), {"lien": token}).content.decode()

    assert "n’est plus valable" in page
    assert Client().post(reverse("resume"), {"lien": token}).status_code == 200


@pytest.mark.parametrize("forge", [lambda token: token[:-1] + "_", lambda token: "", str.upper])
def test_a_link_that_we_did_not_sign_opens_nothing(forge, learner):
    browser = Client()

    browser.post(reverse("resume"), {"lien": forge(resuming.make_token(learner))})

    assert "learner" not in browser.cookies


def test_the_cookie_of_a_device_is_no_link(learner):
    assert resuming.learner_of_token(signing.dumps(learner.pk.hex, salt=SALT)) is None


def test_nobody_is_flooded_with_links(learner, mailoutbox):
    for _ in range(5):
        answer = device_of(learner).post(reverse("keep"), {"email": "josiane@perso.example"})

    assert answer.status_code == 429
    assert len(mailoutbox) == 3


def test_somebody_who_has_not_begun_has_nothing_to_keep(visitor):
    assert visitor.get(reverse("keep")).url == reverse("resume")
    visitor.post(reverse("keep"), {"code": "1"})
    assert not ResumeCode.objects.exists()
