"""What belongs to one person is a 404 for everybody else; every address says whose it is."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from courses.certificates.models import Certificate
from courses.learning import actions
from courses.learning.models import Completion, LessonDone
from elearning.accounts.learners import SALT
from quizzes.models import Attempt, Response
from tests.certificates import make_certificate
from tests.conftest import wrong_form
from tests.factories import LearnerFactory, make_module, make_path

pytestmark = pytest.mark.django_db

# Rows of one learner are behind these; the fixture `address` builds each of them for Alice.
PERSONAL = {
    "attempt",
    "question",
    "flag",
    "result",
    "review",
    "mistakes",
    "answers",
    "certificate_request",
    "path_certificate_request",
    "certificate_correct",
    "certificate_name_shown",
    "hand_over",
}
# Rows of one learner too: tests/courses/certificates/test_handing.py.
HANDED = {"take_back"}
# These show whoever asks what is theirs, and a stranger nothing.
OWN = {"journey", "attempts", "module_progress", "quiz_conditions", "my_data", "erase_me", "erased"}
OWN |= {"path_progress"}
# These send whoever asks what is theirs, and a 404 to somebody of whom nothing is held.
DOWNLOADS = {"my_archive"}
# These act for whoever presses them.
BUTTONS = {"begin", "practice", "start_quiz", "start_renewal", "lesson_done", "extra_time"}
BUTTONS |= {"follow_path", "try_answer"}
# The same for everybody, or for whoever has the code of a certificate.
PUBLIC = {"catalogue", "try_question", "search", "propose_sheet", "proposal_thanks", "verify"} | {
    "booklet",
    "certificate_colours",
    "shades",
    "healthz",
    "readyz",
    "legal_notices",
    "privacy_policy",
    "accessibility",
    "ecodesign",
    "security_txt",
    "robots_txt",
    "sitemap_xml",
}
BY_CODE = {"certificate", "certificate_pdf", "certificate_badge", "certificate_badge_json"}
MACHINES = {"certificate_status_list", "did_document", "key_set"}
# One's organisations, and those one manages: tests/elearning/organisations.
JOINING = {"find_invitation", "join", "refuse_invitation", "memberships", "leave"}
JOINING |= {"join_recognised", "give_name", "choose_group"}
MANAGING = {"teams", "ask_to_manage", "team", "new_team_code", "stop_managing"}
MANAGING |= {"new_personal_codes", "print_codes", "revoke_codes"}
MANAGING |= {"invite", "close_invitation", "resend_mailing", "close_mailing"}
MANAGING |= {"groups", "new_group_code", "close_group"}
MANAGING |= {"domains", "prove_domain", "end_domain"}
MANAGING |= {"follow_up", "stop_follow_up", "handed_certificates"}
# What an organisation asks of its people: tests/courses/assignments.
ASSIGNING = {"to_do", "share_completion", "assignments", "assignments_table"}
ASSIGNING |= {"picture_table", "summary", "record_session", "change_assignment"}
ASSIGNING |= {"names", "names_csv"}
ASSIGNING |= {"attend_session", "choose_day"}
ASSIGNING |= {"assignment", "end_assignment", "remind", "stop_reminders"}
# What a device keeps: tests/elearning/accounts.
DEVICE = {"claim", "keep", "resume", "share_device", "leave_device", "left_device"}
NOT_KEPT = "max-age=0, no-cache, no-store, must-revalidate, private"


def our_addresses(patterns=None):
    """Yield the names of our own addresses, walking the rooms that urls.py includes."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            module = pattern.callback.__module__
            if module.startswith(("elearning.", "courses.", "quizzes.")):
                yield pattern.name
        elif str(pattern.pattern) not in ("compte/", "cms/", "documents/"):
            yield from our_addresses(pattern.url_patterns)


def test_every_address_of_ours_says_whose_it_is():
    declared = PERSONAL | OWN | DOWNLOADS | BUTTONS | PUBLIC | BY_CODE | MACHINES
    declared |= HANDED | JOINING | MANAGING | ASSIGNING | DEVICE

    assert set(our_addresses()) == declared


@pytest.fixture
def module():
    return make_module(lessons=1)


@pytest.fixture
def alices(alice, module, now, finish):
    """What Alice, who has an account, has done: a closed attempt, an open one, a completion."""
    learner = LearnerFactory(user=alice)
    finish(actions.start_quiz(module, learner, now))
    actions.finish_lesson(module.lessons[0], learner, now)
    attempt = actions.start_quiz(module, learner, now)
    actions.answer(attempt.pk, {"learner": learner}, 0, wrong_form(attempt, 0), now)
    return learner


@pytest.fixture
def addresses(alices, module, now):
    """Each personal address, with what Alice has behind it."""
    closed = Attempt.objects.get(state=Attempt.State.GRADED)
    code = make_certificate(learner=alices).code
    path = make_path([module])
    alices.paths_completed.create(path=path, completed_at=now)
    arguments = {
        "question": [closed.pk, 1],
        "flag": [closed.pk, 1],
        "certificate_request": [module.pk],
        "path_certificate_request": [path.pk],
        "certificate_correct": [code],
        "certificate_name_shown": [code],
        "hand_over": [code],
    }
    return {name: reverse(name, args=arguments.get(name, [closed.pk])) for name in PERSONAL}


def cookie_of(learner):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    return browser


def account_of(user):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.force_login(user)
    return browser


def forged_cookie(learner):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, key="guessed", salt=SALT)
    return browser


STRANGERS = {
    "nobody": lambda learner, bob: Client(headers={"Sec-Fetch-Site": "same-origin"}),
    "another cookie": lambda learner, bob: cookie_of(LearnerFactory()),
    "a forged cookie": lambda learner, bob: forged_cookie(learner),
    "the cookie of a learner tied to an account": lambda learner, bob: cookie_of(learner),
    "another account": lambda learner, bob: account_of(bob),
}


@pytest.fixture(params=STRANGERS)
def intruder(request, alices, bob):
    LearnerFactory(user=bob)
    return STRANGERS[request.param](alices, bob)


def test_the_owner_is_shown_what_is_hers_and_no_cache_keeps_it(addresses, alice):
    browser = account_of(alice)

    for url in addresses.values():
        response = browser.get(url)
        assert response.status_code in (200, 302), url
        assert response.headers["Cache-Control"] == NOT_KEPT, url


def test_a_stranger_finds_nothing_there(addresses, intruder):
    assert {name: intruder.get(url).status_code for name, url in addresses.items()} == (
        dict.fromkeys(PERSONAL, 404)
    )


def test_a_stranger_writes_nothing_there(addresses, intruder):
    def rows():
        return [model.objects.count() for model in (Response, Completion, Certificate, LessonDone)]

    before = rows()

    for url in addresses.values():
        response = intruder.post(url, {"choice": "0", "name": "Mallory"})
        assert response.status_code in (404, 405), url
    assert rows() == before


def test_a_stranger_cannot_answer_an_open_attempt(intruder, alices):
    opened = Attempt.objects.get(state=Attempt.State.OPEN)

    response = intruder.post(reverse("question", args=[opened.pk, 2]), {"choice": "0"})

    assert response.status_code == 404
    assert opened.responses.count() == 1


@pytest.fixture
def own_pages(module):
    pages = [reverse(name, args=[module.pk]) for name in ("module_progress", "quiz_conditions")]
    return [reverse("journey"), reverse("attempts"), *pages]


def test_a_stranger_is_shown_an_empty_journey(own_pages, intruder, module):
    for url in own_pages:
        page = intruder.get(url)
        assert page.status_code == 200
        html = page.content.decode()
        assert reverse("certificate_request", args=[module.pk]) not in html
        assert str(Attempt.objects.get(state=Attempt.State.OPEN).pk) not in html


def test_ones_own_pages_are_kept_by_no_cache_and_no_search_engine(own_pages, alices, alice):
    for url in own_pages:
        page = account_of(alice).get(url)
        assert page.headers["Cache-Control"] == NOT_KEPT
        assert '<meta name="robots" content="noindex">' in page.content.decode()
