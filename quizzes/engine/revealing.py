"""What a learner may be told of the answers of an attempt, apart from its result."""

from typing import Literal, TypeAlias

from quizzes.engine.settings import Settings

Revealed: TypeAlias = Literal["key", "right", "nothing"]
"""The key of every question, the explanation of what was answered right, or neither."""


def revealed(rules: Settings, *, closed: bool, passed: bool, may_try_again: bool) -> Revealed:
    """Return what may be told of an attempt; questions explained at once are told one by one.

    `passed` is the result of all the attempts. As long as another one may follow, a quiz that
    waits for success gives no key away: the same question may come back.
    """
    if not closed or rules.feedback == "never":
        return "nothing"
    if rules.feedback == "passed" and not passed and may_try_again:
        return "right"
    return "key"
