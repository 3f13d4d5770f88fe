"""Who writes a module tries it as a learner: nothing is noted, nothing is counted."""

import pytest
from django.db import connection
from django.utils.translation import gettext as _

from courses.learning.models import Enrolment
from courses.models import ModulePage, OrientationPage
from elearning.accounts.models import Learner
from elearning.accounts.roles import TRAINER
from quizzes.models import Attempt, QuizDraw
from tests.editing import sign_in
from tests.factories import make_module, make_question, make_quiz, single
from tests.guards import refuse_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=1)


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def written_nothing(trainer):
    trainer.get("/cms/")
    with connection.execute_wrapper(refuse_writes):
        yield
    assert not Attempt.objects.exists()
    assert not Learner.objects.exists()
    assert not Enrolment.objects.exists()


def address(module, rest=""):
    return f"/cms/modules/{module.pk}/essai/{rest}"


def choose(response, right):
    """Return what a browser posts to choose the option whose feedback says so."""
    options = response.context["options"]
    matching = (n for n, one in enumerate(options) if (one.text == "Rappeler") == right)
    return {"choice": str(next(matching))}


def walk(trainer, module, right):
    url = address(module, "1/")
    while "/resultat/" not in url:
        response = trainer.post(url, choose(trainer.get(url), right))
        assert response.context["verdict"] == ("right" if right else "wrong")
        url = response.context["next_url"]
    return trainer.get(url)


def test_the_right_path_passes_and_leads_to_the_certificate(trainer, module, written_nothing):
    result = walk(trainer, module, right=True)
    certificate = trainer.get(result.context["certificate_url"]).content.decode()

    assert result.context["passed"] is True
    assert (result.context["right"], result.context["total"]) == (3, 3)
    assert module.title in certificate
    assert _("This is an example: it was issued to nobody.") in certificate


def test_the_wrong_path_does_not(trainer, module, written_nothing):
    result = walk(trainer, module, right=False)

    assert result.context["passed"] is False
    assert result.context["missing"] == 3
    assert result.context["certificate_url"] is None


def test_a_blank_answer_is_asked_for_and_a_forged_one_refused(trainer, module, written_nothing):
    url = address(module, "1/")

    assert trainer.post(url, {}).context["error"]
    assert trainer.post(url, {"choice": "99"}).status_code == 400


@pytest.mark.parametrize("shown", ["juste", "faux"])
def test_both_answers_are_explained_without_answering(trainer, module, shown, written_nothing):
    response = trainer.get(address(module, f"2/?montrer={shown}"))

    assert response.context["verdict"] == ("right" if shown == "juste" else "wrong")


def test_drafts_are_tried_and_what_cannot_be_asked_is_named(trainer, module):
    draft = make_question(published=False, value=single(stem="Un brouillon ?"))
    lacking = make_question(published=False, value=single() | {"options": []})
    for question in (draft, lacking):
        question.save_revision()
    module.quiz.draws.add(QuizDraw(question=draft), QuizDraw(question=lacking))
    module.quiz.save_revision()

    response = trainer.get(address(module))

    trial = response.context["trial"]
    assert "Un brouillon ?" in response.content.decode()
    assert (len(trial.questions), trial.unfinished) == (4, [lacking])
    assert trainer.get(address(module, "4/")).status_code == 200


def test_an_agent_has_an_organisation_on_the_certificate(trainer, module, written_nothing):
    agent = trainer.get(address(module, "attestation/?pour=agent")).content.decode()
    citizen = trainer.get(address(module, "attestation/")).content.decode()

    assert "Mairie de Valdoire" in agent
    assert "Mairie de Valdoire" not in citizen


@pytest.mark.parametrize("points", ["x", "2", "1,1,1,1", "1/0", "-1"])
def test_points_that_nobody_can_have_are_not_found(trainer, module, points):
    assert trainer.get(address(module, f"resultat/?points={points}")).status_code == 404


def test_a_module_just_begun_can_be_tried(trainer):
    make_module()
    form = {
        "title": "Les faux RIB",
        "orientation": OrientationPage.objects.get().pk,
        "outline": "reflexe",
        "objective_1": "Vérifier un RIB.",
    }
    trainer.post("/cms/modules/nouveau/", form)
    module = ModulePage.objects.get(title="Les faux RIB")

    page = trainer.get(address(module))

    assert len(page.context["trial"].questions) == 8
    for number in range(1, 9):
        assert trainer.get(address(module, f"{number}/")).status_code == 200
        assert trainer.get(address(module, f"{number}/?montrer=faux")).status_code == 200
    assert trainer.get(address(module, "9/")).status_code == 404


def test_the_list_costs_the_same_whatever_the_bank(trainer, django_assert_max_num_queries):
    module = make_module(lessons=1, quiz=make_quiz(questions=4, draw=2))
    trainer.get(address(module))
    with django_assert_max_num_queries(100) as few:
        trainer.get(address(module))

    category = module.quiz.draws.get().category
    for _number in range(6):
        make_question(category=category)
    with django_assert_max_num_queries(len(few)):
        trainer.get(address(module))


def test_nobody_else_tries_it(client, module, bob):
    client.force_login(bob)

    assert client.get(address(module)).status_code == 302
