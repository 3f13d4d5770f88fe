from collections.abc import Mapping

from quizzes.engine.reader import Reader
from quizzes.engine.types.choice import Choice, ChoiceType, read_options


class Multiple(ChoiceType):
    """One or more options to choose, one or more right.

    As single choice, with `"scoring": "partial"` (credit for a part) or `"all"` (all or nothing).
    """

    key = "multiple"
    several = True

    def parse(self, content: Mapping[str, object]) -> Choice:
        reader = Reader(content)
        choice = Choice(
            stem=reader.html("stem"),
            options=read_options(reader),
            explanation=reader.html("explanation"),
            partial=reader.one_of("scoring", ("partial", "all")) == "partial",
        )
        reader.check()
        return choice
