"""A new module begun from an outline: drafts of its lessons, its questions and its quiz."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator, slugify
from wagtail.models import Page

from courses.curriculum import bank, blocks
from courses.curriculum.schema.lessons import Lesson
from courses.curriculum.schema.outlines import OutlineFolder, parse_outline
from courses.curriculum.schema.questions import Question as QuestionRecord
from courses.models import LessonPage, ModuleObjective, ModulePage, OrientationPage
from quizzes.models import Category, Objective, Question, Quiz, QuizDraw
from quizzes.models.settings import QuizSettings

OUTLINES = settings.BASE_DIR / "courses" / "curriculum" / "outlines"
LONGEST_LABEL, LONGEST_TITLE = 60, 160


@cache
def outlines() -> dict[str, OutlineFolder]:
    """Return the outlines by key, in the order of their names."""
    found = [parse_outline(path.parent) for path in OUTLINES.glob("*/outline.yaml")]
    return {one.key: one for one in sorted(found, key=lambda one: one.outline.name)}


@transaction.atomic
def draft_module(
    orientation: OrientationPage,
    folder: OutlineFolder,
    title: str,
    statements: Sequence[str],
    user,
) -> ModulePage:
    """Add the drafts of a whole module below an orientation; return the page of the module.

    Two people at once get two codes: the first one holds the home page until it is done.
    """
    Page.objects.select_for_update().get(pk=orientation.get_parent().pk)
    code = free_code()
    category = Category.objects.create(slug=code, name=title, owner=user)
    objectives = [
        Objective.objects.create(
            code=f"{code}-{number}",
            label=Truncator(statement).chars(LONGEST_LABEL),
            statement=statement,
        )
        for number, statement in enumerate(statements, start=1)
    ]
    questions = [
        _draft_question(record, code, category, objectives[index % len(objectives)], user)
        for index, record in enumerate(folder.questions)
    ]
    quiz = Quiz(
        slug=_with(code, title),
        title=title,
        pass_mark=folder.outline.pass_mark,
        live=False,
    )
    quiz.draws = bank.in_order(QuizDraw(question=question) for question in questions)
    _keep(quiz, user)
    module = _draft_page(orientation, folder, title, quiz, objectives, code, user)
    for index, record in enumerate(folder.lessons):
        _draft_lesson(record, code, module, objectives[index % len(objectives)], user)
    return module


def _words(title: str) -> str:
    return slugify(title)[:60].strip("-")


def _with(code: str, title: str) -> str:
    return f"{_words(title)}-{code}".strip("-")


def _free_slug(orientation: OrientationPage, title: str, code: str) -> str:
    """Return the words of a title, with a code where these are taken or there are none."""
    taken = Page.objects.child_of(orientation).filter(slug=_words(title)).exists()
    return _with(code, title) if taken else _words(title) or code


def free_code() -> str:
    """Return a code such as “m15”, after the last one of the modules."""
    codes = Category.objects.filter(slug__regex=r"^m[0-9]+$").values_list("slug", flat=True)
    taken = [int(re.sub(r"\D", "", code)) for code in codes]
    return f"m{max(taken, default=0) + 1}"


def _draft_page(
    orientation: OrientationPage,
    folder: OutlineFolder,
    title: str,
    quiz: Quiz,
    objectives: Sequence[Objective],
    code: str,
    user,
) -> ModulePage:
    outline = folder.outline
    page = ModulePage(
        title=title,
        slug=_free_slug(orientation, title, code),
        summary=outline.summary,
        introduction=outline.introduction,
        level=outline.level,
        duration=outline.duration,
        memo=blocks.memo(code, outline.memo, str),
        quiz=quiz,
        live=False,
        owner=user,
    )
    page.objective_links = bank.in_order(
        ModuleObjective(objective=objective) for objective in objectives
    )
    orientation.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page


def _draft_lesson(
    record: Lesson, code: str, module: ModulePage, objective: Objective, user
) -> None:
    slug = f"{record.slug}-{code}"
    page = LessonPage(
        title=record.title,
        slug=slug,
        summary=record.summary,
        duration=record.duration,
        body=blocks.page_body(slug, record.body, str),
        live=False,
        owner=user,
    )
    page.objectives = [objective]
    module.add_child(instance=page)
    page.save_revision(user=user, log_action=True)


def _draft_question(
    record: QuestionRecord, code: str, category: Category, objective: Objective, user
) -> Question:
    record = replace(record, slug=f"{code}-{record.slug}")
    content = blocks.question_content(record, str)
    question = Question(
        slug=record.slug, category=category, objective=objective, content=content, live=False
    )
    return _keep(question, user)


@transaction.atomic
def copy_quiz(original: ModulePage, copied: ModulePage, user) -> None:
    """Give the copy of a module a quiz of its own: the same draws of the bank, no results."""
    if original.quiz is None:
        return
    draft = original.quiz.get_latest_revision_as_object()
    settings_of = {field.name: getattr(draft, field.name) for field in QuizSettings._meta.fields}
    slugs = set(Quiz.objects.values_list("slug", flat=True))
    short = copied.slug[:70].strip("-")
    numbered = (f"{short}-{number}" for number in itertools.count(2))
    slug = next(one for one in itertools.chain([short], numbered) if one not in slugs)
    quiz = Quiz(**settings_of | {"title": copied.title[:LONGEST_TITLE], "slug": slug}, live=False)
    for relation in ("draws", "bands"):
        draft.copy_child_relation(relation, quiz)
    _keep(quiz, user)
    copied.quiz = quiz
    copied.save(update_fields=["quiz"])
    copied.save_revision(user=user)


def _keep(instance, user):
    instance.save()
    instance.save_revision(user=user, log_action=True)
    return instance
