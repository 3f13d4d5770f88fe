"""What guessing earns, beside the mean over every answer that a guesser may give."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, permutations, product

import pytest

from quizzes.engine.item import Item
from quizzes.engine.protocol import Answer
from tests.quizzes.engine.types.test_gap_fill import an_item as a_text_with_gaps
from tests.quizzes.engine.types.test_inspect import an_item as a_message
from tests.quizzes.engine.types.test_multiple import RIGHT, WRONG
from tests.quizzes.engine.types.test_multiple import an_item as a_multiple_choice
from tests.quizzes.engine.types.test_ordering import an_item as an_ordering


def subsets(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))


def mean_score(item: Item, answers: Sequence[Answer]) -> Fraction:
    return sum(map(item.score, answers), Fraction(0)) / len(answers)


@pytest.mark.parametrize("scoring", ["partial", "all"])
def test_of_a_multiple_choice_each_option_is_ticked_or_not(scoring: str) -> None:
    item = a_multiple_choice(scoring)
    answers = [{"chosen": list(keys)} for keys in subsets(RIGHT + WRONG) if keys]
    assert item.guess_score() == mean_score(item, answers)


def test_of_an_ordering_every_order_is_as_likely() -> None:
    item = an_ordering(4)
    orders = [
        {"rows": {key: str(rank) for rank, key in enumerate(order, start=1)}}
        for order in permutations("abcd")
    ]
    assert item.guess_score() == mean_score(item, orders) == Fraction(1, 4)


@pytest.mark.parametrize("verdict", ["trap", "genuine", "verify"])
def test_of_a_message_a_verdict_and_any_pieces_are_taken(verdict: str) -> None:
    item = a_message(verdict=verdict)
    pieces = list(subsets(["link", "fee", "name", "parcel"]))
    answers = [
        {"verdict": word, "pieces": list(keys)}
        for word, keys in product(["trap", "genuine", "verify"], pieces)
    ]
    assert item.guess_score() == mean_score(item, answers)


def test_of_words_to_write_nothing_is_guessed() -> None:
    gaps = a_text_with_gaps()
    lists = [len(gap.offered) for gap in gaps.content.gaps if gap.decoys]
    assert gaps.guess_score() == sum(Fraction(1, size) for size in lists) / len(gaps.content.gaps)
