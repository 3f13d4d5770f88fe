"""A tree told by the parent of each of its members; tens of them, read whole."""

from collections.abc import Iterator, Mapping

Parents = Mapping[int, int | None]


def subtree(parents: Parents, root: int) -> set[int]:
    """A member and whatever is below it."""
    return {member for member in parents if root in (member, *above(parents, member))}


def above(parents: Parents, member: int) -> Iterator[int]:
    """The parent of a member, its own parent and so on; a loop is walked once."""
    met = {member}
    parent = parents.get(member)
    while parent is not None and parent not in met:
        yield parent
        met.add(parent)
        parent = parents.get(parent)


def in_order(parents: Parents) -> list[tuple[int, int]]:
    """Members, each followed by what is below it, with their depth; siblings keep their order."""

    def below(parent: int | None, depth: int) -> Iterator[tuple[int, int]]:
        for member, its_parent in parents.items():
            if its_parent == parent:
                yield member, depth
                yield from below(member, depth + 1)

    return list(below(None, 0))
