from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.drawing import (
    Drawn,
    InvalidPool,
    Pool,
    common_seed,
    draw,
    item_seed,
    permutation,
)

SEEDS = range(4000)
CHI_SQUARE_9_DEGREES = 27.88  # one fair draw in a thousand goes above

seeds = st.integers(min_value=0, max_value=2**64)


@st.composite
def pools_and_seen(drawing: st.DrawFn) -> tuple[list[Pool], list[set[int]]]:
    sizes = drawing(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    pools = [Pool(size, drawing(st.integers(1, size))) for size in sizes]
    return pools, [drawing(st.sets(st.integers(0, size - 1))) for size in sizes]


def positions(drawn: Iterable[Drawn]) -> list[int]:
    return [position for _, position in drawn]


def chi_square(values: Iterable[int], possible: Iterable[int]) -> float:
    counts, possible = Counter(values), list(possible)
    assert counts.keys() <= set(possible)
    expected = counts.total() / len(possible)
    return sum((counts[value] - expected) ** 2 / expected for value in possible)


@given(pools_and_seen(), seeds, st.booleans())
def test_each_pool_gives_its_number_of_distinct_questions(
    case: tuple[list[Pool], list[set[int]]], seed: int, shuffle: bool
) -> None:
    pools, seen = case
    drawn = draw(pools, seed, seen, shuffle=shuffle)
    assert len(set(drawn)) == len(drawn)
    assert all(0 <= position < pools[pool].size for pool, position in drawn)
    assert Counter(pool for pool, _ in drawn) == {
        index: pool.draw for index, pool in enumerate(pools)
    }


@given(pools_and_seen(), seeds)
def test_seen_questions_come_back_only_when_unseen_ones_run_out(
    case: tuple[list[Pool], list[set[int]]], seed: int
) -> None:
    pools, seen = case
    drawn = draw(pools, seed, seen, shuffle=True)
    for index, pool in enumerate(pools):
        taken = {position for drawn_pool, position in drawn if drawn_pool == index}
        assert len(taken - seen[index]) == min(pool.draw, pool.size - len(seen[index]))


@given(pools_and_seen(), seeds, st.booleans())
def test_a_draw_is_a_function_of_the_seed(
    case: tuple[list[Pool], list[set[int]]], seed: int, shuffle: bool
) -> None:
    pools, seen = case
    again = [sorted(positions, reverse=True) * 2 for positions in seen]
    assert draw(pools, seed, seen, shuffle=shuffle) == draw(pools, seed, again, shuffle=shuffle)


@given(pools_and_seen(), seeds)
def test_shuffling_draws_the_same_questions(
    case: tuple[list[Pool], list[set[int]]], seed: int
) -> None:
    pools, seen = case
    shuffled = draw(pools, seed, seen, shuffle=True)
    assert sorted(shuffled) == list(draw(pools, seed, seen, shuffle=False))


def test_draws_and_seeds_are_the_same_in_every_process_and_version() -> None:
    drawn = draw([Pool(50_000, 3), Pool(4, 2)], 42, [{7}, {0}], shuffle=True)
    assert drawn == ((0, 7297), (1, 3), (0, 1640), (0, 41906), (1, 2))
    assert permutation(6, 42) == (5, 0, 4, 2, 1, 3)
    assert item_seed(42, 0) == 6085284259181818738


def test_each_position_is_as_likely_as_another() -> None:
    drawn = [draw([Pool(10, 3)], seed, [()], shuffle=False) for seed in SEEDS]
    taken = [position for one in drawn for position in positions(one)]
    assert chi_square(taken, range(10)) < CHI_SQUARE_9_DEGREES


def test_each_unseen_position_is_as_likely_as_another() -> None:
    seen = {0, 3, 4, 9, 13}
    drawn = [draw([Pool(15, 1)], seed, [seen], shuffle=False) for seed in SEEDS]
    unseen = set(range(15)) - seen
    taken = [position for one in drawn for position in positions(one)]
    assert chi_square(taken, unseen) < CHI_SQUARE_9_DEGREES


def test_each_seen_position_is_as_likely_to_complete_a_draw() -> None:
    drawn = [draw([Pool(12, 3)], seed, [range(10)], shuffle=False) for seed in SEEDS]
    assert all({10, 11} < set(positions(one)) for one in drawn)
    again = [positions(one)[0] for one in drawn]
    assert chi_square(again, range(10)) < CHI_SQUARE_9_DEGREES


def test_each_question_is_as_likely_to_come_first_when_shuffled() -> None:
    pools = [Pool(4, 4), Pool(6, 6)]
    first = [draw(pools, seed, [(), ()], shuffle=True)[0] for seed in SEEDS]
    assert chi_square((4 * pool + at for pool, at in first), range(10)) < CHI_SQUARE_9_DEGREES


@pytest.mark.parametrize("place", [0, 4, 9])
def test_each_option_is_as_likely_at_each_place(place: int) -> None:
    found = [permutation(10, item_seed(1, position))[place] for position in SEEDS]
    assert chi_square(found, range(10)) < CHI_SQUARE_9_DEGREES


def test_pools_of_the_same_size_are_drawn_apart() -> None:
    drawn = [positions(draw([Pool(10, 1)] * 2, seed, [(), ()], shuffle=False)) for seed in SEEDS]
    apart = [(second - first) % 10 for first, second in drawn]
    assert chi_square(apart, range(10)) < CHI_SQUARE_9_DEGREES


def test_items_of_close_attempts_have_seeds_of_their_own() -> None:
    found = {item_seed(seed, position) for seed in range(100) for position in range(100)}
    assert len(found) == 10_000
    assert max(found) < 2**64


def test_a_bank_may_be_immense() -> None:
    drawn = draw([Pool(10**15, 5)], 1, [{0, 10**15 - 1}], shuffle=True)
    assert len(set(positions(drawn))) == 5


def test_seen_positions_outside_the_pool_do_not_count() -> None:
    assert draw([Pool(3, 2)], 5, [{-1, 1, 3, 99}], shuffle=False) == (Drawn(0, 0), Drawn(0, 2))


@pytest.mark.parametrize(("size", "number"), [(3, 4), (0, 0), (3, 0), (3, -1), (0, 1)])
def test_a_pool_gives_something_that_it_holds(size: int, number: int) -> None:
    with pytest.raises(InvalidPool):
        Pool(size, number)


def test_seen_is_told_for_each_pool() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw([Pool(3, 1), Pool(3, 1)], 1, [()], shuffle=False)


@given(pools_and_seen(), seeds, st.data())
def test_shuffled_questions_stay_in_their_section(
    case: tuple[list[Pool], list[set[int]]], seed: int, data: st.DataObject
) -> None:
    pools, seen = case
    first = data.draw(st.integers(1, len(pools)))
    parted = [
        replace(pool, section="Un" if at < first else "Deux") for at, pool in enumerate(pools)
    ]

    drawn = draw(parted, seed, seen, shuffle=True)

    assert set(drawn) == set(draw(pools, seed, seen, shuffle=True))
    sections = [parted[pool].section for pool, _ in drawn]
    assert sections == sorted(sections, reverse=True)


def test_one_section_is_shuffled_as_none() -> None:
    pools = [Pool(9, 3), Pool(9, 3)]
    headed = [replace(pool, section="Un") for pool in pools]

    for seed in range(20):
        shuffled = draw(headed, seed, [(), ()], shuffle=True)
        assert shuffled == draw(pools, seed, [(), ()], shuffle=True)


def test_editions_have_seeds_of_their_own_that_a_database_can_hold() -> None:
    found = {common_seed(edition) for edition in SEEDS}

    assert len(found) == len(SEEDS)
    assert max(found) < 2**63
