from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from quizzes.engine.protocol import Answer
from quizzes.engine.reader import Reader, numbered
from quizzes.engine.types.rows import Row, RowOption, Rows, RowsType


class Ordering(RowsType):
    """Items to put in order, each by its rank.

    `{"stem": html, "items": [{"key", "text", "feedback"}], "explanation": html}`, in the right
    order. The options are the ranks, from "1".
    """

    key = "ordering"

    def parse(self, content: Mapping[str, object]) -> Rows:
        reader = Reader(content)
        rows = tuple(
            Row(item.text("key"), item.text("text"), str(rank), item.text("feedback"))
            for rank, item in enumerate(reader.members("items"), start=1)
        )
        reader.note_too_few("items", len(rows), least=3)
        reader.note_repeated_keys(numbered((row.key for row in rows), "items.%d.key"))
        reader.note_repeated_texts(numbered((row.text for row in rows), "items.%d.text"))
        ranks = tuple(RowOption(row.right, row.right) for row in rows)
        question = Rows(reader.html("stem"), rows, ranks, reader.html("explanation"))
        reader.check()
        return question

    def score(self, content: Rows, answer: Answer) -> Fraction:
        """Items followed by the one that follows them in the key / items but the last.

        Moodle's "relative to the next item (excluding last)": one item out of place does not
        spoil all the others. A rank given to several items is given to none.
        """
        chosen = self._chosen(content, answer)
        given = Counter(chosen.values())
        ranks = {key: int(rank) for key, rank in chosen.items() if given[rank] == 1}
        followed = sum(
            item.key in ranks and ranks.get(next_item.key) == ranks[item.key] + 1
            for item, next_item in pairwise(content.rows)
        )
        return Fraction(followed, len(content.rows) - 1)

    def example(self, content: Rows, right: bool) -> Answer:
        ranks = [row.right for row in content.rows]
        ranks = ranks if right else ranks[::-1]
        return {"rows": {row.key: rank for row, rank in zip(content.rows, ranks, strict=True)}}
