"""A regrade flows to completions; a certificate stays unless a trainer chose otherwise, and why."""

import datetime

import pytest
from django.test import Client

from courses.certificates.models import Certificate
from courses.learning import actions, issuing, regrading
from courses.learning.models import Completion
from courses.models import ModulePage
from elearning.accounts.roles import REVIEWER, TRAINER
from quizzes.models import Question, Regrade
from tests.conftest import right_form
from tests.editing import sign_in
from tests.factories import LearnerFactory, UserFactory, make_module, make_quiz, single

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    quiz = make_quiz(questions=2, pass_mark=100, shuffle_questions=False, shuffle_options=False)
    return make_module(lessons=1, quiz=quiz)


@pytest.fixture
def question(module):
    return Question.objects.order_by("pk").first()


@pytest.fixture
def taken(module, now):
    """Let a new learner take the module, choosing an option of the first question by its place."""

    def taken(first):
        learner = LearnerFactory()
        actions.finish_lesson(module.lessons[0], learner, now)
        attempt = actions.start_quiz(module, learner, now)
        owner = {"learner": learner}
        actions.answer(attempt.pk, owner, 0, {"choice": [str(first)]}, now)
        actions.answer(attempt.pk, owner, 1, right_form(attempt, 1), now)
        return learner

    return taken


def certified(learner, now):
    return issuing.issue_certificate(Completion.objects.get(learner=learner), "Alice", now)


def correct(question):
    """Publish the question with the second option for the right one; they stay where they are."""
    value = single(stem="Corrigée ?")
    for option in value["options"]:
        option["value"]["correct"] = option["value"]["text"] == "Cliquer"
    question.content = [{"type": "single", "value": value}]
    question.save_revision().publish()
    return Question.objects.select_related("current_version").get(pk=question.pk)


def apply(question, alice, now, withdraws=False):
    return regrading.regrade(
        question, by=alice, reason="La clé était fausse", withdraws=withdraws, now=now
    )


def test_those_who_pass_by_it_have_completed_the_module(question, taken, alice, now):
    learner = taken(1)
    assert not Completion.objects.exists()

    apply(correct(question), alice, now)

    assert Completion.objects.get().learner == learner


def test_completions_and_certificates_stay_by_default(question, taken, alice, now):
    learner = taken(0)
    certificate = certified(learner, now)

    apply(correct(question), alice, now)

    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.VALID
    assert Completion.objects.filter(learner=learner).exists()


def test_certificates_are_withdrawn_when_the_trainer_says_so(question, taken, alice, now):
    lost, kept = certified(taken(0), now), certified(taken(0), now)
    again = actions.start_quiz(question_module(question), kept.learner, now)
    corrected = correct(question)
    actions.answer(again.pk, {"learner": kept.learner}, 0, {"choice": ["1"]}, now)
    actions.answer(again.pk, {"learner": kept.learner}, 1, right_form(again, 1), now)

    apply(corrected, alice, now, withdraws=True)

    lost.refresh_from_db()
    kept.refresh_from_db()
    assert lost.state == Certificate.State.REVOKED
    assert kept.state == Certificate.State.VALID, "another attempt passes"


def question_module(question):
    return ModulePage.objects.get()


@pytest.fixture
def renewing(taken, module, now):
    """Let a new learner, whose certificate ends, take the quiz to renew with as they choose."""
    shorter = make_quiz(questions=1, pass_mark=100, shuffle_options=False)
    ModulePage.objects.filter(pk=module.pk).update(renewal_quiz=shorter, validity_months=24)

    def renewing(first):
        certificate = certified(taken(0), now)
        Completion.objects.update(completed_at=now - datetime.timedelta(days=700))
        Certificate.objects.update(renewable_from=now.date(), valid_until=now.date())
        attempt = actions.begin(shorter, certificate.learner, now)
        owner = {"learner": certificate.learner}
        actions.answer(attempt.pk, owner, 0, {"choice": [str(first)]}, now)
        return certificate

    return renewing


def test_those_who_pass_a_quiz_to_renew_with_have_renewed(renewing, alice, now):
    first = renewing(1)
    assert Completion.objects.get().cycle == 1

    apply(correct(Question.objects.latest("pk")), alice, now)

    assert [one.cycle for one in Completion.objects.order_by("cycle")] == [1, 2]
    assert Certificate.objects.filter(learner=first.learner).count() == 2


def test_a_quiz_to_renew_with_puts_the_renewed_certificate_alone_at_stake(renewing, alice, now):
    first = renewing(0)
    corrected = correct(Question.objects.latest("pk"))
    assert regrading.preview(corrected).certificates == 1

    apply(corrected, alice, now, withdraws=True)

    states = dict(Certificate.objects.values_list("cycle", "state"))
    assert states == {1: Certificate.State.VALID, 2: Certificate.State.REVOKED}
    first.refresh_from_db()
    assert first.state == Certificate.State.VALID


def test_the_effect_is_told_in_numbers(question, taken, now):
    certified(taken(0), now)
    taken(1)
    taken(2)

    effect = regrading.preview(correct(question))

    assert (effect.attempts, effect.higher, effect.lower) == (3, 1, 1)
    assert (effect.passing, effect.failing, effect.certificates) == (1, 1, 1)


def test_a_reviewer_sees_then_applies_and_says_why(question, taken, now):
    taken(1)
    correct(question)
    reviewer, address = sign_in(REVIEWER), f"/cms/corriger/{question.pk}/"
    editor = reviewer.get(f"/cms/snippets/quizzes/question/edit/{question.pk}/")
    assert f'href="{address}"' in editor.content.decode()

    page = reviewer.get(address)
    assert page.context["effect"].passing == 1
    reviewer.post(address, {"reason": ""})
    assert not Regrade.objects.exists()

    done = reviewer.post(address, {"reason": "Faute de frappe", "withdraws": ""}, follow=True)

    assert "Faute de frappe" in done.content.decode()
    assert not Regrade.objects.get().withdraws
    assert Completion.objects.exists()


def test_only_those_who_publish_regrade(question, taken):
    taken(1)
    correct(question)
    signed_in = Client()
    signed_in.force_login(UserFactory())
    for client in (sign_in(TRAINER), signed_in, Client()):
        address = f"/cms/corriger/{question.pk}/"
        assert client.get(address).status_code == 302
        client.post(address, {"reason": "Pour voir"})
    assert not Regrade.objects.exists()


def test_a_question_with_other_options_says_that_it_cannot(question, taken):
    taken(1)
    question.content = [{"type": "single", "value": single(wrong=("Attendre",))}]
    question.save_revision().publish()

    page = sign_in(REVIEWER).get(f"/cms/corriger/{question.pk}/").content.decode()

    assert "mêmes options" in page
    assert 'name="reason"' not in page
