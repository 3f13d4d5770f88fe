"""An attempt starts once, with questions drawn for this learner as they are on that day."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.curriculum.bank import in_order
from quizzes.actions import record_response, start
from quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizDraw
from tests.conftest import right_form
from tests.factories import CategoryFactory, LearnerFactory, make_question, make_quiz, single

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return LearnerFactory()


def questions_of(attempt):
    versions = QuestionVersion.objects.in_bulk(attempt.drawn)
    return [versions[pk].question_id for pk in attempt.drawn]


def grow(quiz, size):
    """Give the bank of a quiz as many published questions, at the cost of a few queries."""
    model = quiz.draws.get().candidates().first()
    raw = [{"type": "single", "value": single()}]
    Question.objects.bulk_create(
        Question(
            slug=f"copie-{size}-{number}",
            category=model.category,
            objective=model.objective,
            content=raw,
            live=True,
        )
        for number in range(size - quiz.draws.get().candidates().count())
    )
    copies = Question.objects.filter(slug__startswith=f"copie-{size}-")
    QuestionVersion.objects.bulk_create(
        QuestionVersion(
            question=copy,
            number=1,
            type="single",
            objective=model.objective,
            content=model.current_version.content,
        )
        for copy in copies
    )
    versions = dict(QuestionVersion.objects.values_list("question", "pk"))
    for copy in copies:
        copy.current_version_id = versions[copy.pk]
    Question.objects.bulk_update(copies, ["current_version"])
    quiz.freeze()
    return Quiz.objects.get(pk=quiz.pk)


def test_an_attempt_stores_its_edition_and_the_versions_of_that_day(learner, now):
    quiz = make_quiz(questions=4, draw=3)

    attempt = start(quiz, learner, now)

    assert attempt.is_open
    assert attempt.edition == quiz.current_edition
    assert attempt.length == 3
    assert len(set(questions_of(attempt))) == 3


def test_starting_twice_gives_the_same_attempt(learner, now):
    quiz = make_quiz()

    assert start(quiz, learner, now) == start(quiz, learner, now)
    assert Attempt.objects.count() == 1


def test_a_learner_has_one_open_attempt_at_a_quiz_whatever_the_code_does(learner, now):
    attempt = start(make_quiz(), learner, now)

    attempt.pk = None
    attempt._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save()


def test_an_open_attempt_has_no_score_and_a_graded_one_has(learner, now):
    attempt = start(make_quiz(), learner, now)

    for changes in ({"score": 1}, {"state": "graded"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**changes)


def test_another_learner_or_another_quiz_is_another_attempt(learner, now):
    quiz = make_quiz()

    attempts = {
        start(quiz, learner, now),
        start(quiz, LearnerFactory(), now),
        start(make_quiz(), learner, now),
    }

    assert len(attempts) == 3


def test_a_closed_attempt_is_followed_by_a_new_one(learner, now, finish):
    quiz = make_quiz()
    first = finish(start(quiz, learner, now))

    assert start(quiz, learner, now) != first


def test_unseen_questions_come_first_from_one_attempt_to_the_next(learner, now, finish):
    quiz = make_quiz(questions=5, draw=2)

    attempts = [finish(start(quiz, learner, now)) for _ in range(3)]

    first, second, third = (set(questions_of(attempt)) for attempt in attempts)
    assert len(first | second) == 4
    assert len(first | second | third) == 5


def test_questions_seen_in_an_earlier_version_or_edition_are_seen(learner, now, finish):
    quiz = make_quiz(questions=4, draw=2)
    seen = questions_of(finish(start(quiz, learner, now)))
    for question in Question.objects.filter(pk__in=seen):
        question.content = [{"type": "single", "value": single("Autrement dit ?")}]
        question.save_revision().publish()
    quiz.title = "Autre titre"
    quiz.save_revision().publish()

    again = start(Quiz.objects.get(pk=quiz.pk), learner, now)

    assert set(questions_of(again)).isdisjoint(seen)


def test_what_others_have_seen_does_not_count(learner, now, finish, monkeypatch):
    monkeypatch.setattr("quizzes.actions.secrets.randbits", lambda bits: 7)
    quiz = make_quiz(questions=6, draw=2)
    theirs = finish(start(quiz, LearnerFactory(), now))

    assert start(quiz, learner, now).drawn == theirs.drawn


def test_the_same_seed_draws_the_same_and_another_one_does_not(now, monkeypatch):
    quiz = make_quiz(questions=12, draw=6)
    seeds = iter([7, 7, 8])
    monkeypatch.setattr("quizzes.actions.secrets.randbits", lambda bits: next(seeds))

    first, same, other = (start(quiz, LearnerFactory(), now).drawn for _ in range(3))

    assert first == same != other


def test_not_shuffled_questions_come_in_the_order_of_the_draws_and_of_the_bank(learner, now):
    category = CategoryFactory()
    bank = [make_question(category=category) for _ in range(3)]
    fixed = make_question()
    quiz = Quiz(title="Quiz", slug="quiz", shuffle_questions=False, live=False)
    quiz.draws = in_order([QuizDraw(category=category, count=3), QuizDraw(question=fixed)])
    quiz.save()
    quiz.save_revision().publish()

    attempt = start(Quiz.objects.get(pk=quiz.pk), learner, now)

    assert questions_of(attempt) == [question.pk for question in [*bank, fixed]]


def test_nothing_done_to_the_bank_changes_an_attempt_under_way(
    learner, now, finish, django_capture_on_commit_callbacks
):
    quiz = make_quiz(questions=3)
    attempt = start(quiz, learner, now)
    drawn = list(attempt.drawn)
    edited, withdrawn, _other = quiz.draws.get().candidates()
    edited.content = [{"type": "single", "value": single("Autrement dit ?")}]

    with django_capture_on_commit_callbacks(execute=True):
        edited.save_revision().publish()
        quiz.draws = [QuizDraw(category=quiz.draws.get().category, count=1)]
        quiz.pass_mark = None
        quiz.save_revision().publish()
        withdrawn.unpublish()

    attempt = finish(Attempt.objects.get(pk=attempt.pk))
    assert attempt.drawn == drawn
    assert [response.version_id for response in attempt.responses.all()] == drawn
    assert attempt.edition.pass_mark == 80
    assert attempt.passed is True


def test_starting_costs_the_same_with_a_bank_of_10_and_of_500(now):
    quiz = make_quiz(questions=3, draw=3)
    costs = []
    for size in (10, 500):
        quiz = grow(quiz, size)
        assert quiz.current_edition.pools[0].size == size
        with CaptureQueriesContext(
            connection,
        ) as queries:
            start(quiz, LearnerFactory(), now)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_each_question_keeps_the_draw_it_comes_from_and_its_points(learner, now, finish):
    category = CategoryFactory()
    for _ in range(3):
        make_question(category=category)
    heavy = make_question()
    quiz = Quiz(title="Quiz", slug="quiz", pass_mark=60, live=False)
    quiz.draws = in_order(
        [QuizDraw(category=category, count=2), QuizDraw(question=heavy, points=3)]
    )
    quiz.save()
    quiz.save_revision().publish()

    attempt = start(Quiz.objects.get(pk=quiz.pk), learner, now)

    place = questions_of(attempt).index(heavy.pk)
    assert attempt.drawn_from == [1 if number == place else 0 for number in range(3)]
    assert attempt.out_of == 5
    for position in range(3):
        form = right_form(attempt, position) if position == place else {"dont_know": ["1"]}
        record_response(attempt, position, form, now)
    assert (attempt.score, attempt.passed, attempt.outcome.percent) == (3, True, 60)


def test_an_attempt_that_stored_no_draws_counts_one_point_a_question(learner, now, finish):
    start(make_quiz(), learner, now)
    Attempt.objects.update(drawn_from=[])

    assert Attempt.objects.get().out_of == 3


def test_sections_follow_each_other_and_are_shuffled_within(learner, now):
    quiz = Quiz(title="Quiz", slug="quiz", pass_mark=80, live=False)
    quiz.draws = in_order(
        QuizDraw(question=make_question(), section=section)
        for section in ("Un", "", "", "", "Deux", "", "", "")
    )
    quiz.save()
    quiz.save_revision().publish()
    quiz = Quiz.objects.get(pk=quiz.pk)

    orders = set()
    for _ in range(8):
        attempt = start(quiz, LearnerFactory(), now)
        assert [draw.section for draw in attempt.draws] == ["Un"] * 4 + ["Deux"] * 4
        orders.add(tuple(attempt.drawn))
    assert len(orders) > 1


def test_a_group_session_asks_everybody_the_same_in_the_same_order(now, finish):
    quiz = make_quiz(questions=8, draw=4, same_for_all=True)

    attempts = [start(quiz, LearnerFactory(), now) for _ in range(3)]
    again = start(quiz, finish(attempts[0]).learner, now)

    assert len({tuple(attempt.drawn) for attempt in [*attempts, again]}) == 1
    assert len({attempt.seed for attempt in attempts}) == 1


def test_a_quiz_may_draw_again_what_was_seen(learner, now, finish, monkeypatch):
    monkeypatch.setattr("quizzes.actions.secrets.randbits", lambda bits: 7)
    quiz = make_quiz(questions=6, draw=2, avoid_seen=False)
    first = finish(start(quiz, learner, now))

    assert start(quiz, learner, now).drawn == first.drawn
