"""What makes a good bank: every objective tested, and no way to guess."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

from courses.curriculum.checks.lessons import values_of
from courses.curriculum.checks.prose import prose_of, sentences, words
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum
from courses.curriculum.schema.pools import pool_sizes
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.questions.choice import (
    MultipleChoice,
    Option,
    SingleChoice,
    TrueFalse,
)
from courses.curriculum.schema.questions.inspect import Inspect
from courses.curriculum.schema.questions.written import Numerical, ShortText
from quizzes.engine.reader import fold
from quizzes.engine.settings import is_comfortable

QUESTIONS_AN_OBJECTIVE = 2
OPTIONS = range(3, 6)
LUCK = Fraction(3, 2)  # what a strategy may bring, as a multiple of pure chance
ENOUGH_TO_JUDGE = 8  # questions
SHARED_WORDS = 5  # a sentence of fewer words may come back: “Que faites-vous ?”

Guess = Callable[[tuple[Option, ...]], Option | None]


def objectives_tested(curriculum: Curriculum) -> Iterator[Fault]:
    tested = Counter(question.objective for _, question in curriculum.questions())
    for folder in curriculum.banks():
        name = folder.file
        for index, objective in enumerate(folder.module.objectives):
            if (number := tested[objective.code]) < QUESTIONS_AN_OBJECTIVE:
                message = gettext_noop("%(number)d question on this objective, at least %(least)d")
                params = {"number": number, "least": QUESTIONS_AN_OBJECTIVE}
                yield Fault(name, f"objectives[{index}]", message, params)


def comfortable_draws(curriculum: Curriculum) -> Iterator[Fault]:
    message = gettext_noop("draws %(draw)d of %(size)d questions: attempts will be too alike")
    for name, path, quiz in curriculum.quizzes():
        sizes = pool_sizes(quiz, curriculum.questions())
        for index, (draw, size) in enumerate(zip(quiz.draws, sizes, strict=True)):
            if not draw.question and not is_comfortable(size, draw.draw):
                params = {"draw": draw.draw, "size": size}
                yield Fault(name, f"{path}.draws[{index}]", message, params)


def known_misconceptions(curriculum: Curriculum) -> Iterator[Fault]:
    message = gettext_noop("a wrong answer names the belief it stands for")
    for name, path, question in questions_with_places(curriculum):
        for place, belief in _beliefs(question):
            if not belief:
                yield Fault(name, f"{path}.{place}misconception", message)


def _beliefs(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the misconception of each wrong answer foreseen, with where it stands."""
    match question:
        case TrueFalse() | Numerical():
            yield "", question.misconception
        case SingleChoice() | MultipleChoice():
            for index, option in enumerate(question.options):
                if not option.correct:
                    yield f"options[{index}].", option.misconception
        case ShortText():
            for index, variant in enumerate(question.variants):
                if variant.share < 100:
                    yield f"variants[{index}].", variant.misconception
        case Inspect():
            for index, piece in enumerate(question.pieces):
                if not piece.clue:
                    yield f"pieces[{index}].", piece.misconception


def number_of_options(curriculum: Curriculum) -> Iterator[Fault]:
    for name, path, question in questions_with_places(curriculum):
        if (
            isinstance(question, SingleChoice | MultipleChoice)
            and len(question.options) not in OPTIONS
        ):
            yield Fault(name, f"{path}.options", gettext_noop("3 to 5 options are best"))


def sentences_apart(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the sentences that two questions share: one would help to answer the other."""
    places: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    facts = values_of(curriculum)
    for name, path, question in questions_with_places(curriculum):
        for prose in prose_of(question, facts, path):
            for sentence in filter(_is_telling, sentences(prose.text)):
                places[fold(sentence)].setdefault(question.slug, (name, prose.path))
    message = gettext_noop("this sentence stands in %(other)s too: “%(sentence)s”")
    for sentence, found in places.items():
        first, *others = found
        for other in others:
            yield Fault(*found[other], message, {"other": first, "sentence": sentence})


def _is_telling(sentence: str) -> bool:
    return len(words(sentence)) >= SHARED_WORDS


def no_way_to_guess(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield, by module, the strategies that find the right option more often than chance does."""
    for folder in curriculum.banks():
        single = [q.options for q in folder.questions if isinstance(q, SingleChoice)]
        chance = sum((Fraction(1, len(options)) for options in single), Fraction(0))
        if len(single) < ENOUGH_TO_JUDGE:
            continue
        for message, guess in STRATEGIES.items():
            found = sum(bool((best := guess(options)) and best.correct) for options in single)
            if found > LUCK * chance:
                name = f"{folder.place}/questions.yaml"
                yield Fault(name, "", message, {"found": found, "total": len(single)})


def _nth(place: int) -> Guess:
    return lambda options: options[place] if place < len(options) else None


STRATEGIES: dict[str, Guess] = {
    gettext_noop(
        "choosing the longest option is right %(found)d times of %(total)d"
    ): lambda options: max(options, key=lambda option: len(option.text)),
    gettext_noop(
        "choosing the shortest option is right %(found)d times of %(total)d"
    ): lambda options: min(options, key=lambda option: len(option.text)),
    gettext_noop("choosing the first option is right %(found)d times of %(total)d"): _nth(0),
    gettext_noop("choosing the second option is right %(found)d times of %(total)d"): _nth(1),
    gettext_noop("choosing the third option is right %(found)d times of %(total)d"): _nth(2),
    gettext_noop(
        "choosing the last option is right %(found)d times of %(total)d"
    ): lambda options: options[-1],
}


def true_and_false(curriculum: Curriculum) -> Iterator[Fault]:
    for folder in curriculum.banks():
        answers = [q.answer for q in folder.questions if isinstance(q, TrueFalse)]
        if len(answers) > 1 and len(set(answers)) == 1:
            name = f"{folder.place}/questions.yaml"
            yield Fault(name, "", gettext_noop("every assertion to judge has the same answer"))


def questions_with_places(curriculum: Curriculum) -> Iterator[tuple[str, str, Question]]:
    for folder in curriculum.banks():
        for index, question in enumerate(folder.questions):
            name = f"{folder.place}/questions.yaml"
            yield name, f"questions[{index}]", question
