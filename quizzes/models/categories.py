from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from quizzes.engine import tree


class CategoryQuerySet(models.QuerySet):
    def parents(self) -> dict[int, int | None]:
        """Return the parent of each category, in the order of their names."""
        return dict(self.order_by("name", "pk").values_list("pk", "parent"))

    def below(self, root: int):
        """Return a category and those below it."""
        return self.filter(pk__in=tree.subtree(Category.objects.parents(), root))

    def open_to(self, user):
        """Return those that somebody may write in: nobody's, one's own, and the shared ones.

        Whoever reviews questions may write in all.
        """
        if user.has_perm("quizzes.publish_question"):
            return self
        theirs = Q(owner=None) | Q(owner=user) | Q(shared_with=user)
        return self.filter(pk__in=Category.objects.filter(theirs).values("pk"))

    def choices(self) -> list[tuple[int, str]]:
        """Return every category for a list to choose from, indented below its parent."""
        names = dict(self.values_list("pk", "name"))
        return [(pk, f"{'— ' * depth}{names[pk]}") for pk, depth in tree.in_order(self.parents())]


class Category(models.Model):
    """A drawer of the question bank, which may hold others."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("identifier"), unique=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("inside the category"),
        help_text=_("Draws from a category also take the questions of those inside it."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Whoever has made it; nobody for those that everybody writes in."),
    )
    shared_with = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+"
    )

    objects = CategoryQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("parent"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("category of questions")
        verbose_name_plural = _("categories of questions")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def is_open_to(self, user) -> bool:
        return Category.objects.filter(pk=self.pk).open_to(user).exists()

    def clean(self):
        super().clean()
        if self.pk and self.parent_id in tree.subtree(Category.objects.parents(), self.pk):
            raise ValidationError(
                {"parent": _("A category cannot stand inside itself, or inside one it holds.")}
            )
