"""What the draws of a quiz find in the bank."""

from collections.abc import Sequence

from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.quizzes import Draw, Quiz

Asked = tuple[frozenset[str], Question]
"""A question with its category and those above it."""


def pool_sizes(quiz: Quiz, bank: Sequence[Asked]) -> list[int]:
    """Return how many questions each draw finds, in order.

    As in a published quiz, a question stands in the first pool that names it, and fixed
    questions are taken before the others.
    """
    taken: set[str] = set()
    sizes: dict[int, int] = {}
    for index, draw in sorted(enumerate(quiz.draws), key=lambda pair: not pair[1].question):
        found = {q.slug for categories, q in bank if _takes(draw, categories, q)} - taken
        taken |= found
        sizes[index] = len(found)
    return [sizes[index] for index in range(len(quiz.draws))]


def _takes(draw: Draw, categories: frozenset[str], question: Question) -> bool:
    if draw.question:
        return question.slug == draw.question
    inside = not draw.category or draw.category in categories
    return inside and (not draw.tag or draw.tag in question.tags)
