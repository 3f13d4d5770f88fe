import html
import itertools
from collections.abc import Collection
from functools import cached_property, lru_cache
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.html import strip_tags
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, Tag
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, ReferenceIndex, RevisionMixin
from wagtail.search import index

from elearning.cms import page_cache
from elearning.cms.fields import QuietStreamField
from elearning.facts.models import Fact
from quizzes.blocks import QUESTION_BLOCKS
from quizzes.engine.item import Item
from quizzes.engine.types import TYPES
from quizzes.forms import QuestionForm
from quizzes.models.categories import Category
from quizzes.previews import preview_of_question


class Objective(models.Model):
    """What a learner can do afterwards; results are told by objective."""

    code = models.SlugField(_("code"), unique=True)
    label = models.CharField(
        _("short label"), max_length=60, help_text=_("Names the bar of the result.")
    )
    statement = models.CharField(_("objective"), max_length=200, help_text=_("A measurable verb."))

    panels = [FieldPanel("code"), FieldPanel("label"), FieldPanel("statement")]

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["code"]

    def __str__(self):
        return self.label

    def save(self, **kwargs):
        super().save(**kwargs)
        page_cache.forget_all()


class QuestionQuerySet(models.QuerySet):
    def quoting_facts(self):
        """Return the questions whose text quotes a fact."""
        references = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Question),
            to_content_type=ContentType.objects.get_for_model(Fact),
        )
        return self.filter(
            pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)]
        )


class QuestionTag(ItemBase):
    content_object = ParentalKey("Question", on_delete=models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_questions")


def tags_of_questions():
    return Tag.objects.filter(pk__in=QuestionTag.objects.values("tag")).order_by("name")


class Question(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A question of the bank, as its author edits it. Learners answer its frozen versions."""

    slug = models.SlugField(_("identifier"), unique=True, max_length=80)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="questions", verbose_name=_("category")
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="questions", verbose_name=_("objective")
    )
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))
    content = QuietStreamField(QUESTION_BLOCKS, max_num=1, verbose_name=_("question"))
    current_version = models.ForeignKey(
        "QuestionVersion", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    base_form_class = QuestionForm
    panels = [
        FieldRowPanel([FieldPanel("category"), FieldPanel("objective")]),
        FieldPanel("content"),
        FieldRowPanel([FieldPanel("tags"), FieldPanel("slug")]),
    ]
    search_fields = [
        index.SearchField("slug"),
        index.SearchField("content"),
        index.AutocompleteField("content"),
        index.FilterField("id"),
        index.FilterField("category"),
        index.FilterField("objective"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["slug"]

    def __str__(self):
        return Truncator(self.stem_text).chars(90) or self.slug

    def clean(self):
        super().clean()
        self.slug = self.slug or self._free_slug()

    def _free_slug(self) -> str:
        """Return an identifier made from the question that no other question has."""
        stem = slugify(self.stem_text)[:60].strip("-") or "question"
        others = set(
            Question.objects.filter(slug__startswith=stem)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        numbered = (f"{stem}-{number}" for number in itertools.count(2))
        return next(slug for slug in itertools.chain([stem], numbered) if slug not in others)

    @property
    def is_asked(self) -> bool:
        """Return whether learners may be asked it: what they answer is its frozen version."""
        return self.live and self.current_version_id is not None

    @property
    def type_label(self):
        return self.content[0].block.label if self.content else ""

    @property
    def tag_names(self) -> str:
        return ", ".join(sorted(link.tag.name for link in self.tagged_items.all()))

    @property
    def stem_text(self) -> str:
        """Return the stem of the draft without its markup."""
        stem = str(self.content[0].value["stem"]) if self.content else ""
        return html.unescape(strip_tags(stem.replace("</p>", " "))).strip()

    def draft_to_read(self) -> Self:
        """Return the question as last written, to read: what it points to is not looked up."""
        if not self.has_unpublished_changes or self.latest_revision is None:
            return self
        draft = Question.from_serializable_data(self.latest_revision.content, check_fks=False)
        draft.pk = self.pk
        return draft

    @staticmethod
    def sound(drafts: Collection["Question"]) -> set[int]:
        """Return the ids of drafts with a category, an objective, and a free identifier."""
        categories = Category.objects.in_bulk({draft.category_id for draft in drafts} - {None})
        objectives = Objective.objects.in_bulk({draft.objective_id for draft in drafts} - {None})
        holders = dict(
            Question.objects.filter(slug__in={draft.slug for draft in drafts}).values_list(
                "slug", "pk"
            )
        )
        return {
            draft.pk
            for draft in drafts
            if draft.category_id in categories
            and draft.objective_id in objectives
            and holders.get(draft.slug, draft.pk) == draft.pk
        }

    def is_open_to(self, user) -> bool:
        return self.category.is_open_to(user)

    def frozen_content(self) -> dict:
        """Return what a version keeps: rich text as harmless HTML, facts as their words of today.

        Raises quizzes.engine.errors.InvalidContent when the question cannot be asked.
        """
        child = self.content[0]
        content = child.block.freeze(child.value)
        Item.parse(child.block_type, content)
        return content

    def publish(self, revision, **kwargs):
        """Publish a revision and freeze it as a version, both or neither, one at a time."""
        with transaction.atomic():
            Question.objects.select_for_update().get(pk=self.pk)
            super().publish(revision, **kwargs)
            published = Question.objects.get(pk=self.pk)
            if published.live:
                published.freeze()

    def freeze(self) -> bool:
        """Write a new version if the question says something new; return whether it did."""
        with transaction.atomic():
            question = Question.objects.select_for_update().get(pk=self.pk)
            frozen = {
                "type": question.content[0].block_type,
                "objective_id": question.objective_id,
                "content": question.frozen_content(),
            }
            last = question.versions.order_by("number").last()
            if last and all(getattr(last, name) == value for name, value in frozen.items()):
                return False
            number = 1 + (last.number if last else 0)
            version = question.versions.create(number=number, **frozen)
            Question.objects.filter(pk=self.pk).update(current_version=version)
            return True

    @property
    def preview_modes(self):
        return [
            ("unanswered", _("Question")),
            ("right", _("Right answer")),
            ("wrong", _("Wrong answer")),
        ]

    def get_preview_template(self, request, mode_name):
        return "quizzes/preview.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        for child in self.content:
            content = child.block.freeze(child.value)
            context |= preview_of_question(child.block_type, content, mode_name)
        return context


class QuestionVersion(models.Model):
    """A question as it was on the day it was published. Never edited: attempts point to it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a question")
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="version_number_once")
        ]

    def __str__(self):
        return f"{self.question_id} v{self.number}"

    @property
    def is_marked_by_a_person(self) -> bool:
        return TYPES[self.type].marking == "person"

    @classmethod
    @lru_cache(maxsize=512)
    def kept(cls, pk: int) -> Self:
        """Return a version that an attempt asks, read once a process."""
        return cls.objects.get(pk=pk)

    @cached_property
    def item(self) -> Item:
        """The version as the engine marks it."""
        return Item.parse(self.type, self.content)
