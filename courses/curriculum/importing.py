"""Questions from a file into the bank, as drafts: all of them or none."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from courses.curriculum import blocks, links
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.loader import LINKED
from courses.curriculum.schema.pictures import pictures_in
from courses.curriculum.schema.questions import Question as QuestionRecord
from courses.curriculum.schema.tables import QuestionsRead, read_csv, read_yaml
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question


def read(name: str, text: str, category: Category) -> QuestionsRead:
    """Read a file by the end of its name; what the bank lacks, or has already, is a fault too."""
    is_yaml = name.lower().endswith((".yaml", ".yml"))
    found = read_yaml(text) if is_yaml else read_csv(text, _free_prefix(category))
    if not found.faults:
        found.faults = sorted(_faults(found), key=lambda fault: fault[0])
    return found


def _free_prefix(category: Category) -> str:
    """Return what begins the slugs of the questions of a table, which no question begins with."""
    taken = set(Question.objects.filter(category=category).values_list("slug", flat=True))
    number = len(taken) + 1
    while any(slug.startswith(f"{category.slug}-i{number}-") for slug in taken):
        number += 1
    return f"{category.slug}-i{number}"


def _faults(found: QuestionsRead) -> Iterator[tuple[int, Fault]]:
    slugs = [question.slug for question in found.questions]
    taken = set(Question.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    known = set(Objective.objects.values_list("code", flat=True))
    for line, question in zip(found.lines, found.questions, strict=True):
        if question.slug in taken:
            message = gettext_noop("the bank has a question “%(slug)s” already")
            yield line, Fault("", "slug", message, {"slug": question.slug})
        if question.objective not in known:
            message = gettext_noop("no objective of the bank has the code “%(code)s”")
            yield line, Fault("", "objective", message, {"code": question.objective})
        if any(pictures_in(question)):
            message = gettext_noop("pictures come with a whole module only: add it here afterwards")
            yield line, Fault("", "picture", message)
    yield from _unknown(found)


def _unknown(found: QuestionsRead) -> Iterator[tuple[int, Fault]]:
    for kind, key, line in found.references:
        if kind == "fact" and not Fact.objects.filter(key=key).exists():
            yield line, Fault("", "", gettext_noop("no fact has the key “%(key)s”"), {"key": key})
        elif kind in LINKED and not LINKED[kind].objects.filter(slug=key).exists():
            yield line, Fault("", "", gettext_noop("no page has the slug “%(key)s”"), {"key": key})


@transaction.atomic
def add(records: Sequence[QuestionRecord], category: Category, user) -> list[Question]:
    """Add these questions to a category of the bank, as drafts."""
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
