"""The question types by the key stored with a question: a new type is a module and a line here."""

from collections.abc import Mapping
from typing import Any

from quizzes.engine.protocol import QuestionType
from quizzes.engine.types.categorise import Categorise
from quizzes.engine.types.declared import Declared
from quizzes.engine.types.gap_fill import GapFill
from quizzes.engine.types.inspect import Inspect
from quizzes.engine.types.matching import Matching
from quizzes.engine.types.multiple import Multiple
from quizzes.engine.types.numerical import Numerical
from quizzes.engine.types.open_answer import OpenAnswer
from quizzes.engine.types.ordering import Ordering
from quizzes.engine.types.short_text import ShortText
from quizzes.engine.types.single import Single
from quizzes.engine.types.true_false import TrueFalse

TYPES: Mapping[str, QuestionType[Any]] = {
    Single.key: Single(),
    Multiple.key: Multiple(),
    TrueFalse.key: TrueFalse(),
    Ordering.key: Ordering(),
    Matching.key: Matching(),
    Categorise.key: Categorise(),
    ShortText.key: ShortText(),
    Numerical.key: Numerical(),
    GapFill.key: GapFill(),
    Inspect.key: Inspect(),
    OpenAnswer.key: OpenAnswer(),
    Declared.key: Declared(),
}
UNCOUNTED = tuple(key for key, of_type in TYPES.items() if of_type.marking == "nobody")
RULED = tuple(key for key, of_type in TYPES.items() if of_type.marking == "rule")
