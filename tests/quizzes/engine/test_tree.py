"""A tree: 1 holds 2 and 3, 3 holds 4; 5 stands alone."""

from quizzes.engine.tree import above, in_order, subtree

PARENTS = {1: None, 2: 1, 3: 1, 4: 3, 5: None}


def test_a_member_holds_what_is_below_it() -> None:
    assert subtree(PARENTS, 1) == {1, 2, 3, 4}
    assert subtree(PARENTS, 3) == {3, 4}
    assert subtree(PARENTS, 5) == {5}
    assert subtree(PARENTS, 9) == set()


def test_members_come_with_what_is_below_them() -> None:
    assert in_order(PARENTS) == [(1, 0), (2, 1), (3, 1), (4, 2), (5, 0)]


def test_a_loop_does_not_last() -> None:
    assert list(above({1: 2, 2: 1}, 1)) == [2]
