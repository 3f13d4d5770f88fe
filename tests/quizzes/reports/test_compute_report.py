"""Statistics are computed from the stored answers of first attempts, whole, any number of times."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from quizzes.forgetting import forget_answers
from quizzes.models import ItemReport, Question, QuizReport, Response
from quizzes.reports.gathering import quizzes_to_report
from tests.factories import LearnerFactory, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    return make_quiz(questions=3, shuffle_questions=False)


@pytest.fixture
def taken(quiz, sit):
    """A quiz taken by thirty learners: ten right everywhere, ten but once, ten nowhere."""
    for answers in ["111", "110", "000"] * 10:
        sit(quiz, answers)
    return quiz


def rows(quiz):
    return list(
        ItemReport.objects.filter(quiz=quiz)
        .order_by("version")
        .values("attempts", "facility", "severity", "figures", "answers", "findings")
    )


def test_scores_and_figures_come_from_the_answers(taken, report):
    computed = report(taken)

    assert computed.attempts == 30
    assert computed.scores == [10, 0, 0, 0, 0, 0, 10, 0, 0, 10]
    assert computed.figures["mean"] == pytest.approx(100 * 5 / 9)
    assert [row["facility"] for row in rows(taken)] == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    assert rows(taken)[0]["answers"]["sizes"] == [10, 10, 10]


def test_where_nothing_is_right_who_said_what_is_all_there_is(declaring, report):
    quiz, own = declaring

    computed = report(quiz)

    told = ItemReport.objects.get(quiz=quiz, version__question=own)
    assert (told.attempts, told.figures, told.severity) == (30, None, 0)
    assert told.answers["sizes"] == [10, 10, 10]
    assert list(told.answers["counts"].values()) == [[0, 10, 10], [10, 0, 0]]
    assert computed.figures["mean"] == pytest.approx(50)


def test_computing_again_changes_nothing(taken, report):
    report(taken)
    first = rows(taken)

    report(taken)

    assert rows(taken) == first
    assert QuizReport.objects.count() == 1


def test_under_thirty_attempts_no_figure_is_kept(quiz, sit, report):
    for _ in range(29):
        sit(quiz, "110")

    computed = report(quiz)

    assert (computed.attempts, computed.figures, computed.scores, computed.missing) == (
        29,
        None,
        [],
        1,
    )
    assert {row["figures"] for row in rows(quiz)} == {None}
    item = ItemReport.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemReport.objects.filter(pk=item.pk).update(facility=0.5)


def test_only_the_first_attempt_of_a_learner_counts(taken, sit, report, now):
    again = LearnerFactory()
    sit(taken, "000", learner=again)
    sit(taken, "111", learner=again, at=now + datetime.timedelta(hours=1))

    assert report(taken).scores[0] == 11
    assert report(taken).attempts == 31


def test_a_forgotten_answer_leaves_its_mark(taken, report):
    forget_answers(Response.objects.filter(attempt=taken.attempts.first()))

    report(taken)

    assert [row["attempts"] for row in rows(taken)] == [30, 30, 30]
    assert [sum(row["answers"]["sizes"]) for row in rows(taken)] == [29, 29, 29]


def test_an_attempt_that_is_not_finished_does_not_count(taken, sit, report):
    sit(taken, "11")

    assert report(taken).attempts == 30


def test_a_version_has_statistics_of_its_own(taken, sit, report):
    question = Question.objects.order_by("pk").first()
    question.content[0].value["stem"].source = "<p>Une autre question ?</p>"
    question.save_revision().publish()
    for _ in range(3):
        sit(taken, "111")

    report(taken)

    attempts = ItemReport.objects.filter(version__question=question).order_by("version__number")
    assert list(attempts.values_list("attempts", flat=True)) == [30, 3]


def test_attempts_at_a_quiz_that_drew_otherwise_do_not_count(taken, sit, report):
    draw = taken.draws.get()
    draw.count = 2
    taken.draws = [draw]
    taken.save_revision().publish()

    assert report(taken).attempts == 0


def test_a_quiz_whose_pool_has_grown_keeps_its_attempts(taken, report):
    make_question(category=taken.draws.get().category)
    taken.freeze()

    assert report(taken).attempts == 30


def test_the_command_computes_what_has_changed_since(taken, sit, report, now):
    make_quiz()
    assert list(quizzes_to_report()) == [taken]

    call_command("compute_statistics")

    assert QuizReport.objects.get().attempts == 30
    report(taken, later=datetime.timedelta(minutes=1))
    assert list(quizzes_to_report()) == []
    sit(taken, "111", at=now + datetime.timedelta(minutes=2))
    assert list(quizzes_to_report()) == [taken]


def test_the_cost_does_not_grow_with_attempts(taken, sit, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        report(taken)
    for _ in range(10):
        sit(taken, "101")
    with django_assert_max_num_queries(16):
        report(taken)
