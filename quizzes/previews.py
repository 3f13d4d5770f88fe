"""What the editor's preview shows of a question and of a quiz, as a learner would see them."""

import random

from quizzes.engine.drawing import Pool, draw
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item
from quizzes.presentation import feedback_to, form_of, place
from quizzes.problems import sentences


def preview_of_question(block_type: str, content: dict, mode: str) -> dict:
    """Return a question unanswered, or its feedback to a right or a wrong answer.

    Of a question that cannot be asked yet, return what it lacks.
    """
    try:
        item = Item.parse(block_type, content)
    except InvalidContent as error:
        return {"problems": sentences(error.problems).messages}
    alone = place(1, 1)
    if mode == "unanswered":
        return alone | form_of(item, item.order(0, shuffle=False))
    return alone | feedback_to(item, item.example(right=mode == "right"))


def sample_draw(pools: list[tuple[int, list[int]]]) -> list[int]:
    """Return the questions that an attempt might ask; a pool too small is asked whole."""
    sizes = [Pool(len(ids), min(count, len(ids))) for count, ids in pools if ids]
    filled = [ids for _count, ids in pools if ids]
    drawn = draw(sizes, random.getrandbits(63), [()] * len(sizes), shuffle=True)
    return [filled[place.pool][place.position] for place in drawn]
