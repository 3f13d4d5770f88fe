"""Questions from a file into the bank, as drafts: all of them or none."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from courses import offers
from courses.curriculum import blocks, links
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.loader import LINKED
from courses.curriculum.schema.pictures import pictures_in
from courses.curriculum.schema.questions import Question as QuestionRecord
from courses.curriculum.schema.tables import QuestionsRead, read_sheet, read_yaml
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question

Said = tuple[str, frozenset[str]]  # a question: its words, and those of its options


def read(name: str, content: bytes, category: Category) -> QuestionsRead:
    """Read a file by the end of its name; what the bank lacks is a fault too.

    What the bank has already is set apart.
    """
    is_yaml = name.lower().endswith((".yaml", ".yml"))
    found = _read_yaml(content) if is_yaml else read_sheet(content, _free_prefix(category))
    if not found.faults:
        found.faults = sorted(_faults(found), key=lambda fault: fault[0])
    if found.faults:
        found.questions = ()
    else:
        _set_apart(found, category)
    return found


def _read_yaml(content: bytes) -> QuestionsRead:
    try:
        return read_yaml(offers.decode(content))
    except UnicodeDecodeError:
        return QuestionsRead(faults=[(0, Fault("", "", gettext_noop("this file is not text")))])


def _free_prefix(category: Category) -> str:
    """Return what begins the slugs of the questions of a table, which no question begins with."""
    taken = set(Question.objects.filter(category=category).values_list("slug", flat=True))
    number = len(taken) + 1
    while any(slug.startswith(f"{category.slug}-i{number}-") for slug in taken):
        number += 1
    return f"{category.slug}-i{number}"


def _faults(found: QuestionsRead) -> Iterator[tuple[int, Fault]]:
    known = set(Objective.objects.values_list("code", flat=True))
    for line, question in zip(found.lines, found.questions, strict=True):
        if question.objective not in known:
            message = gettext_noop("no objective of the bank has the code “%(code)s”")
            yield line, Fault("", "", message, {"code": question.objective[:60]})
        if any(pictures_in(question)):
            message = gettext_noop("pictures come with a whole module only: add it here afterwards")
            yield line, Fault("", "", message)
    yield from _unknown(found)


def _unknown(found: QuestionsRead) -> Iterator[tuple[int, Fault]]:
    for kind, key, line in found.references:
        if kind == "fact" and not Fact.objects.filter(key=key).exists():
            yield line, Fault("", "", gettext_noop("no fact has the key “%(key)s”"), {"key": key})
        elif kind in LINKED and not LINKED[kind].objects.filter(slug=key).exists():
            yield line, Fault("", "", gettext_noop("no page has the slug “%(key)s”"), {"key": key})


def _set_apart(found: QuestionsRead, category: Category) -> None:
    """Part what is new from what the bank has: the same slug, or the same words in the category."""
    slugs = [question.slug for question in found.questions]
    taken = set(Question.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    here = {_said_by(question) for question in Question.objects.filter(category=category)} - {None}
    stems = {said[0] for said in here if said}
    said = {one.slug: _said_by(as_question(one)) for one in found.questions}
    known = {slug for slug in said if slug in taken or said[slug] in here}
    found.known = tuple(one for one in found.questions if one.slug in known)
    found.questions = tuple(one for one in found.questions if one.slug not in known)
    found.alike = frozenset(slug for slug, words in said.items() if words and words[0] in stems)


def as_question(record: QuestionRecord) -> Question:
    """Return a question as the bank would have it, to read its words: its links lead nowhere."""
    return Question(content=blocks.question_content(record, str))


def _said_by(question: Question) -> Said | None:
    """Return the words of a question whose options tell it from others, else None."""
    if not question.content or question.content[0].block_type not in ("single", "multiple"):
        return None
    options = question.content[0].value["options"]
    words = [question.stem_text, *(option["text"] for option in options)]
    stem, *texts = (" ".join(text.split()).casefold() for text in words)
    return stem, frozenset(texts)


@transaction.atomic
def take_in(name: str, content: bytes, category: Category, user) -> tuple[QuestionsRead, int]:
    """Add what a file holds and the bank lacks, as drafts; return what was read, and how many.

    Nothing is added where anything is wrong. Two at once come one after the other.
    """
    Category.objects.select_for_update().get(pk=category.pk)
    found = read(name, content, category)
    return found, len(_add_all(found.questions, category, user))


def _add_all(records: Sequence[QuestionRecord], category: Category, user) -> list[Question]:
    objectives = {one.code: one for one in Objective.objects.all()}
    return [_add(record, category, objectives[record.objective], user) for record in records]


def _add(record: QuestionRecord, category: Category, objective: Objective, user) -> Question:
    question = Question(
        slug=record.slug,
        category=category,
        objective=objective,
        content=blocks.question_content(record, _html),
        live=False,
    )
    question.tags.set(record.tags)
    question.save()
    question.save_revision(user=user, log_action=True)
    return question


def _html(text: str) -> str:
    return links.to_database(text, lambda kind, slug: LINKED[kind].objects.get(slug=slug).pk)
