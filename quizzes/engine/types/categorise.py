from collections.abc import Mapping

from quizzes.engine.reader import Reader, numbered
from quizzes.engine.types.rows import Row, RowOption, Rows, RowsType


class Categorise(RowsType):
    """Items to sort into groups: what drag and drop does, in a form.

    `{"stem": html, "groups": [{"key", "text"}], "items": [{"key", "text", "group", "feedback"}],
    "explanation": html}`. A group that no item belongs to is a decoy.
    """

    key = "categorise"

    def parse(self, content: Mapping[str, object]) -> Rows:
        reader = Reader(content)
        groups = tuple(
            RowOption(group.text("key"), group.text("text")) for group in reader.members("groups")
        )
        keys = [group.key for group in groups]
        rows = tuple(
            Row(
                item.text("key"),
                item.text("text"),
                item.one_of("group", keys),
                item.text("feedback"),
            )
            for item in reader.members("items")
        )
        note_faults(reader, groups, rows)
        question = Rows(reader.html("stem"), rows, groups, reader.html("explanation"))
        reader.check()
        return question


def note_faults(reader: Reader, groups: tuple[RowOption, ...], rows: tuple[Row, ...]) -> None:
    reader.note_too_few("groups", len(groups), least=2)
    reader.note_too_few("items", len(rows), least=2)
    reader.note_repeated_keys(numbered((group.key for group in groups), "groups.%d.key"))
    reader.note_repeated_texts(numbered((group.text for group in groups), "groups.%d.text"))
    reader.note_repeated_keys(numbered((row.key for row in rows), "items.%d.key"))
    reader.note_repeated_texts(numbered((row.text for row in rows), "items.%d.text"))
