"""What has been kept long enough goes, the rest stays, and the page for the DPO says the same."""

import datetime
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from wagtail.models import ModelLogEntry, PageLogEntry

from courses.certificates.models import Certificate
from courses.learning.models import Completion
from elearning.accounts.models import Learner, User
from elearning.privacy.models import InactivityNotice
from elearning.privacy.retention import terms
from quizzes.models import AnswerTotal, Attempt, Response
from tests.elearning.privacy.people import EMAIL, NAME, database_text, learn, make_person
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MODELS = (AnswerTotal, Attempt, Certificate, Completion, Learner, Response, User)


@pytest.fixture
def purge(monkeypatch, now):
    """Purge as of so many days from now, and return what was said."""

    def purge(days=0, **options):
        moment = now + days * DAY
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        output = StringIO()
        call_command("purge_expired", stdout=output, **options)
        return output.getvalue()

    return purge


def rows():
    return [sorted(map(str, model.objects.values_list())) for model in MODELS]


def answers():
    return [answer for answer in Response.objects.values_list("answer", flat=True) if answer]


def test_the_day_after_nothing_is_due(purge):
    make_person()
    before = rows()

    said = purge(days=1)

    assert rows() == before
    assert re.findall(r"[1-9]\d*", said) == []


def test_answers_are_forgotten_after_twelve_months_and_scores_stay(purge):
    learn(LearnerFactory(user=UserFactory()))
    scores = list(Attempt.objects.exclude(score=None).values_list("score", "passed"))
    points = sum(Response.objects.filter(attempt__passed=True).values_list("points", flat=True))

    purge(days=364)
    assert len(answers()) == Response.objects.count()
    purge(days=366)

    assert answers() == []
    assert list(Attempt.objects.values_list("score", "passed")) == scores
    assert sum(Response.objects.values_list("points", flat=True)) == points
    assert sum(AnswerTotal.objects.values_list("count", flat=True)) == Response.objects.count()


def test_quizzes_never_ended_go_after_twelve_months(purge):
    learn(LearnerFactory(user=UserFactory()))

    purge(days=366)

    assert not Attempt.objects.filter(state=Attempt.State.OPEN).exists()


def test_people_without_account_are_let_go_after_thirteen_months(purge):
    learner = LearnerFactory()
    learn(learner)

    purge(days=394)
    assert Learner.objects.filter(pk=learner.pk).exists()
    purge(days=396)

    assert str(learner.pk) not in database_text()
    assert Completion.objects.count() == 1
    assert Certificate.objects.get().holder_name == NAME
    assert Certificate.objects.get().learner is None


def test_what_was_let_go_is_let_go_once(purge):
    learn(LearnerFactory())
    purge(days=396)
    before = rows()

    said = purge(days=396 + 396)

    assert rows() == before
    assert re.findall(r"[1-9]\d*", said) == []


def test_names_on_certificates_go_after_five_years(purge):
    learn(LearnerFactory())

    purge(days=5 * 365 - 1)
    assert Certificate.objects.get().holder_name == NAME
    purge(days=5 * 365 + 1)

    assert Certificate.objects.get().shown_name == ""
    assert NAME not in database_text()


def test_acts_in_the_editor_go_after_twelve_months(purge):
    make_person()

    purge(days=366)

    assert not PageLogEntry.objects.exists()
    assert not ModelLogEntry.objects.exists()


def test_an_unused_account_gets_two_notices_and_is_then_closed(purge):
    make_person()

    purge(days=668)
    assert mail.outbox == []
    for day in (671, 680, 716):
        purge(days=day)
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    purge(days=717)
    purge(days=725)
    assert len([one for one in mail.outbox if one.to == [EMAIL]]) == 2
    purge(days=730)
    assert User.objects.filter(email=EMAIL).exists()
    purge(days=732)

    assert not User.objects.filter(email=EMAIL).exists()
    assert EMAIL not in database_text()
    assert Certificate.objects.get().holder_name == NAME


def test_the_notice_says_when_and_how_to_stay_with_whole_links_and_nothing_hidden(purge):
    make_person()

    purge(days=671)

    (message,) = mail.outbox
    assert "sera fermé" in message.subject
    assert "http://127.0.0.1:8000/compte/login/" in message.body
    assert "http://127.0.0.1:8000/compte/mes-donnees/" in message.body
    assert "&" not in message.body


def test_a_sign_in_voids_the_notices(purge, now):
    person = make_person()
    for day in (671, 717):
        purge(days=day)
    User.objects.filter(pk=person.pk).update(last_login=now + 720 * DAY)

    purge(days=740)

    assert User.objects.filter(pk=person.pk).exists()


def test_an_account_unused_for_years_is_not_closed_before_its_two_notices(purge, now):
    person = UserFactory(last_login=now - 3000 * DAY)

    for day in (0, 1, 2, 45):
        purge(days=day)
    assert InactivityNotice.objects.get().step == InactivityNotice.Step.FIRST
    purge(days=47)
    purge(days=60)

    assert User.objects.filter(pk=person.pk).exists()
    purge(days=62)
    assert not User.objects.filter(pk=person.pk).exists()


def test_a_mail_that_did_not_leave_is_sent_at_the_next_run(purge, monkeypatch):
    make_person()

    def down():
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("elearning.mail.get_connection", down)
        with pytest.raises(ConnectionRefusedError):
            purge(days=671)
    assert InactivityNotice.objects.get().sent_at is None
    purge(days=672)

    assert [message.to for message in mail.outbox] == [[EMAIL]]


def test_administrators_accounts_are_closed_by_hand(purge, now):
    UserFactory(is_superuser=True, last_login=now - 3000 * DAY)

    for day in (0, 47, 62):
        purge(days=day)

    assert User.objects.count() == 1
    assert mail.outbox == []


def test_a_dry_run_counts_and_writes_nothing(purge):
    make_person()
    before = rows()

    said = purge(days=2000, dry_run=True)

    assert rows() == before
    assert InactivityNotice.objects.count() == 0
    assert mail.outbox == []
    assert len(re.findall(r"[1-9]\d*", said)) >= 4


def test_purging_again_does_nothing_more(purge):
    make_person()
    for day in (671, 717, 732):
        purge(days=day)
    before = rows()

    purge(days=733)

    assert rows() == before


def test_the_page_for_the_data_protection_officer_says_what_the_code_does():
    page = (settings.BASE_DIR / "docs" / "rgpd.md").read_text()
    lines = [
        f"| {term.rows} | {term.purpose} | {term.period} | {term.outcome} |" for term in terms()
    ]

    missing = [line for line in lines if line not in page]

    assert not missing, "write these rows into docs/rgpd.md:\n" + "\n".join(missing)
    assert page.count("\n| ") == len(lines) + 1, "docs/rgpd.md has rows that the code does not know"
