"""A corrected key marks again the answers already given, none of which is rewritten."""

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from quizzes import actions
from quizzes.forgetting import forget_answers
from quizzes.models import AnswerTotal, Attempt, Question, Regrade, RegradedAttempt, Response
from quizzes.regrading import CannotRegrade, changes, regrade
from tests.factories import LearnerFactory, make_quiz, single

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    return make_quiz(questions=2, pass_mark=100, shuffle_questions=False)


@pytest.fixture
def question(quiz):
    """The first question, whose key says "Rappeler"."""
    return Question.objects.order_by("pk").first()


def correct(question, **value):
    """Publish the question with other content."""
    question.content = [{"type": "single", "value": single(**value)}]
    question.save_revision().publish()
    return Question.objects.select_related("current_version").get(pk=question.pk)


def other_key(question):
    """Publish the question with "Cliquer" for the right option; the options are the same."""
    return correct(question, stem="Corrigée ?", right="Cliquer", wrong=("Rappeler", "Payer"))


@pytest.fixture
def answered(quiz, now):
    """Answer the quiz with options by their words, as a new learner."""

    def answered(*texts):
        attempt = actions.start(quiz, LearnerFactory(), now)
        for position, text in enumerate(texts):
            response = {"choice": [place_of(attempt, position, text)]}
            actions.record_response(attempt, position, response, now)
        return attempt

    return answered


def place_of(attempt, position, text):
    version = Question.objects.get(versions=attempt.drawn[position]).versions.get(
        pk=attempt.drawn[position]
    )
    item = version.item
    order = attempt.order(position, item)
    (place,) = [at for at, index in enumerate(order) if item.content.options[index].text == text]
    return str(place)


def apply(question, alice, now):
    return regrade(question, by=alice, reason="Clé fausse", withdraws=False, now=now)


def results():
    return list(Attempt.objects.order_by("started_at", "pk").values_list("pk", "score", "passed"))


def test_attempts_get_the_results_of_the_new_key(question, answered, alice, now):
    before, after = answered("Rappeler", "Rappeler"), answered("Cliquer", "Rappeler")
    assert (before.passed, after.passed) == (True, False)

    apply(other_key(question), alice, now)

    before.refresh_from_db()
    after.refresh_from_db()
    assert (before.score, before.passed) == (1, False)
    assert (after.score, after.passed) == (2, True)


def test_answers_stay_as_they_were_given_and_a_step_is_added(question, answered, alice, now):
    attempt = answered("Cliquer", "Rappeler")
    given = attempt.responses.get(position=0)

    done, _ = apply(corrected := other_key(question), alice, now)

    first, second = attempt.responses.filter(position=0)
    assert (first.pk, first.points, first.marked_with) == (given.pk, 0, given.version)
    assert (second.points, second.answer, second.step) == (1, given.answer, 1)
    assert (second.version, second.marked_with) == (given.version, corrected.current_version)
    assert second.explanation().verdict == "right"
    assert list(attempt.responses.counted().values_list("step", flat=True)) == [1, 0]
    assert (done.by, done.reason, done.version) == (alice, "Clé fausse", corrected.current_version)
    (audited,) = RegradedAttempt.objects.all()
    assert (audited.score_before, audited.passed_before) == (1, False)
    assert (audited.score_after, audited.passed_after) == (2, True)


def test_looking_first_writes_nothing_and_tells_what_applying_does(question, answered, alice, now):
    answered("Cliquer", "Rappeler")
    corrected, before = other_key(question), results()

    (seen,) = changes(corrected)

    assert results() == before
    assert Response.objects.count() == 2
    apply(corrected, alice, now)
    assert results() == [(seen.attempt.pk, *seen.after)]


def test_regrading_twice_finds_nothing_the_second_time(question, answered, alice, now):
    answered("Cliquer", "Rappeler")
    corrected = other_key(question)
    apply(corrected, alice, now)
    once = results()

    apply(corrected, alice, now)

    assert results() == once
    assert changes(corrected) == []
    assert Response.objects.count() == 3


@profile(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    picks=st.lists(st.tuples(*[st.sampled_from(["Rappeler", "Cliquer", "Payer"])] * 2), max_size=4)
)
def test_the_same_key_changes_nothing(question, answered, alice, now, picks):
    for texts in picks:
        answered(*texts)
    before = results()
    reworded = correct(question, stem=f"Redite, {Regrade.objects.count()} fois ?")

    _, found = apply(reworded, alice, now)

    assert results() == before
    assert not any(change.difference for change in found)


def test_other_options_cannot_mark_the_answers(question, answered):
    answered("Payer", "Rappeler")

    with pytest.raises(CannotRegrade) as refused:
        changes(correct(question, right="Rappeler", wrong=("Cliquer", "Attendre")))

    assert [version.number for version in refused.value.versions] == [1]


def test_open_attempts_and_forgotten_answers_are_left_alone(question, answered, alice, now):
    opened, forgotten = answered("Cliquer"), answered("Cliquer", "Rappeler")
    forget_answers(forgotten.responses.all())
    before = results()

    apply(other_key(question), alice, now)

    assert results() == before
    assert opened.responses.count() == 1


def test_a_regraded_answer_is_forgotten_in_every_step_and_counted_once(
    question, answered, alice, now
):
    attempt = answered("Cliquer", "Rappeler")
    apply(other_key(question), alice, now)

    assert forget_answers(attempt.responses.all()) == 3

    totals = AnswerTotal.objects.filter(version__question=question)
    assert list(totals.values_list("count", flat=True)) == [1]
    assert not attempt.responses.exclude(answer={}).exists()


def test_rescoring_finds_no_difference(question, answered, alice, now, capsys):
    answered("Cliquer", "Rappeler")
    answered("Rappeler", "Payer")
    apply(other_key(question), alice, now)
    forget_answers(answered("Payer", "Payer").responses.all())

    call_command("rescore", check=True)

    assert capsys.readouterr().out == "Every score is that of its answers.\n"


def test_rescoring_names_a_score_that_is_not_that_of_its_answers(answered, capsys):
    attempt = answered("Cliquer", "Rappeler")
    Response.objects.filter(attempt=attempt, position=0).update(points=1)

    with pytest.raises(CommandError) as refused:
        call_command("rescore", check=True)

    assert refused.value.returncode == 1
    assert f"answer {attempt.pk} 0.0: 1.00000 stored, 0.00000 computed" in capsys.readouterr().out


def test_the_cost_does_not_grow_with_answers(
    question, answered, alice, now, django_assert_max_num_queries
):
    for _ in range(12):
        answered("Cliquer", "Rappeler")
    corrected = other_key(question)
    with django_assert_max_num_queries(16):
        apply(corrected, alice, now)
