import pytest

from quizzes.models import Question, Quiz
from tests.factories import make_question, make_quiz, single

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_versions_published_at_once_have_numbers_of_their_own(at_once):
    question = make_question(value=single("Au départ ?"))

    def publish(number):
        draft = Question.objects.get(pk=question.pk)
        draft.content = [{"type": "single", "value": single(f"Rédaction {number} ?")}]
        draft.save_revision().publish()

    at_once(publish, times=8)

    numbers = list(question.versions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    question.refresh_from_db()
    assert question.current_version.number == numbers[-1]
    assert question.stem_text in question.current_version.content["stem"]


def test_editions_published_at_once_have_numbers_of_their_own(at_once):
    quiz = make_quiz()

    def publish(number):
        draft = Quiz.objects.get(pk=quiz.pk)
        draft.title = f"Titre {number}"
        draft.save_revision().publish()

    at_once(publish, times=8)

    numbers = list(quiz.editions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    quiz.refresh_from_db()
    assert quiz.current_edition.number == numbers[-1]
    assert quiz.current_edition.title == quiz.title
