"""What makes a good game of messages: enough honest ones, and a difficulty said for each trap."""

from collections.abc import Iterator

from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum
from courses.curriculum.schema.games import GameFolder
from courses.curriculum.schema.questions.inspect import Inspect
from quizzes.engine.phish_scale import difficulty

HONEST = range(30, 45)  # percent; too few of them, and one learns to say no to everything


def enough_honest_messages(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the games in which about a third of the messages are not genuine."""
    message = gettext_noop("%(genuine)d genuine messages of %(total)d: one in three is right")
    for folder, messages in _messages(curriculum):
        genuine = sum(question.verdict == "genuine" for _, question in messages)
        if messages and 100 * genuine // len(messages) not in HONEST:
            params = {"genuine": genuine, "total": len(messages)}
            yield Fault(f"{folder.place}/questions.yaml", "", message, params)


def traps_on_the_scale(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the traps of games whose difficulty was not judged."""
    message = gettext_noop("a trap says its cues and its premise (Phish Scale)")
    for folder, messages in _messages(curriculum):
        for index, question in messages:
            if question.verdict == "trap" and not difficulty(question.cues, question.premise):
                yield Fault(f"{folder.place}/questions.yaml", f"questions[{index}].cues", message)


def _messages(curriculum: Curriculum) -> Iterator[tuple[GameFolder, list[tuple[int, Inspect]]]]:
    for folder in curriculum.games:
        questions = enumerate(folder.questions)
        yield folder, [(index, each) for index, each in questions if isinstance(each, Inspect)]
