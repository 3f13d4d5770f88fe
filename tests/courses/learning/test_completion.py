"""A module is completed once, by every live lesson and a pass, whichever comes last."""

import pytest
from django.db import IntegrityError, transaction

from courses.learning import actions
from courses.learning.models import Completion, Enrolment, LessonDone
from courses.learning.results import skippable
from courses.learning.teaching import teaching
from courses.models import ModulePage
from quizzes.models import Attempt
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_lesson, make_module, make_path, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def module():
    return make_module(lessons=2)


@pytest.fixture
def take_quiz(learner, now):
    """Run the module's quiz from start to end."""

    def take_quiz(module, form=right_form):
        attempt = actions.start_quiz(module, learner, now)
        for position in range(attempt.length):
            actions.answer(attempt.pk, {"learner": learner}, position, form(attempt, position), now)
        return Attempt.objects.get(pk=attempt.pk)

    return take_quiz


@pytest.fixture
def read(learner, now):
    def read(*lessons):
        for lesson in lessons:
            actions.finish_lesson(lesson, learner, now)

    return read


def is_completed(module):
    return Completion.objects.filter(module=module).exists()


def test_lessons_then_quiz(module, read, take_quiz):
    read(*module.lessons)
    assert not is_completed(module)

    take_quiz(module)
    assert is_completed(module)


def test_quiz_then_lessons(module, read, take_quiz):
    take_quiz(module)
    first, last = module.lessons
    read(first)
    assert not is_completed(module)

    read(last)
    assert is_completed(module)


def test_the_quiz_alone_is_enough_where_its_trainer_allows_it(take_quiz):
    alone, usual = make_module(lessons=2, by_quiz_alone=True), make_module(lessons=2)

    for module in (alone, usual):
        take_quiz(module, wrong_form)
    assert not Completion.objects.exists()
    for module in (alone, usual):
        take_quiz(module)

    assert Completion.objects.get().module == alone
    assert "vous pouvez sauter les leçons" in alone.completion_rule
    assert "vous pouvez sauter les leçons" not in usual.completion_rule


def test_without_a_mark_to_reach_the_lessons_are_needed_all_the_same(take_quiz):
    take_quiz(make_module(lessons=1, by_quiz_alone=True, quiz=make_quiz(pass_mark=None)))

    assert not Completion.objects.exists()


def test_a_positioning_quiz_proposes_only_what_is_known_and_may_be_skipped(rf):
    known, missed = (make_module(lessons=1, by_quiz_alone=True) for _ in range(2))
    usual, elsewhere = make_module(lessons=1), make_module(lessons=1, by_quiz_alone=True)
    quiz = make_quiz(pass_mark=None)
    make_path([known, missed, usual], quiz=quiz)
    wrong = set(missed.objective_links.values_list("objective", flat=True)[:1])
    objectives = [
        {"id": link.objective_id, "to_review": link.objective_id in wrong}
        for module in (known, missed, usual, elsewhere)
        for link in module.objective_links.all()
    ]

    assert skippable(objectives, teaching(rf.get("/")), quiz.pk) == [known]


def test_a_failed_quiz_completes_nothing(module, read, take_quiz):
    read(*module.lessons)

    assert take_quiz(module, wrong_form).passed is False
    assert not is_completed(module)


def test_a_pass_stays_a_pass_after_a_failure(module, read, take_quiz):
    take_quiz(module)
    take_quiz(module, wrong_form)

    read(*module.lessons)

    assert is_completed(module)


def test_somebody_elses_lessons_or_pass_complete_nothing(module, read, take_quiz, now):
    for lesson in module.lessons:
        actions.finish_lesson(lesson, LearnerFactory(), now)

    take_quiz(module)

    assert not is_completed(module)


def test_only_live_lessons_count(module, read, take_quiz):
    first, last = module.lessons
    last.unpublish()
    read(first)

    take_quiz(module)

    assert is_completed(module)


def test_withdrawing_the_lesson_that_was_missing_completes_at_the_next_click(
    module, read, take_quiz
):
    first, last = module.lessons
    take_quiz(module)
    read(first)
    last.unpublish()

    read(first)

    assert is_completed(module)


def test_a_lesson_added_later_takes_nothing_back(module, read, take_quiz):
    read(*module.lessons)
    take_quiz(module)
    completion = Completion.objects.get()

    added = make_lesson(module, title="Ajoutée")
    take_quiz(module, wrong_form)
    read(added)

    assert Completion.objects.get() == completion


def test_a_module_without_lessons_is_never_completed(take_quiz):
    module = make_module(lessons=0)

    take_quiz(module)

    assert not is_completed(module)


def test_practice_completes_nothing(read, take_quiz):
    module = make_module(quiz=make_quiz(pass_mark=None))

    assert take_quiz(module).passed is None
    assert not is_completed(module)


def test_where_there_is_nothing_to_pass_the_lessons_are_enough(read):
    module = make_module(quiz=make_quiz(pass_mark=None))

    read(*module.lessons)

    assert is_completed(module)


def test_a_completion_copies_the_edition_of_that_day(module, read, take_quiz):
    ModulePage.objects.filter(pk=module.pk).update(edition=3)
    module.refresh_from_db()
    read(*module.lessons)
    take_quiz(module)
    ModulePage.objects.filter(pk=module.pk).update(edition=4)

    assert Completion.objects.get().edition == 3


def test_everything_is_noted_once(module, read, take_quiz):
    for _ in range(2):
        read(*module.lessons)
        take_quiz(module)

    assert Enrolment.objects.count() == 1
    assert LessonDone.objects.count() == 2
    assert Completion.objects.count() == 1


def test_the_first_lesson_enrols(module, read):
    read(module.lessons[0])

    assert Enrolment.objects.get().module == module


def test_the_database_refuses_a_second_completion_of_a_cycle(module, learner, now):
    facts = {"learner": learner, "module": module, "edition": 1, "completed_at": now}
    Completion.objects.create(**facts)
    Completion.objects.create(**facts, cycle=2)

    for cycle in (1, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            Completion.objects.create(**facts, cycle=cycle)


def test_an_answer_by_somebody_else_finds_no_attempt(module, learner, now):
    attempt = actions.start_quiz(module, learner, now)

    with pytest.raises(Attempt.DoesNotExist):
        actions.answer(attempt.pk, {"learner": LearnerFactory()}, 0, {"choice": ["0"]}, now)
