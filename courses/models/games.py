from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses.models.base import PublicPage
from quizzes.models import Quiz


class GamePage(PublicPage):
    """A game to play again and again: a practice quiz drawn from a bank of messages."""

    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("One sentence, for cards and for search.")
    )
    lead = models.CharField(_("lead"), max_length=300)
    quiz = models.ForeignKey(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("quiz"),
        help_text=_("Without a pass mark: a game cannot be failed."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("lead"),
        FieldPanel("quiz"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lead"),
    ]
    parent_page_types = ["courses.HomePage"]
    subpage_types = []
    show_in_menus_default = True

    class Meta:
        verbose_name = _("game")
        verbose_name_plural = _("games")
