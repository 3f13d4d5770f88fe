"""A module as its author has to finish it: its page, its lessons, its quiz, its questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from elearning.cms.publishing import is_finished
from quizzes.engine.drawing import InvalidPool
from quizzes.models import Question, Quiz

WITHOUT_REVIEW = "courses.publish_without_review"
PUBLISH = ("quizzes.publish_question", "quizzes.publish_quiz")


class Unfinished(Exception):
    """A module with a part that cannot be published yet."""


@dataclass(frozen=True)
class Part:
    """A page, a quiz or a question of a module, with what is left to do of it."""

    instance: Model

    @property
    def kind(self) -> str:
        return self.instance._meta.verbose_name

    @property
    def url(self) -> str:
        if isinstance(self.instance, Page):
            return reverse("wagtailadmin_pages:edit", args=[self.instance.pk])
        name = self.instance.snippet_viewset.get_url_name("edit")
        return reverse(name, args=[quote(self.instance.pk)])

    @cached_property
    def draft(self) -> Model:
        return self.instance.get_latest_revision_as_object()

    @property
    def is_published(self) -> bool:
        return self.instance.live and not self.instance.has_unpublished_changes

    @cached_property
    def is_finished(self) -> bool:
        """Return whether it may be published; what is published has been judged already."""
        return self.is_published or is_finished(self.draft)

    @property
    def state(self) -> str:
        if self.is_published:
            return _("Online")
        return _("Ready to publish") if self.is_finished else _("To write")

    def publish(self, user) -> None:
        """Publish it: whoever asks has been judged on the module as a whole."""
        if not self.is_published:
            revision = self.instance.get_latest_revision() or self.instance.save_revision(user=user)
            revision.publish(user=user, skip_permission_checks=True)


@dataclass(frozen=True)
class QuestionPart(Part):
    """A question, whose draft has been read, and its relations judged, with those of its quiz."""

    written: Question
    is_sound: bool

    RELATIONS = tuple(field.name for field in Question._meta.fields if field.is_relation)

    @property
    def draft(self) -> Question:
        return self.written

    @cached_property
    def is_finished(self) -> bool:
        return self.is_published or (
            self.is_sound and is_finished(self.draft, self.RELATIONS, validate_unique=False)
        )


def parts_of(module: ModulePage) -> list[Part]:
    """Return the parts of a module as its drafts say, those that others need first."""
    draft = module.get_latest_revision_as_object()
    lessons = module.get_children().order_by("path").specific()
    quizzes = [Part(draft.quiz)] if draft.quiz else []
    return [
        *(question for quiz in quizzes for question in _questions(quiz)),
        *quizzes,
        *map(Part, lessons),
        Part(module),
    ]


def in_writing_order(parts: list[Part]) -> list[Part]:
    """Return the parts of a module as one writes them: what it teaches, then what it asks."""
    order = {ModulePage: 0, LessonPage: 1, Question: 2, Quiz: 3}
    return sorted(parts, key=lambda part: order[type(part.instance)])


def next_to_write(module: ModulePage, written: Model) -> Part | None:
    """Return the next part left to write after one, beginning again at the first, or None."""
    parts = in_writing_order(parts_of(module))
    place = next((at for at, part in enumerate(parts) if part.instance == written), -1)
    around = [*parts[place + 1 :], *parts[: max(place, 0)]]
    return next((part for part in around if not part.is_finished), None)


def _questions(quiz: Part) -> Iterator[QuestionPart]:
    """Yield the questions that a quiz always asks; what it draws from the bank is not its own.

    As many queries for two hundred as for one.
    """
    asked = [draw.question_id for draw in quiz.draft.draws.all() if draw.question_id]
    found = Question.objects.select_related("latest_revision").in_bulk(asked)
    drafts = {pk: question.draft_to_read() for pk, question in found.items()}
    sound = Question.sound(drafts.values())
    for pk in asked:
        yield QuestionPart(found[pk], drafts[pk], pk in sound)


def may_publish(user, module: ModulePage) -> bool:
    return module.permissions_for_user(user).can_publish() and user.has_perms(PUBLISH)


def is_complete(parts: list[Part]) -> bool:
    """Return whether everything may be published: a module without a lesson is none."""
    return all(part.is_finished for part in parts) and len(parts) > 1


@dataclass(frozen=True)
class Change:
    """What a publication is for learners: a correction, or a new edition, to renew or not."""

    is_edition: bool = False
    asks_for_renewal: bool = False


CORRECTION = Change()


@transaction.atomic
def publish_all(module: ModulePage, user, change: Change = CORRECTION) -> None:
    """Publish every part of a module, which ends its review. Raises Unfinished.

    The history says so when it is published by somebody who may not publish pages.
    """
    module = ModulePage.objects.select_for_update().get(pk=module.pk)
    if not is_complete(parts_of(module)):
        raise Unfinished
    if change.is_edition:
        _raise_edition(module, change, user)
    parts = parts_of(module)
    try:
        for part in parts[:-1]:
            part.publish(user)
    except InvalidPool as error:
        raise Unfinished from error
    if review := module.current_workflow_task_state:
        review.approve(user=user)
    Part(ModulePage.objects.get(pk=module.pk)).publish(user)
    if not may_publish(user, module):
        log(instance=module, action=WITHOUT_REVIEW, user=user)


def _raise_edition(module: ModulePage, change: Change, user) -> None:
    """Keep a draft of the next edition, which its publication may ask to renew."""
    draft = module.get_latest_revision_as_object()
    draft.edition = module.edition + 1
    if change.asks_for_renewal:
        draft.oldest_edition = draft.edition
    draft.save_revision(user=user)
    module.refresh_from_db()


@transaction.atomic
def ask_for_review(module: ModulePage, user) -> None:
    """Send a finished module to review, once. Raises Unfinished."""
    if not is_complete(parts_of(module)):
        raise Unfinished
    if not module.workflow_in_progress:
        module.get_workflow().start(module, user)
