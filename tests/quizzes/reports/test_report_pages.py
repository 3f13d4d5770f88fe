"""What trainers read of how quizzes and questions fare."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from elearning.accounts.roles import REVIEWER, TRAINER
from quizzes.models import Category, Flag, ItemReport
from quizzes.reports.flags import flag
from quizzes.reports.words import sentences
from tests.editing import sign_in
from tests.factories import UserFactory, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def quiz(sit, report):
    """Taken by thirty: the first question is too easy, the best fail the last one."""
    quiz = make_quiz(questions=3, shuffle_questions=False)
    for answers in ["110", "110", "101"] * 10:
        sit(quiz, answers)
    report(quiz)
    return quiz


def read(page):
    """Return a page as it reads, its spaces being all alike."""
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def addresses(quiz):
    item = ItemReport.objects.filter(quiz=quiz).order_by("version").first()
    return [
        "/cms/statistiques/",
        f"/cms/statistiques/{quiz.pk}/",
        f"/cms/statistiques/{quiz.pk}/questions.csv",
        f"/cms/statistiques/{quiz.pk}/{item.version_id}/",
        f"/cms/statistiques/question/{item.version.question_id}/",
    ]


def test_only_trainers_see_statistics(trainer, quiz):
    signed_in = Client()
    signed_in.force_login(UserFactory())
    for address in addresses(quiz):
        assert trainer.get(address, follow=True).status_code == 200
        assert signed_in.get(address).status_code == 302
        assert Client().get(address).status_code == 302


def test_another_s_figures_are_read_by_nobody_but_who_reviews(trainer, quiz):
    item = ItemReport.objects.filter(quiz=quiz).order_by("version").first()
    ItemReport.objects.filter(pk=item.pk).update(severity=3)
    flag(item.version.responses.first(), "wrong", "Non.", timezone.now())
    owner, reviewer = UserFactory(), sign_in(REVIEWER)
    Category.objects.update(owner=owner)
    handle = f"/cms/statistiques/signalements/{Flag.objects.get().pk}/"

    for address in addresses(quiz)[1:]:
        assert trainer.get(address).status_code == 404, address
        assert reviewer.get(address, follow=True).status_code == 200
    assert trainer.post(handle).status_code == 404
    for address in ("/cms/statistiques/", "/cms/"):
        assert f"/cms/statistiques/{quiz.pk}/" not in trainer.get(address).content.decode()
        assert f"/cms/statistiques/{quiz.pk}/" in reviewer.get(address).content.decode()
    assert "Non." not in trainer.get(reverse("flags")).content.decode()

    Category.objects.get().shared_with.add(get_user_model().objects.get(groups__name=TRAINER.name))
    assert trainer.get(f"/cms/statistiques/{quiz.pk}/").status_code == 200


def test_a_quiz_without_statistics_says_so(trainer):
    quiz = make_quiz()

    page = trainer.get(f"/cms/statistiques/{quiz.pk}/").content.decode()

    assert "Pas assez de données" in page
    assert "<svg viewBox" not in page
    assert trainer.get("/cms/statistiques/999999/").status_code == 404


def test_the_questions_of_a_quiz_come_the_gravest_first(trainer, quiz):
    answer = trainer.get(f"/cms/statistiques/{quiz.pk}/")

    page, severities = read(answer), [item["report"].severity for item in answer.context["items"]]
    assert severities == sorted(severities, reverse=True)
    assert "Les meilleurs se trompent : vérifiez la clé." in page
    assert "100 % de réussite : trop facile." in page


def test_a_question_tells_who_answers_what(trainer, quiz):
    page = trainer.get(addresses(quiz)[3])

    (right,) = [row for row in page.context["answers"]["rows"] if row["right"]]
    assert [third["count"] for third in right["thirds"]] == page.context["answers"]["sizes"]
    assert "Personne ne choisit « Payer »" in read(page)


def test_where_nothing_is_right_the_page_tells_who_said_what(trainer, declaring, report):
    quiz, own = declaring
    report(quiz)

    page = trainer.get(f"/cms/statistiques/{quiz.pk}/{own.current_version_id}/")

    assert [row["text"] for row in page.context["answers"]["rows"]] == ["Jamais", "Parfois"]
    assert "rien de juste ni de faux" in read(page)
    assert "Indice de facilité" not in read(page)
    assert "rien de juste ni de faux" in read(trainer.get(f"/cms/statistiques/{quiz.pk}/"))


def test_a_file_for_a_spreadsheet_holds_the_same_figures(trainer, quiz):
    answer = trainer.get(addresses(quiz)[2])

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3
    assert {row["Indice de facilité (%)"] for row in rows} == {"100,0", "66,7", "33,3"}
    assert answer["Content-Disposition"] == f'attachment; filename="{quiz.slug}.csv"'


def test_the_home_page_of_the_editor_shows_the_worst_questions(trainer, quiz):
    page = trainer.get("/cms/").content.decode()

    assert "3 questions à regarder" in page
    assert f"/cms/statistiques/{quiz.pk}/" in page


def test_editors_of_a_question_and_of_a_quiz_lead_to_statistics(trainer, quiz):
    question = ItemReport.objects.first().version.question

    assert (
        f"/cms/statistiques/{quiz.pk}/"
        in trainer.get(f"/cms/snippets/quizzes/quiz/edit/{quiz.pk}/").content.decode()
    )
    assert (
        f"/cms/statistiques/question/{question.pk}/"
        in trainer.get(f"/cms/snippets/quizzes/question/edit/{question.pk}/").content.decode()
    )


def test_the_pages_cost_the_same_whatever_the_number_of_questions(
    trainer, quiz, django_assert_max_num_queries
):
    for address in addresses(quiz)[:4]:
        with django_assert_max_num_queries(25):
            trainer.get(address)


@pytest.mark.parametrize("text", ["Payer", "« Payer »", "«Payer»"])
def test_an_answer_that_is_a_quotation_is_quoted_once(text):
    (told,) = sentences([{"code": "unused", "percent": 0, "key": "a"}], {"a": text})

    assert told.count("«") == told.count("»") == 1
    assert "Payer" in told
