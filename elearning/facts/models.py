import datetime

from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from elearning.cms import page_cache
from elearning.facts import rules
from elearning.facts.forms import FactForm


class FactQuerySet(models.QuerySet):
    def overdue(self, today: datetime.date):
        return self.filter(live=True, verify_again_on__lt=today)

    def to_verify(self, today: datetime.date):
        """Return what an administrator must look at: out of date, or never confirmed."""
        unconfirmed = ~Q(confidence__in=rules.CERTAIN)
        return self.filter(Q(verify_again_on__lt=today) | unconfirmed, live=True)

    def words(self, today: datetime.date) -> dict[str, str]:
        """Return, by key, the words that stand for each fact today, kept with the public pages."""
        return cache.get_or_set(
            f"fact-words:{page_cache.generation()}:{today}",
            lambda: {fact.key: fact.words(today) for fact in self.all()},
            page_cache.seconds_to_midnight(),
        )


class Fact(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """A number, an address, a figure or a rule of law, with its source and a date to verify it."""

    class Kind(models.TextChoices):
        EMERGENCY = rules.EMERGENCY, _("contact for people in danger")
        CONTACT = "contact", _("contact")
        FIGURE = "figure", _("figure")
        LAW = "law", _("rule of law")

    class Confidence(models.TextChoices):
        READ = "V", _("read at the organisation itself")
        SECOND_HAND = "V2", _("read at second hand")
        UNCONFIRMED = "G", _("to be confirmed")
        DOUBTFUL = rules.DOUBTFUL, _("doubtful")

    key = models.SlugField(_("key"), primary_key=True, max_length=60)
    label = models.CharField(_("label"), max_length=120)
    value = models.CharField(
        _("value"), max_length=160, help_text=_("What lessons show: the number, the address…")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    details = models.CharField(
        _("details"), max_length=300, blank=True, help_text=_("Cost, hours, how to use it.")
    )
    audience = models.CharField(_("audience"), max_length=120, blank=True)
    fallback = models.CharField(
        _("words without the value"),
        max_length=160,
        help_text=_("Shown in its place once the fact is past its date or withdrawn."),
    )
    confidence = models.CharField(_("confidence"), max_length=2, choices=Confidence)
    source_organisation = models.CharField(_("source"), max_length=160)
    source_title = models.CharField(_("title of the source"), max_length=200, blank=True)
    source_date = models.CharField(_("date of the source"), max_length=20, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    verified_on = models.DateField(_("verified on"))
    verify_again_on = models.DateField(_("verify again on"))

    objects = FactQuerySet.as_manager()

    base_form_class = FactForm
    panels = [
        FieldPanel("key"),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("kind")]),
        FieldPanel("fallback"),
        FieldPanel("details"),
        FieldPanel("audience"),
        MultiFieldPanel(
            [
                FieldPanel("confidence"),
                FieldPanel("source_organisation"),
                FieldPanel("source_title"),
                FieldPanel("source_date"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verify_again_on")]),
            ],
            heading=_("Source and dates"),
        ),
    ]
    search_fields = [
        index.SearchField("label"),
        index.SearchField("value"),
        index.AutocompleteField("label"),
        index.AutocompleteField("key"),
        index.FilterField("kind"),
        index.FilterField("confidence"),
        index.FilterField("live"),
        index.FilterField("verify_again_on"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verify_again_on__gt=models.F("verified_on")),
                name="fact_verified_before_next",
                violation_error_message=_("A fact is verified again after it was verified."),
            )
        ]

    def __str__(self):
        return f"{self.label} ({self.value})"

    @property
    def state(self) -> rules.FactState:
        return rules.FactState(self.kind, self.live, self.confidence, self.verify_again_on)

    def is_overdue(self, today: datetime.date | None = None) -> bool:
        return rules.is_overdue(self.state, today or timezone.localdate())

    def is_shown(self, today: datetime.date | None = None) -> bool:
        return rules.is_shown(self.state, today or timezone.localdate())

    def words(self, today: datetime.date | None = None) -> str:
        """Return the value, or the words that take its place."""
        return rules.unbroken(self.value if self.is_shown(today) else self.fallback)

    @property
    def link(self) -> str:
        """Return what to open to use the contact, or nothing."""
        return rules.link(self.value)

    @property
    def source(self) -> str:
        """Return the source on one line."""
        parts = (self.source_organisation, self.source_title, self.source_date)
        return ", ".join(part for part in parts if part)
