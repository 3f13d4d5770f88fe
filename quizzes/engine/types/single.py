from collections.abc import Mapping

from quizzes.engine.reader import Reader
from quizzes.engine.types.choice import Choice, ChoiceType, read_options


class Single(ChoiceType):
    """One option to choose, one right.

    `{"stem": html, "options": [{"key", "text", "correct", "feedback"}], "explanation": html}`
    """

    key = "single"

    def parse(self, content: Mapping[str, object]) -> Choice:
        reader = Reader(content)
        choice = Choice(reader.html("stem"), read_options(reader), reader.html("explanation"))
        if len(choice.right) > 1:
            reader.note("options", "several_right_options", "Only one option can be right.")
        reader.check()
        return choice
