from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PagePermissionTester
from wagtail.query import PageQuerySet
from wagtail.search import index

from courses.blocks import MemoStreamBlock
from courses.forms import ModuleForm
from courses.models.base import RoutedPublicPage
from courses.models.validity import Validity
from elearning.cms.blocks import RICH_TEXT_FEATURES
from elearning.cms.fields import QuietStreamField
from elearning.cms.inline import InlineRowsMixin
from quizzes.models import Objective, Quiz


class ModuleQuerySet(PageQuerySet):
    def of_quiz(self, quiz_id: int) -> "ModulePage | None":
        """Return the module that a quiz completes or renews, if there is one."""
        return self.filter(Q(quiz=quiz_id) | Q(renewal_quiz=quiz_id)).first()

    def open_to(self, user):
        """Return those that somebody may write: nobody's, one's own, and the shared ones.

        Whoever reviews may write all; the permissions of pages come on top of this.
        """
        if user.has_perm("quizzes.publish_quiz"):
            return self
        theirs = Q(owner=None) | Q(owner=user) | Q(coauthors__user=user)
        return self.filter(pk__in=ModulePage.objects.filter(theirs).values("pk"))


class WrittenByOthers(PagePermissionTester):
    """What may be done with a page of somebody else's module: nothing that changes it."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.permissions = self.permissions - {"add", "change"}


def permissions_in_module(user, page: Page, is_open: bool) -> PagePermissionTester:
    return (PagePermissionTester if is_open else WrittenByOthers)(user, page)


class ModulePage(InlineRowsMixin, Validity, RoutedPublicPage):
    """A module of 5 to 20 minutes on one competence: lessons, then a quiz."""

    class Level(models.TextChoices):
        DISCOVERY = "decouverte", _("Discovery")
        CONSOLIDATION = "consolidation", _("Consolidation")
        RESPONSIBLE = "responsable", _("For those in charge")

    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("One sentence, for cards and for search.")
    )
    introduction = RichTextField(_("introduction"), features=RICH_TEXT_FEATURES)
    level = models.CharField(_("level"), max_length=15, choices=Level, default=Level.DISCOVERY)
    duration = models.PositiveSmallIntegerField(
        _("duration"), validators=[MinValueValidator(1)], help_text=_("Minutes, quiz included.")
    )
    edition = models.PositiveIntegerField(
        _("edition"),
        default=1,
        help_text=_("Raised from the page of the whole module, when it is published again."),
    )
    quiz = models.OneToOneField(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="module",
        verbose_name=_("quiz"),
    )

    by_quiz_alone = models.BooleanField(
        _("by the quiz alone"),
        default=False,
        help_text=_("Whoever passes the quiz completes the module, its lessons read or not."),
    )
    memo = QuietStreamField(
        MemoStreamBlock(),
        verbose_name=_("memo"),
        blank=True,
        help_text=_("What to keep of the module, on one page to print."),
    )

    authors = models.CharField(
        _("authors"), max_length=200, blank=True, help_text=_("Shown, and kept when it is shared.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=80,
        blank=True,
        help_text=_("Under which others may use the module, such as CC BY-SA 4.0."),
    )

    objects = PageManager.from_queryset(ModuleQuerySet)()

    base_form_class = ModuleForm
    inline_rows = ("objective_links",)
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("duration")]),
        FieldPanel("edition", read_only=True),
        InlinePanel("objective_links", label=_("objective"), heading=_("Objectives"), min_num=1),
        FieldPanel("quiz"),
        FieldPanel("by_quiz_alone"),
        Validity.validity_panel,
        FieldPanel("memo"),
        MultiFieldPanel(
            [
                InlinePanel("frameworks", label=_("reference")),
                InlinePanel("sources", label=_("source")),
                FieldRowPanel([FieldPanel("authors"), FieldPanel("licence")]),
            ],
            heading=_("Frameworks and sources"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("introduction"),
        index.SearchField("memo"),
    ]
    parent_page_types = ["courses.OrientationPage"]
    subpage_types = ["courses.LessonPage"]
    exclude_fields_in_copy = ["quiz", "renewal_quiz", "edition", "oldest_edition"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def with_content_json(self, content):
        """Return a version with its content; going back to an old one lowers no edition."""
        version = super().with_content_json(content)
        version.edition = max(version.edition, self.edition)
        version.oldest_edition = max(version.oldest_edition, self.oldest_edition)
        return version

    def permissions_for_user(self, user):
        is_open = self.owner_id in (None, user.pk) or (
            ModulePage.objects.filter(pk=self.pk).open_to(user).exists()
        )
        return permissions_in_module(user, self, is_open)

    @property
    def lessons(self):
        """Return the live lessons in order."""
        return self.get_children().live().order_by("path").specific()

    @property
    def objectives(self):
        return Objective.objects.filter(module_links__module=self).order_by(
            "module_links__sort_order"
        )

    @property
    def certificate_subject(self) -> str:
        """Return what certificates of this module are keyed on, whatever its title becomes."""
        return f"module:{self.translation_key}"

    @property
    def completion_rule(self) -> str:
        """Return in words what completes the module."""
        if self.quiz is None or self.quiz.pass_mark is None:
            return _("The module is completed once every lesson is finished.")
        if self.by_quiz_alone:
            alone = _(
                "The module is completed once the quiz is passed with at least %(percent)s%% of "
                "right answers. If you know the subject already, you may skip the lessons."
            )
            return f"{alone % {'percent': self.quiz.pass_mark}} {self.attempts_rule}"
        passed = _(
            "The module is completed once every lesson is finished and the quiz is passed with at "
            "least %(percent)s%% of right answers."
        )
        return f"{passed % {'percent': self.quiz.pass_mark}} {self.attempts_rule}"

    @property
    def attempts_rule(self) -> str:
        """Return in words how often the quiz may be taken."""
        allowed = self.quiz.rules.attempts_allowed if self.quiz else 0
        if not allowed:
            return _("You may try as often as you like.")
        return ngettext(
            "The quiz may be taken %(allowed)s time.",
            "The quiz may be taken %(allowed)s times.",
            allowed,
        ) % {"allowed": allowed}

    @property
    def memo_url(self) -> str:
        """Return the address of the memo, if there is one."""
        return f"{self.url}{self.reverse_subpage('memo')}" if self.memo else ""

    @path("memo/", name="memo")
    def memo_sheet(self, request):
        """Show the memo alone, to print on a page."""
        if not self.memo:
            raise Http404
        return self.render(request, template="courses/memo.html")

    def get_context(self, request, *args, **kwargs):
        lessons = list(self.lessons)
        return super().get_context(request, *args, **kwargs) | {
            "objectives": self.objectives,
            "frameworks": self.frameworks.all(),
            "lessons": lessons,
            "first_lesson": lessons[0] if lessons else None,
            "completion_rule": self.completion_rule,
            "validity_rule": self.validity_rule,
            "sources": self.sources.all(),
            "authors": self.authors,
            "licence": self.licence,
            "updated_on": self.last_published_at,
        }


class ModuleAuthor(models.Model):
    """Somebody with whom the owner of a module shares its writing."""

    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="coauthors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "user"], name="module_shared_once_with")
        ]

    def __str__(self):
        return f"{self.module_id} {self.user_id}"


class ModuleObjective(Orderable):
    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="objective_links")
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        related_name="module_links",
        verbose_name=_("objective"),
    )

    panels = [FieldPanel("objective")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["module", "objective"], name="module_objective_once")
        ]


class ModuleFramework(Orderable):
    """Where the module stands in a framework of competences, with the framework's version."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="frameworks")
    name = models.CharField(_("framework"), max_length=40)
    reference = models.CharField(_("reference"), max_length=40)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("reference")])]


class ModuleSource(Orderable):
    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="sources")
    organisation = models.CharField(_("organisation"), max_length=160)
    title = models.CharField(_("title"), max_length=200)
    date = models.CharField(_("date"), max_length=20, blank=True)
    url = models.URLField(_("address"), blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("url")]),
    ]
