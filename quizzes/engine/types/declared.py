from collections.abc import Mapping
from fractions import Fraction

from quizzes.engine.pictures import read_picture
from quizzes.engine.protocol import Answer, Counted, Marking
from quizzes.engine.reader import Reader
from quizzes.engine.types.choice import Choice, ChoiceType, Option, note_faults


class Declared(ChoiceType):
    """Where one stands, as one says: options of which none is right, and that earn nothing.

    `{"stem": html, "options": [{"key", "text", "feedback"}], "explanation": html}`
    """

    key = "declared"
    marking: Marking = "nobody"

    def parse(self, content: Mapping[str, object]) -> Choice:
        reader = Reader(content)
        options = tuple(
            Option(
                key=option.text("key"),
                text=option.text("text"),
                correct=False,
                feedback=option.text("feedback"),
                picture=read_picture(option),
            )
            for option in reader.members("options")
        )
        note_faults(reader, options)
        choice = Choice(reader.html("stem"), options, reader.html("explanation"))
        reader.check()
        return choice

    def score(self, content: Choice, answer: Answer) -> Fraction | None:
        self._chosen(content, answer)
        return None

    def counted(self, content: Choice) -> tuple[Counted, ...]:
        return tuple(
            Counted(option.key, "", option.text, right=False) for option in content.options
        )

    def guess_score(self, content: Choice) -> Fraction:
        return Fraction(0)

    def example(self, content: Choice, right: bool) -> Answer:
        return {"chosen": [content.options[0 if right else -1].key]}
