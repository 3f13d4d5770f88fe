"""What is held of a person is hers to see, to take away and to erase."""

import csv
import io
import json
import re
import shutil
import zipfile
from functools import partial

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from courses.certificates.keys import NoKey
from courses.certificates.models import Certificate
from courses.learning.models import Completion
from elearning.accounts.learners import SALT
from elearning.accounts.models import Learner, User
from elearning.cms.limits import Limit
from elearning.lib.personal_data import File, Table
from elearning.privacy import actions, views
from elearning.privacy.archive import make_documents
from quizzes.models import AnswerTotal, Attempt, Response
from tests.certificates import make_certificate
from tests.elearning.privacy.people import EMAIL, NAME, database_text, learn, make_person
from tests.factories import LearnerFactory

pytestmark = pytest.mark.django_db

SURE = {"sure": "on"}
PASSWORD = "sept mots tirés au hasard"


@pytest.fixture
def person():
    return make_person()


def signed_in(user):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.force_login(user)
    return browser


def with_cookie(learner):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    return browser


def recently(browser):
    """Make the browser one that has just typed its password again."""
    answer = browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return browser


def archive(browser):
    response = browser.post(reverse("my_archive"))
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    return unzipped(response)


def unzipped(response):
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_not_knowing_is_an_answer_like_another(person):
    Response.objects.filter(attempt__learner=person.learner).update(answer={"dont_know": True})

    assert "Je ne sais pas" in signed_in(person).get(reverse("my_data")).content.decode()
    answers = json.loads(archive(signed_in(person)).read("mes-donnees.json"))
    assert "Je ne sais pas" in json.dumps(answers, ensure_ascii=False)


def test_the_page_tells_everything_in_words(person):
    page = signed_in(person).get(reverse("my_data")).content.decode()

    for held in (EMAIL, NAME, "Rappeler", "Note de Camille", "TOTP", "Leçon 1"):
        assert held in page, held


def test_the_archive_holds_tables_a_file_for_programs_and_certificates(person):
    files = archive(signed_in(person))
    data = json.loads(files.read("mes-donnees.json"))
    code = Certificate.objects.get().readable_code

    assert EMAIL in data["compte"]["rows"][0].values()
    assert len(data["reponses"]["rows"]) == Response.objects.count()
    assert files.read(f"attestations/{code}.pdf").startswith(b"%PDF")
    assert {f"{name}.csv" for name in data} <= set(files.namelist())
    rows = list(csv.reader(io.StringIO(files.read("quiz.csv").decode()), delimiter=";"))
    assert len(rows) == 1 + Attempt.objects.count()


def test_certificates_are_made_a_few_at_a_time_until_none_is_missing(monkeypatch):
    learner = LearnerFactory()
    codes = {make_certificate(learner=learner).readable_code for _ in range(2)}
    monkeypatch.setattr(views, "MAKING", 0)  # seconds: one certificate at a time
    monkeypatch.setattr(views, "ARCHIVES", Limit("archive", most=1, window=3600))
    browser = with_cookie(learner)

    assert "0 attestation sur 2 est prête" in browser.get(reverse("my_archive")).content.decode()
    assert "1 attestation sur 2 est prête" in browser.post(reverse("my_archive")).content.decode()
    assert "1 attestation sur 2 est prête" in browser.get(reverse("my_archive")).content.decode()
    assert {f"attestations/{code}.pdf" for code in codes} <= set(archive(browser).namelist())
    assert "Tout est prêt" in browser.get(reverse("my_archive")).content.decode()
    assert browser.post(reverse("my_archive")).status_code == 429  # only what was sent counts


def test_a_certificate_that_cannot_be_made_keeps_nobody_from_the_rest(
    settings, tmp_path, monkeypatch, caplog
):
    settings.CERTIFICATE_KEYS = shutil.copytree(settings.CERTIFICATE_KEYS, tmp_path / "keys")
    monkeypatch.setattr(views, "MAKING", 0)  # seconds: one certificate at a time
    learner = LearnerFactory()
    names = {
        f"attestations/{make_certificate(learner=learner).readable_code}.pdf" for _ in range(3)
    }
    browser, address = with_cookie(learner), reverse("my_archive")
    browser.post(address)  # one is made, and kept
    for seal in settings.CERTIFICATE_KEYS.glob("*.p12"):
        seal.unlink()

    page = browser.post(address).content.decode()
    assert "1 attestation sur 3 est prête" in page
    assert "1 attestation ne peut pas être faite" in page
    failed = re.findall(r'name="failed" value="([^"]+)"', page)
    files = unzipped(browser.post(address, {"failed": failed}))

    (made,) = names & set(files.namelist())
    missing = names - {made}
    assert set(failed) < missing
    read_me = files.read("LISEZ-MOI.txt").decode()
    assert "Ces documents manquent" in read_me
    assert {name for name in names if name in read_me} == missing
    table = json.loads(files.read("mes-donnees.json"))["attestations"]
    assert table["documents_not_made"] == sorted(missing)
    assert len(table["rows"]) == 3
    assert {type(record.exc_info[1]) for record in caplog.records} == {NoKey}
    assert not any(name[13:-4] in caplog.text for name in names)  # a code says whose it is


def test_an_archive_comes_without_any_key(settings, tmp_path):
    settings.CERTIFICATE_KEYS = tmp_path
    certificate = make_certificate()
    browser = with_cookie(certificate.learner)

    assert "0 attestation sur 1" in browser.get(reverse("my_archive")).content.decode()
    missing = f"attestations/{certificate.readable_code}.pdf"
    assert missing in archive(browser).read("LISEZ-MOI.txt").decode()


def test_what_is_said_to_have_failed_is_one_s_own_or_nothing():
    certificate = make_certificate()
    someone_else = f"attestations/{make_certificate().readable_code}.pdf"
    browser = with_cookie(certificate.learner)

    files = unzipped(browser.post(reverse("my_archive"), {"failed": [someone_else, "../x"]}))

    assert f"attestations/{certificate.readable_code}.pdf" in files.namelist()
    assert someone_else not in files.read("LISEZ-MOI.txt").decode()


def test_no_document_is_begun_once_the_time_is_over():
    now, shelf = [0.0], {"1.pdf": b"1"}

    def make(name):
        now[0] += 8
        return shelf.setdefault(name, name.encode())

    files = {
        name: File(partial(shelf.get, name), partial(make, name))
        for name in ("1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf")
    }
    table = Table("papiers", "Papers", "Because.", ("Title",), [("A",)], files)

    some = make_documents([table], 20, lambda: now[0])
    assert list(some.ready) == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert not some.complete
    assert make_documents([table], 20, lambda: now[0]).complete
    assert now[0] == 40  # none is made twice


def test_no_secret_of_the_account_is_in_the_archive(person):
    files = archive(signed_in(person))
    everything = "".join(
        files.read(name).decode() for name in files.namelist() if not name.endswith(".pdf")
    )

    assert person.password not in everything
    assert "secret" not in everything.replace("Leurs secrets", "")


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0"])
def test_a_spreadsheet_computes_nothing_that_a_person_typed(name):
    learner = LearnerFactory()
    learn(learner, name=name)

    table = archive(with_cookie(learner)).read("attestations.csv").decode()

    (row,) = list(csv.reader(io.StringIO(table), delimiter=";"))[1:]
    assert row[1] == f"'{name}"


def test_somebody_without_account_sees_takes_and_erases_too():
    learner = LearnerFactory()
    learn(learner)
    browser = with_cookie(learner)

    assert NAME in browser.get(reverse("my_data")).content.decode()
    assert "reponses.csv" in archive(browser).namelist()
    answer = browser.post(reverse("erase_me"), SURE)

    assert answer.cookies["learner"].value == ""
    assert not Learner.objects.filter(pk=learner.pk).exists()
    assert NAME not in database_text()


@pytest.mark.parametrize("who", ["nobody", "another account", "another cookie", "a stolen cookie"])
def test_a_stranger_sees_and_takes_nothing(who, person, bob):
    browser = {
        "nobody": lambda: Client(),
        "another account": lambda: signed_in(bob),
        "another cookie": lambda: with_cookie(LearnerFactory()),
        "a stolen cookie": lambda: with_cookie(person.learner),
    }[who]()

    page = browser.get(reverse("my_data")).content.decode()
    taken = browser.post(reverse("my_archive"))

    assert EMAIL not in page
    assert NAME not in page
    if taken.status_code != 404:
        files = unzipped(taken)
        assert set(files.namelist()) & {"quiz.csv", "attestations.csv"} == set()
        assert all(EMAIL.encode() not in files.read(name) for name in files.namelist())


def test_a_stranger_erases_nothing(person, bob):
    for browser in (Client(), recently(signed_in(bob)), with_cookie(person.learner)):
        browser.post(reverse("erase_me"), SURE)

    assert User.objects.filter(pk=person.pk).exists()
    assert Certificate.objects.get().holder_name == NAME


def test_erasing_leaves_no_trace_of_the_person(person):
    number, picture = str(person.learner.pk), UserProfile.objects.get().avatar
    browser = recently(signed_in(person))

    answer = browser.post(reverse("erase_me"), SURE)

    assert answer.headers["Location"] == reverse("erased")
    left = database_text()
    for trace in (EMAIL, NAME, "Durand", "Note de Camille", number, number.replace("-", "")):
        assert trace not in left, trace
    assert not picture.storage.exists(picture.name)
    assert browser.get(reverse("my_data")).context["user"].is_anonymous


def test_other_sessions_of_the_account_are_closed_and_emptied(person):
    elsewhere = signed_in(person)
    key = elsewhere.session.session_key

    actions.erase(person.learner, person)

    assert not elsewhere.session.exists(key)
    assert elsewhere.get(reverse("my_data")).context["user"].is_anonymous


def test_statistics_stay_without_name_or_number(person):
    graded = Attempt.objects.get(state=Attempt.State.GRADED)
    points = sorted(graded.responses.values_list("points", flat=True))

    actions.erase(person.learner, person)

    graded.refresh_from_db()
    assert graded.passed
    assert sorted(graded.responses.values_list("points", flat=True)) == points
    assert all(answer == {} for answer in graded.responses.values_list("answer", flat=True))
    assert sum(AnswerTotal.objects.values_list("count", flat=True)) == len(points)
    assert Completion.objects.count() == 1
    assert Attempt.objects.filter(state=Attempt.State.OPEN).count() == 0


def test_a_certificate_still_answers_without_its_holder(client, person):
    certificate = Certificate.objects.get()

    actions.erase(person.learner, person)

    page = client.get(certificate.get_absolute_url())
    assert page.status_code == 200
    assert NAME not in page.content.decode()


def test_an_old_cookie_finds_nothing_after_the_erasure():
    learner = LearnerFactory()
    learn(learner)
    elsewhere = with_cookie(learner)

    actions.erase(learner, None)

    assert elsewhere.get(reverse("my_data")).context["tables"] == []
    assert elsewhere.get(reverse("my_archive")).status_code == 404
    assert elsewhere.post(reverse("my_archive")).status_code == 404


def test_an_erasure_that_fails_half_way_erases_nothing(person, monkeypatch):
    def fail(self):
        raise OSError("the disk is full")

    monkeypatch.setattr(User, "delete", fail)

    with pytest.raises(OSError, match="full"):
        actions.erase(person.learner, person)

    assert Certificate.objects.get().holder_name == NAME
    assert Learner.objects.filter(user=person).exists()


def test_an_account_types_its_password_again_before_erasing(person):
    browser = signed_in(person)

    answer = browser.post(reverse("erase_me"), SURE)

    assert "reauthenticate" in answer.headers["Location"]
    assert User.objects.filter(pk=person.pk).exists()


def test_without_the_tick_nothing_is_erased_and_the_page_says_what_to_do(person):
    answer = recently(signed_in(person)).post(reverse("erase_me"), {})

    assert "Cochez la case" in answer.content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_another_site_cannot_make_somebody_erase(person):
    browser = recently(signed_in(person))
    browser.handler.enforce_csrf_checks = True

    answer = browser.post(reverse("erase_me"), SURE, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_what_stays_is_said_before(person):
    page = recently(signed_in(person)).get(reverse("erase_me")).content.decode()

    assert "Ce qui reste" in page
    assert "sans nom ni numéro" in page


@pytest.mark.parametrize("name", ["my_data", "my_archive", "erase_me"])
def test_no_cache_keeps_these_pages(person, name):
    response = recently(signed_in(person)).get(reverse(name))

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_a_longer_history_costs_no_more_queries(person):
    browser = signed_in(person)
    with CaptureQueriesContext(connection) as short:
        browser.get(reverse("my_data"))
    learn(person.learner)
    learn(person.learner)

    with CaptureQueriesContext(connection) as long:
        browser.get(reverse("my_data"))

    assert len(long) <= len(short) <= 48


@pytest.mark.parametrize("name", ["erased", "left_device"])
def test_a_page_that_says_all_is_gone_promises_nothing_kept(client, name):
    assert "est gardée" not in client.get(reverse(name)).content.decode()
