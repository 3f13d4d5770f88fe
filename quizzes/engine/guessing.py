"""What answering at random earns, on average."""

from fractions import Fraction
from math import comb


def mean_of_ticks(right: int, wrong: int) -> Fraction:
    """Mean of max(0, right ticked - wrong ticked) / right, each box ticked or not at random."""
    earned = sum(
        comb(right, found) * comb(wrong, missed) * (found - missed)
        for found in range(right + 1)
        for missed in range(min(found, wrong + 1))
    )
    return Fraction(earned, right * 2 ** (right + wrong))


def unless_blank(mean: Fraction, boxes: int) -> Fraction:
    """The mean once nothing ticked, which earns nothing, is no answer any more."""
    return mean * Fraction(2**boxes, 2**boxes - 1)
