"""A learner reports a problem with a question; a trainer reads it, without knowing who told."""

import datetime

import pytest
from django.test import Client

from courses.learning import actions
from elearning.accounts.roles import TRAINER
from quizzes.models import Flag
from quizzes.personal_data import erase_for, export_for
from quizzes.reports.flags import MOST_A_DAY, TooManyFlags, flag
from tests.conftest import right_form
from tests.editing import sign_in
from tests.factories import LearnerFactory, UserFactory, make_module, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(alice):
    return LearnerFactory(user=alice)


@pytest.fixture
def attempt(learner, now):
    """Alice has answered the first of three questions."""
    attempt = actions.start_quiz(make_module(), learner, now)
    actions.answer(attempt.pk, {"learner": learner}, 0, right_form(attempt, 0), now)
    return attempt


@pytest.fixture
def browser(alice):
    client = Client()
    client.force_login(alice)
    return client


def address(attempt, number=1):
    return f"/quiz/{attempt.pk}/{number}/signaler/"


def test_the_explained_answer_leads_to_the_report(browser, attempt):
    page = browser.get(f"/quiz/{attempt.pk}/1/").content.decode()

    assert f'href="{address(attempt)}"' in page
    assert "Signaler un problème" in page


def test_a_report_is_kept_and_thanked_for(browser, attempt):
    answer = browser.post(
        address(attempt), {"reason": "wrong", "comment": "Le 33700 ?"}, follow=True
    )

    assert answer.redirect_chain == [(f"/quiz/{attempt.pk}/1/", 302)]
    assert "Merci" in answer.content.decode()
    kept = Flag.objects.get()
    assert (kept.reason, kept.comment, kept.response.position) == ("wrong", "Le 33700 ?", 0)
    assert attempt.responses.count() == 1


def test_a_second_report_of_the_same_answer_changes_nothing(browser, attempt):
    for reason in ("wrong", "unclear"):
        browser.post(address(attempt), {"reason": reason})

    assert Flag.objects.get().reason == "wrong"


def test_what_was_answered_in_an_examination_is_reported_once_it_is_sent(learner, browser, now):
    module = make_module(quiz=make_quiz(purpose="examination"))
    attempt = actions.start_quiz(module, learner, now)
    actions.answer(attempt.pk, {"learner": learner}, 0, right_form(attempt, 0), now)
    actions.send(attempt.pk, {"learner": learner}, now)
    answers = f"/quiz/{attempt.pk}/reponses/"

    page = browser.get(answers).content.decode()
    sent = browser.post(address(attempt), {"reason": "unclear"}, follow=True)

    assert f'href="{address(attempt)}"' in page
    assert page.count("/signaler/") == 1  # two questions have no answer
    assert sent.redirect_chain == [(f"{answers}#question-1", 302)]
    assert "Merci" in sent.content.decode()


@pytest.mark.parametrize(
    "form", [{}, {"reason": "insult"}, {"reason": "other", "comment": "x" * 301}]
)
def test_a_reason_of_the_list_is_needed(browser, attempt, form):
    page = browser.post(address(attempt), form)

    assert "Il y a un problème" in page.content.decode()
    assert not Flag.objects.exists()


def test_a_question_not_answered_yet_cannot_be_reported(browser, attempt):
    assert browser.get(address(attempt, number=2)).status_code == 404
    assert browser.get(address(attempt, number=0)).status_code == 404


def test_a_stranger_reports_nothing_in_anothers_name(bob, attempt):
    stranger = Client()
    stranger.force_login(bob)
    for client in (stranger, Client()):
        assert client.get(address(attempt)).status_code == 404
        assert client.post(address(attempt), {"reason": "wrong"}).status_code == 404
    assert not Flag.objects.exists()


def test_one_learner_reports_so_many_questions_a_day(learner, browser, attempt, now, finish):
    module = make_module()
    for _ in range(4):
        for response in finish(actions.start_quiz(module, learner, now)).responses.all():
            if Flag.objects.count() < MOST_A_DAY:
                flag(response, "unclear", "", now)
    response = attempt.responses.get()
    with pytest.raises(TooManyFlags):
        flag(response, "unclear", "", now)
    page = browser.post(address(attempt), {"reason": "unclear"})
    assert "Réessayez demain" in page.content.decode()

    assert flag(response, "unclear", "", now + datetime.timedelta(days=1, seconds=1))


def test_a_trainer_reads_reports_without_names_and_marks_them_as_handled(browser, attempt, alice):
    browser.post(address(attempt), {"reason": "outdated", "comment": "Numéro changé"})
    trainer = sign_in(TRAINER)
    flags, question = (
        "/cms/statistiques/signalements/",
        Flag.objects.get().response.version.question,
    )

    page = trainer.get(flags).content.decode()
    assert "Numéro changé" in page
    assert "périmée" in page
    assert alice.email not in page
    assert "1 problème signalé" in trainer.get("/cms/").content.decode()
    editor = trainer.get(f"/cms/snippets/quizzes/question/edit/{question.pk}/").content.decode()
    assert f"{flags}?question={question.pk}" in editor
    assert trainer.get(f"{flags}?question={question.pk}").context["flags"].paginator.count == 1

    trainer.post(f"{flags}{Flag.objects.get().pk}/")

    assert "Numéro changé" not in trainer.get(flags).content.decode()
    assert Flag.objects.get().handled_by is not None


def test_only_trainers_handle_reports(browser, attempt):
    browser.post(address(attempt), {"reason": "outdated"})
    signed_in = Client()
    signed_in.force_login(UserFactory())
    for client in (Client(), signed_in):
        assert client.get("/cms/statistiques/signalements/").status_code == 302
        client.post(f"/cms/statistiques/signalements/{Flag.objects.get().pk}/")
    assert Flag.objects.to_handle().exists()


def test_what_one_reported_is_shown_to_them_and_forgotten_with_them(
    browser, attempt, learner, finish
):
    finish(attempt)
    browser.post(address(attempt), {"reason": "wrong", "comment": "Je m’appelle Alice"})

    (table,) = [table for table in export_for(learner, None) if table.name == "signalements"]
    assert "Je m’appelle Alice" in table.rows[0]

    erase_for(learner, None)

    assert list(Flag.objects.values_list("reason", "comment")) == [("wrong", "")]
