"""What makes a good lesson: short, easy, and a gesture at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import Annotated

from courses.curriculum.checks.prose import Prose, lix, prose_of, sentences, words
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum, lesson_file
from courses.curriculum.schema.lessons import AnyBlock, Callout, Lesson, Message
from courses.curriculum.schema.marks import ByKey
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.reading import Record

WORDS_A_MINUTE = 180
MINUTES_TO_DECIDE = {"message": Fraction(1, 2), "question": Fraction(1, 4)}
TOLERANCE = Fraction(30, 100)
EASY_LIX = 40
LONGEST_SENTENCE = 25  # words
VERY_EASY_LIX, EASY_SENTENCE = 30, 12


@dataclass(frozen=True)
class EasyVersion(Record):
    easy: tuple[Annotated[AnyBlock, ByKey()], ...]


def gesture_last(curriculum: Curriculum) -> Iterator[Fault]:
    for name, lesson in lessons_with_files(curriculum):
        match lesson.body[-1:]:
            case (Callout(tone="geste"),):
                continue
        path = f"body[{max(0, len(lesson.body) - 1)}]"
        yield Fault(name, path, gettext_noop("the last block must be a callout of tone geste"))


def easy_to_read(curriculum: Curriculum) -> Iterator[Fault]:
    facts = values_of(curriculum)
    whole = [(name, replace(one, easy=())) for name, one in lessons_with_files(curriculum)]
    for name, page in [*whole, *curriculum.pages()]:
        found = list(prose_of(page, facts))
        score = round(lix([prose.text for prose in found]))
        if score > EASY_LIX:
            message = gettext_noop("hard to read: LIX %(score)d, at most %(most)d")
            yield Fault(name, "", message, {"score": score, "most": EASY_LIX})
        for prose in found:
            yield from _long_sentences(name, prose)


def easy_versions_easy(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the easy-to-read versions that are not: short sentences, short words."""
    facts = values_of(curriculum)
    for name, lesson in lessons_with_files(curriculum):
        texts = [prose.text for prose in prose_of(EasyVersion(lesson.easy), facts)]
        lengths = [len(words(one)) for text in texts for one in sentences(text)]
        if texts and (score := round(lix(texts))) > VERY_EASY_LIX:
            message = gettext_noop("hard to read: LIX %(score)d, at most %(most)d")
            yield Fault(name, "easy", message, {"score": score, "most": VERY_EASY_LIX})
        if texts and median(lengths) > EASY_SENTENCE:
            message = gettext_noop("sentences of %(length)d words, at most %(most)d as a rule")
            params = {"length": round(median(lengths)), "most": EASY_SENTENCE}
            yield Fault(name, "easy", message, params)


def _long_sentences(name: str, prose: Prose) -> Iterator[Fault]:
    for sentence in sentences(prose.text):
        if (length := len(words(sentence))) > LONGEST_SENTENCE:
            message = gettext_noop("a sentence of %(length)d words: “%(begin)s…”")
            yield Fault(name, prose.path, message, {"length": length, "begin": sentence[:40]})


def announced_durations(curriculum: Curriculum) -> Iterator[Fault]:
    facts = values_of(curriculum)
    for folder in curriculum.modules:
        announced, real = folder.module.duration, minutes(folder, facts)
        if abs(real - announced) > TOLERANCE * announced:
            name = f"modules/{folder.module.slug}/module.yaml"
            message = gettext_noop("announces %(announced)d minutes, takes about %(real)d")
            yield Fault(name, "duration", message, {"announced": announced, "real": round(real)})


def minutes(folder: ModuleFolder, facts: Mapping[str, str]) -> Fraction:
    """Return how long a module takes: its lessons, then the quiz at the length of an attempt."""
    drawn = sum(draw.draw for draw in folder.module.quiz.draws)
    average = sum((_minutes_of_question(q, facts) for q in folder.questions), Fraction(0))
    lessons = sum((_minutes_of_lesson(lesson, facts) for lesson in folder.lessons), Fraction(0))
    return lessons + drawn * average / len(folder.questions)


def _minutes_of_lesson(lesson: Lesson, facts: Mapping[str, str]) -> Fraction:
    messages = sum(isinstance(block, Message) for block in lesson.body)
    return _reading(replace(lesson, easy=()), facts) + messages * MINUTES_TO_DECIDE["message"]


def _minutes_of_question(question: Question, facts: Mapping[str, str]) -> Fraction:
    return _reading(question, facts) + MINUTES_TO_DECIDE["question"]


def _reading(record: Lesson | Question, facts: Mapping[str, str]) -> Fraction:
    read = sum(len(words(prose.text)) for prose in prose_of(record, facts))
    return Fraction(read, WORDS_A_MINUTE)


def lessons_with_files(curriculum: Curriculum) -> Iterator[tuple[str, Lesson]]:
    for folder in curriculum.modules:
        for number, lesson in enumerate(folder.lessons, start=1):
            yield lesson_file(folder.module, number, lesson), lesson


def values_of(curriculum: Curriculum) -> dict[str, str]:
    """Return what each fact shows, by key."""
    return {fact.key: fact.value for fact in curriculum.facts}
