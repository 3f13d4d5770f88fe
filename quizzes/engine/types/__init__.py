"""The question types by the key stored with a question: a new type is a module and a line here."""

from collections.abc import Mapping
from typing import Any

from quizzes.engine.protocol import QuestionType
from quizzes.engine.types.multiple import Multiple
from quizzes.engine.types.single import Single
from quizzes.engine.types.true_false import TrueFalse

TYPES: Mapping[str, QuestionType[Any]] = {
    Single.key: Single(),
    Multiple.key: Multiple(),
    TrueFalse.key: TrueFalse(),
}
