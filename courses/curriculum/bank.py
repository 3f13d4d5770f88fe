"""Facts and the question bank: written from the records of files, and read back into them.

A writer takes the object or None, its record, and the loader, which knows the numbers of others.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils.timezone import localtime, make_aware
from taggit.models import Tag
from wagtail.models import Orderable

from courses.curriculum import blocks, pictures
from courses.curriculum.schema import modules as files
from courses.curriculum.schema import questions as question_files
from courses.curriculum.schema import quizzes as quiz_files
from courses.curriculum.schema.pictures import PictureFile
from courses.curriculum.schema.site import Fact as FactRecord
from courses.curriculum.schema.site import Source
from elearning.facts import rules
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question, Quiz, QuizDraw, ScoreBand

FACT_FIELDS = ("label", "value", "kind", "details", "audience", "fallback", "confidence")
FACT_DATES = ("verified_on", "verify_again_on")
SOURCE_FIELDS = ("organisation", "title", "date", "url")
QUIZ_FIELDS = (
    "title",
    "pass_mark",
    "review",
    "attempts_allowed",
    "waiting_time",
    "grading",
    "time_limit",
    "grace",
    "shuffle_questions",
    "shuffle_options",
    "avoid_seen",
    "same_for_all",
)
QUIZ_CHOICES = ("feedback", "navigation")
QUIZ_MOMENTS = ("opens_at", "closes_at")


def save(instance: Model, values: dict, publish: bool = True) -> Model:
    """Give an object new values and publish them, or keep them as a draft."""
    for name, value in values.items():
        setattr(instance, name, value)
    if instance._state.adding or not publish:
        instance.save()
    revision = instance.save_revision()  # publishing it saves what it holds
    if publish:
        revision.publish()
    return instance


def in_order(children: Iterable[Orderable]) -> list[Orderable]:
    """Number the children of an object, which the editor does and nothing else."""
    children = list(children)
    for place, child in enumerate(children):
        child.sort_order = place
    return children


def write_fact(fact: Fact | None, record: FactRecord, loader) -> Fact:
    """Write a fact; a doubtful one stays a draft."""
    values = {name: getattr(record, name) for name in FACT_FIELDS + FACT_DATES}
    values |= {f"source_{name}": getattr(record.source, name) for name in SOURCE_FIELDS}
    fact = fact or Fact(key=record.key, live=False)
    return save(fact, values, publish=record.confidence != rules.DOUBTFUL)


def read_fact(fact: Fact) -> FactRecord:
    return FactRecord(
        key=fact.key,
        source=Source(**{name: getattr(fact, f"source_{name}") for name in SOURCE_FIELDS}),
        **{name: getattr(fact, name) for name in FACT_FIELDS + FACT_DATES},
    )


def write_category(category: Category | None, record: files.Category, loader) -> Category:
    category = category or Category(slug=record.slug)
    category.name = record.name
    category.parent_id = loader.pk(Category, record.parent) if record.parent else None
    category.save()
    return category


def read_category(category: Category) -> files.Category:
    parent = category.parent.slug if category.parent else ""
    return files.Category(slug=category.slug, name=category.name, parent=parent)


def write_objective(objective: Objective | None, record: files.Objective, loader) -> Objective:
    objective = objective or Objective(code=record.code)
    objective.label, objective.statement = record.label, record.statement
    objective.save()
    return objective


def read_objective(objective: Objective) -> files.Objective:
    return files.Objective(
        code=objective.code, label=objective.label, statement=objective.statement
    )


def write_question(
    question: Question | None,
    record: question_files.Question,
    loader,
    category: str,
    shown: Mapping[str, PictureFile],
) -> Question:
    """Write a question; its pictures, by the keys of their images, are in the library already."""
    question = question or Question(slug=record.slug, live=False)
    question.tags.set(record.tags)
    content = blocks.question_content(record, loader.html)
    values = {
        "category_id": loader.pk(Category, category),
        "objective_id": loader.pk(Objective, record.objective),
        "content": pictures.to_database(content, shown, loader),
    }
    return save(question, values)


def read_question(question: Question, html) -> question_files.Question:
    columns = {
        "slug": question.slug,
        "objective": question.objective.code,
        "tags": tuple(sorted(tag.name for tag in question.tags.all())),
    }
    content = pictures.from_database(question.content.get_prep_value())
    return blocks.read_question(content, columns, html)


def write_quiz(quiz: Quiz | None, record: quiz_files.Quiz, loader, slug: str) -> Quiz:
    quiz = quiz or Quiz(slug=slug, live=False)
    values = {name: getattr(record, name) for name in QUIZ_FIELDS}
    values |= {name: getattr(record, name) or "" for name in QUIZ_CHOICES}
    values |= {name: moment_of(getattr(record, name)) for name in QUIZ_MOMENTS}
    values["purpose"] = record.rules().purpose
    draws = in_order(_draw(draw, loader) for draw in record.draws)
    bands = in_order(
        ScoreBand(from_percent=band.from_percent, text=band.text) for band in record.bands
    )
    return save(quiz, values | {"draws": draws, "bands": bands})


def _draw(record: quiz_files.Draw, loader) -> QuizDraw:
    return QuizDraw(
        category_id=loader.pk(Category, record.category) if record.category else None,
        question_id=loader.pk(Question, record.question) if record.question else None,
        tag=Tag.objects.get_or_create(name=record.tag)[0] if record.tag else None,
        count=record.draw,
        points=record.points,
        section=record.section,
    )


def read_quiz(quiz: Quiz, usual_slug: str = "") -> quiz_files.Quiz:
    """Return the record of a quiz, without the slug that a module's quiz has when none is said."""
    is_usual = quiz.purpose == quiz_files.usual_purpose(quiz.pass_mark)
    return quiz_files.Quiz(
        purpose=None if is_usual else quiz.purpose,
        slug="" if quiz.slug == usual_slug else quiz.slug,
        draws=tuple(
            quiz_files.Draw(
                category=draw.category.slug if draw.category else "",
                tag=draw.tag.name if draw.tag else "",
                question=draw.question.slug if draw.question else "",
                draw=draw.count,
                points=draw.points,
                section=draw.section,
            )
            for draw in quiz.draws.select_related("category", "tag", "question")
        ),
        **{name: getattr(quiz, name) for name in QUIZ_FIELDS},
        bands=tuple(
            quiz_files.Band(from_percent=band.from_percent, text=band.text)
            for band in quiz.bands.all()
        ),
        **{name: getattr(quiz, name) or None for name in QUIZ_CHOICES},
        **{name: text_of(getattr(quiz, name)) for name in QUIZ_MOMENTS},
    )


def moment_of(text: str) -> datetime.datetime | None:
    return make_aware(datetime.datetime.fromisoformat(text)) if text else None


def text_of(moment: datetime.datetime | None) -> str:
    return localtime(moment).replace(tzinfo=None).isoformat(timespec="minutes") if moment else ""
