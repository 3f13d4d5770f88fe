"""How a trainer writes a question: one block per type, which freezes itself for the engine."""

from quizzes.blocks.choice import (
    DeclaredBlock,
    MultipleChoiceBlock,
    SingleChoiceBlock,
    TrueFalseBlock,
)
from quizzes.blocks.inspect import InspectBlock
from quizzes.blocks.rows import CategoriseBlock, MatchingBlock, OrderingBlock
from quizzes.blocks.written import GapFillBlock, NumericalBlock, OpenAnswerBlock, ShortTextBlock

QUESTION_BLOCKS = [
    ("single", SingleChoiceBlock()),
    ("multiple", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
    ("inspect", InspectBlock()),
    ("ordering", OrderingBlock()),
    ("matching", MatchingBlock()),
    ("categorise", CategoriseBlock()),
    ("short_text", ShortTextBlock()),
    ("numerical", NumericalBlock()),
    ("gap_fill", GapFillBlock()),
    ("open_answer", OpenAnswerBlock()),
    ("declared", DeclaredBlock()),
]
