from collections.abc import Mapping, Sequence

from quizzes.engine.reader import Reader, alphabetical, numbered
from quizzes.engine.types.rows import Row, RowOption, Rows, RowsType


class Matching(RowsType):
    """Things to match, each with the one that goes with it; decoys go with none.

    `{"stem": html, "pairs": [{"key", "text", "match", "feedback"}], "decoys": [{"key", "text"}],
    "explanation": html}`. The match of a pair has the key of the pair.
    """

    key = "matching"

    def parse(self, content: Mapping[str, object]) -> Rows:
        reader = Reader(content)
        pairs = [(read_row(pair), pair.text("match")) for pair in reader.members("pairs")]
        rows = tuple(row for row, _ in pairs)
        decoys = [RowOption(of.text("key"), of.text("text")) for of in reader.members("decoys")]
        matches = [RowOption(row.key, match) for row, match in pairs]
        note_faults(reader, rows, matches, decoys)
        options = in_alphabet([*matches, *decoys])
        question = Rows(reader.html("stem"), rows, options, reader.html("explanation"))
        reader.check()
        return question


def read_row(reader: Reader) -> Row:
    key = reader.text("key")
    return Row(key, reader.text("text"), key, reader.text("feedback"))


def in_alphabet(options: Sequence[RowOption]) -> tuple[RowOption, ...]:
    return tuple(options[index] for index in alphabetical([option.text for option in options]))


def note_faults(
    reader: Reader, rows: Sequence[Row], matches: Sequence[RowOption], decoys: Sequence[RowOption]
) -> None:
    reader.note_too_few("pairs", len(rows), least=2)
    reader.note_repeated_texts(numbered((row.text for row in rows), "pairs.%d.text"))
    reader.note_repeated_texts(
        numbered((match.text for match in matches), "pairs.%d.match")
        | numbered((decoy.text for decoy in decoys), "decoys.%d.text")
    )
    reader.note_repeated_keys(
        numbered((row.key for row in rows), "pairs.%d.key")
        | numbered((decoy.key for decoy in decoys), "decoys.%d.key")
    )
