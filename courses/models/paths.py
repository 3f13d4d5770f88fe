from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.forms import IntroductionForm
from courses.models.base import PublicPage
from courses.models.modules import ModulePage
from courses.models.sections import SectionPage
from courses.models.validity import Term
from elearning.cms.blocks import RICH_TEXT_FEATURES
from quizzes.models import Quiz

PIX_CAMPAIGN = r"^https://app\.pix\.fr/campagnes/[A-Za-z0-9]{4,20}/?$"


class PathIndexPage(SectionPage):
    """The paths, those for citizens first."""

    subpage_types = ["courses.PathPage"]

    class Meta:
        verbose_name = _("list of paths")

    def get_context(self, request, *args, **kwargs):
        paths = PathPage.objects.child_of(self).live().order_by("path")
        steps = PathModule.objects.shown().filter(path_page__in=paths)
        by_path: dict[int, list[PathModule]] = {}
        for step in steps:
            by_path.setdefault(step.path_page_id, []).append(step)
        rows = [{"page": page, "steps": by_path.get(page.pk, [])} for page in paths]
        return super().get_context(request, *args, **kwargs) | {
            "groups": [
                {
                    "label": audience.label,
                    "rows": [row for row in rows if row["page"].audience == audience],
                }
                for audience in PathPage.Audience
            ]
        }


class PathPage(Term, PublicPage):
    """An ordered choice of modules for one role; a module may be in several."""

    class Audience(models.TextChoices):
        CITIZENS = "citoyens", _("For everybody")
        AGENTS = "agents", _("For town halls and public services")

    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("One sentence, for cards and for search.")
    )
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    role = models.CharField(_("role"), max_length=120, help_text=_("Whom it is made for."))
    introduction = RichTextField(_("introduction"), features=RICH_TEXT_FEATURES)
    in_order = models.BooleanField(
        _("in order"),
        default=False,
        help_text=_("Each module opens once those before it that are not optional are completed."),
    )
    coming = RichTextField(
        _("what will come"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("What the path still lacks, in words."),
    )
    quiz = models.ForeignKey(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("positioning quiz"),
        help_text=_("Says which modules to begin with; nobody can fail it."),
    )

    pix_campaign = models.URLField(
        _("campaign on Pix"),
        blank=True,
        validators=[RegexValidator(PIX_CAMPAIGN, _("An address https://app.pix.fr/campagnes/…"))],
        help_text=_("Address of a Pix Orga campaign, proposed as a last step that is not counted."),
    )

    base_form_class = IntroductionForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("role")]),
        FieldPanel("introduction"),
        FieldPanel("quiz"),
        InlinePanel("steps", label=_("module"), heading=_("Modules, in order"), min_num=1),
        FieldPanel("in_order"),
        MultiFieldPanel([Term.term_panel], heading=_("Validity of the certificates")),
        FieldPanel("pix_campaign"),
        FieldPanel("coming"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("role"),
        index.SearchField("introduction"),
    ]
    parent_page_types = ["courses.PathIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")

    @property
    def certificate_subject(self) -> str:
        """Return what certificates of this path are keyed on, whatever its title becomes."""
        return f"path:{self.translation_key}"

    @property
    def renewal_rule(self) -> str:
        """Return in words what renews a certificate."""
        return _(
            "To renew it, do again each module that is not optional and that you have not "
            "completed again since."
        )

    def get_context(self, request, *args, **kwargs):
        steps = list(PathModule.objects.shown().filter(path_page=self))
        return super().get_context(request, *args, **kwargs) | {
            "steps": steps,
            "index": self.get_parent(),
            "time": {name: in_words(spent) for name, spent in minutes(steps).items()},
        }


class PathModuleQuerySet(models.QuerySet):
    def shown(self):
        """Return the steps whose module people can read, in order, each with its module."""
        steps = self.filter(module__live=True).select_related("module")
        return steps.order_by("path_page", "sort_order")


class PathModule(Orderable):
    """A module in a path."""

    path_page = ParentalKey(PathPage, on_delete=models.CASCADE, related_name="steps")
    module = models.ForeignKey(
        ModulePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("module")
    )
    optional = models.BooleanField(_("optional"), default=False)

    objects = PathModuleQuerySet.as_manager()

    panels = [PageChooserPanel("module"), FieldPanel("optional")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["path_page", "module"], name="path_module_once")
        ]


def minutes(steps: list[PathModule]) -> dict[str, int]:
    """Return how long a path takes: what is asked, and what is optional."""
    return {
        "asked": sum(step.module.duration for step in steps if not step.optional),
        "optional": sum(step.module.duration for step in steps if step.optional),
    }


def in_words(minutes: int) -> str:
    """Return a time as people say it (45 minutes, 2 h, 2 h 45), and nothing for none."""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    if not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    return f"{hours}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{rest:02}" if rest else "")
