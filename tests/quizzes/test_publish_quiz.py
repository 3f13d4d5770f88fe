"""A quiz's publication freezes its rules and its pools of questions as an edition."""

import pytest
from django.db import IntegrityError, transaction
from taggit.models import Tag

from courses.curriculum.bank import in_order
from quizzes.engine.drawing import InvalidPool, Pool
from quizzes.models import Quiz, QuizDraw, ScoreBand
from tests.factories import CategoryFactory, make_question, make_quiz

pytestmark = pytest.mark.django_db


def quiz_of(*draws, **fields):
    """Publish a quiz with these draws."""
    quiz = Quiz(**{"title": "Quiz", "slug": "quiz"} | fields, live=False)
    quiz.draws = in_order(draws)
    quiz.save()
    quiz.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


def edit(quiz, **changes):
    draft = Quiz.objects.get(pk=quiz.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


def rows_of(edition):
    rows = edition.rows.order_by("pool", "position")
    return [(row.pool, row.position, row.question) for row in rows]


def test_publishing_writes_one_edition_with_its_rules_and_numbered_questions():
    category = CategoryFactory()
    first, second = make_question(category=category), make_question(category=category)

    quiz = quiz_of(QuizDraw(category=category, count=1), title="Réflexes", pass_mark=70)

    edition = quiz.editions.get()
    assert quiz.current_edition == edition
    assert (edition.number, edition.title, edition.pass_mark) == (1, "Réflexes", 70)
    assert edition.pools == [Pool(size=2, draw=1)]
    assert rows_of(edition) == [(0, 0, first), (0, 1, second)]
    assert edition.length == 1


def test_publishing_without_a_change_writes_no_edition():
    quiz = make_quiz()

    quiz.save_revision().publish()

    assert quiz.editions.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Autre titre"},
        {"pass_mark": 50},
        {"pass_mark": None},
        {"shuffle_questions": False},
        {"shuffle_options": False},
        {"avoid_seen": False},
        {"same_for_all": True, "avoid_seen": False},
        {"time_limit": 20},
        {"attempts_allowed": 3},
    ],
    ids=str,
)
def test_a_change_of_rules_is_a_new_edition_and_the_old_one_stays(change):
    quiz = make_quiz(title="Quiz", pass_mark=80)
    before = quiz.current_edition.settings()

    quiz = edit(quiz, **change)

    assert quiz.current_edition.settings() == before | change
    assert [edition.number for edition in quiz.editions.order_by("number")] == [1, 2]
    assert quiz.editions.get(number=1).settings() == before


def test_points_sections_and_bands_are_part_of_an_edition():
    quiz = make_quiz()

    quiz.draws.update(points=2)
    assert quiz.freeze()
    quiz.draws.update(section="Pour commencer")
    assert quiz.freeze()
    ScoreBand.objects.create(quiz=quiz, from_percent=80, text="Bravo.")
    assert quiz.freeze()
    assert not quiz.freeze()

    assert [edition.pools[0].points for edition in quiz.editions.order_by("number")] == [1, 2, 2, 2]


def test_a_draft_of_a_quiz_changes_nothing_for_learners():
    quiz = make_quiz(pass_mark=80)

    quiz.pass_mark = 10
    quiz.save_revision()

    quiz = Quiz.objects.get(pk=quiz.pk)
    assert quiz.editions.get().pass_mark == 80


def test_a_question_published_or_withdrawn_makes_a_new_edition(django_capture_on_commit_callbacks):
    quiz = make_quiz(questions=3, draw=2)
    category = quiz.draws.get().category

    added = make_question(category=category, published=False)
    with django_capture_on_commit_callbacks(execute=True):
        added.save_revision().publish()
    assert added in {question for *_place, question in rows_of(quiz.editions.get(number=2))}

    added.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        added.unpublish()
    assert added not in {question for *_place, question in rows_of(quiz.editions.get(number=3))}

    quiz.refresh_from_db()
    assert quiz.current_edition.number == 3


def test_an_edited_question_keeps_its_place_so_the_edition_stays(
    django_capture_on_commit_callbacks,
):
    quiz = make_quiz()
    question = quiz.draws.get().candidates().first()

    with django_capture_on_commit_callbacks(execute=True):
        question.save_revision().publish()

    assert quiz.editions.count() == 1


def test_drafts_are_in_no_pool():
    category = CategoryFactory()
    live = make_question(category=category)
    make_question(category=category, published=False)

    quiz = quiz_of(QuizDraw(category=category, count=1))

    assert rows_of(quiz.current_edition) == [(0, 0, live)]


def test_a_question_stands_in_one_pool_only_fixed_ones_served_first():
    category = CategoryFactory()
    fixed, tagged, other = (
        make_question(category=category),
        make_question(category=category, tags=["adresse"]),
        make_question(category=category),
    )

    quiz = quiz_of(
        QuizDraw(category=category, tag=Tag.objects.get(name="adresse"), count=1),
        QuizDraw(category=category, count=1),
        QuizDraw(question=fixed),
    )

    assert rows_of(quiz.current_edition) == [(0, 0, tagged), (1, 0, other), (2, 0, fixed)]


def test_a_tag_draws_across_categories_and_a_category_narrows_it():
    category = CategoryFactory()
    here = make_question(category=category, tags=["adresse"])
    elsewhere = make_question(tags=["adresse"])
    make_question(category=category)
    tag = Tag.objects.get(name="adresse")

    assert set(QuizDraw(tag=tag).candidates()) == {here, elsewhere}
    assert set(QuizDraw(tag=tag, category=category).candidates()) == {here}


def test_a_draw_larger_than_its_pool_publishes_nothing():
    category = CategoryFactory()
    make_question(category=category)

    with pytest.raises(InvalidPool):
        quiz_of(QuizDraw(category=category, count=2))

    quiz = Quiz.objects.get()
    assert not quiz.live
    assert quiz.current_edition is None
    assert quiz.editions.count() == 0


def test_a_faulty_edit_leaves_the_published_quiz_as_it_was():
    quiz = make_quiz(questions=2, title="Avant")

    with pytest.raises(InvalidPool):
        edit(quiz, title="Après", draws=[QuizDraw(category=CategoryFactory(), count=1)])

    quiz = Quiz.objects.get(pk=quiz.pk)
    assert quiz.title == "Avant"
    assert quiz.editions.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"question": "a question", "category": "a category"},
        {"question": "a question", "count": 2},
    ],
    ids=str,
)
def test_a_draw_is_one_fixed_question_or_so_many_from_the_bank(fields):
    quiz = make_quiz()
    things = {"question": make_question(), "category": CategoryFactory()}
    values = {name: things.get(name, value) for name, value in fields.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        QuizDraw.objects.create(quiz=quiz, **values)


@pytest.mark.parametrize("pass_mark", [0, 101])
def test_a_pass_mark_is_a_percentage(pass_mark):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.create(title="Quiz", slug="quiz", pass_mark=pass_mark)


def test_a_quiz_whose_pool_has_become_too_small_keeps_its_edition_and_stops_no_other(
    django_capture_on_commit_callbacks,
):
    category = CategoryFactory()
    questions = [make_question(category=category) for _ in range(3)]
    whole = quiz_of(QuizDraw(category=category, count=3), title="A", slug="a")
    part = quiz_of(QuizDraw(category=category, count=2), title="B", slug="b")

    with django_capture_on_commit_callbacks(execute=True):
        questions[0].unpublish()

    assert whole.editions.count() == 1
    assert [question for *_place, question in rows_of(part.editions.get(number=2))] == questions[1:]
