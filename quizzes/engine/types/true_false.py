from collections.abc import Mapping

from quizzes.engine.reader import Reader
from quizzes.engine.types.choice import Choice, ChoiceType, Option


class TrueFalse(ChoiceType):
    """An assertion, true or false: two options, `true` then `false`, never shuffled.

    `{"stem": html, "answer": bool, "feedback": {"true": str, "false": str}, "explanation": html}`
    The text of an option is its key: what people read is for the page to say.
    """

    key = "true_false"

    def parse(self, content: Mapping[str, object]) -> Choice:
        reader = Reader(content)
        answer, feedback = reader.boolean("answer"), reader.member("feedback")
        options = (
            Option("true", "true", answer, feedback.text("true")),
            Option("false", "false", not answer, feedback.text("false")),
        )
        choice = Choice(reader.html("stem"), options, reader.html("explanation"))
        reader.check()
        return choice

    def order(self, content: Choice, seed: int, shuffle: bool) -> tuple[int, ...]:
        return (0, 1)
