"""Which questions an attempt asks, and in which order: functions of a seed.

Relied upon: `random.Random(int).sample`. Python promises its algorithm within a version, not from
one to the next (only `random()` is promised for good); a test pins known draws, so that a change
is noticed. What was drawn is stored with the attempt: a new algorithm rewrites no history.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from random import Random
from typing import NamedTuple


class InvalidPool(ValueError):
    """A pool from which nothing, or more than it holds, would be drawn."""


@dataclass(frozen=True)
class Pool:
    """`draw` questions to take out of `size`, numbered from 0, each worth so many points.

    Neighbouring pools under one heading make a section.
    """

    size: int
    draw: int
    points: int = 1
    section: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.draw <= self.size:
            raise InvalidPool(f"Cannot draw {self.draw} out of {self.size}.")


class Drawn(NamedTuple):
    pool: int
    position: int


def draw(
    pools: Sequence[Pool], seed: int, seen: Sequence[Collection[int]], *, shuffle: bool
) -> tuple[Drawn, ...]:
    """Draw each pool's questions, those not in `seen` first.

    `seen` holds, pool by pool, the positions this learner has met; those outside a pool do not
    count. Not shuffled, questions come in the order of the pools and of the positions in each;
    shuffled, they stay in their section.
    The cost grows with what is drawn and seen, not with the size of a pool.
    """
    random = Random(seed)
    drawn = [
        Drawn(index, position)
        for index, (pool, met) in enumerate(zip(pools, seen, strict=True))
        for position in sorted(_positions(pool, met, random))
    ]
    if not shuffle:
        return tuple(drawn)
    sections = [list(run) for _, run in groupby(drawn, key=lambda one: pools[one.pool].section)]
    return tuple(one for section in sections for one in random.sample(section, len(section)))


def permutation(size: int, seed: int) -> tuple[int, ...]:
    """The numbers below `size` in an order given by the seed."""
    return tuple(Random(seed).sample(range(size), size))


def item_seed(seed: int, position: int) -> int:
    """A seed of 64 bits for the item at `position`, unrelated to those of its neighbours.

    A hash rather than a sum: attempts with close seeds must not share orders.
    """
    digest = sha256(f"{seed}:{position}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def common_seed(edition: int) -> int:
    """A seed of 63 bits that all the attempts at an edition share."""
    return item_seed(edition, 0) >> 1


def _positions(pool: Pool, met: Collection[int], random: Random) -> list[int]:
    seen = sorted({position for position in met if 0 <= position < pool.size})
    unseen = pool.size - len(seen)
    ranks = random.sample(range(unseen), min(pool.draw, unseen))
    again = random.sample(seen, pool.draw - len(ranks))
    return _skipping(seen, ranks) + again


def _skipping(seen: Sequence[int], ranks: Sequence[int]) -> list[int]:
    """Positions of the unseen questions of these ranks, `seen` being sorted.

    Before the i-th seen position p stand p - i unseen ones; a rank steps over every seen position
    with no more unseen ones before it than the rank itself.
    """
    unseen_before = [position - index for index, position in enumerate(seen)]
    return [rank + bisect_right(unseen_before, rank) for rank in ranks]
