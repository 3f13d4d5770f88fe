from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from elearning.organisations.names import beginnings, folded

SHORTEST_SEARCH = 3  # letters


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        """Return those that still exist: communes merge, groupings are made anew."""
        return self.filter(is_current=True)

    def managed_by(self, user):
        """Return those whose people this person manages, once the Region has validated it."""
        return self.filter(managers__in=user.managed.validated()).distinct()

    def named_like(self, typed: str):
        """Return those whose name or code begins with or holds what was typed, best first.

        Under three letters, none: the list would help nobody.
        """
        if sum(map(str.isalnum, typed)) < SHORTEST_SEARCH:
            return self.none()
        begins, holds = Q(code=typed.strip()), Q()
        for words in filter(None, beginnings(typed)):
            begins |= Q(folded__startswith=words)
            holds |= Q(folded__contains=f" {words}")
        found = self.filter(begins | holds)
        nearness = Case(When(folded=folded(typed), then=0), When(begins, then=1), default=2)
        return found.order_by(nearness, "-population", "name")


class Organisation(models.Model):
    """An employer: a commune or a grouping of the official list, or another structure."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        GROUPING = "epci", _("grouping of communes (EPCI)")
        DEPARTMENT = "departement", _("département")
        OTHER = "other", _("other structure")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    name = models.CharField(_("name"), max_length=160)
    folded = models.CharField(max_length=160, editable=False, db_index=True)
    code = models.CharField(
        _("official code"),
        max_length=9,
        blank=True,
        editable=False,
        help_text="INSEE for communes and départements, SIREN for groupings",
    )
    siren = models.CharField(
        "SIREN", max_length=9, blank=True, validators=[RegexValidator(r"^\d{9}$")]
    )
    department = models.CharField(
        _("département"), max_length=2, validators=[RegexValidator(r"^(\d\d|2[AB])$")]
    )
    population = models.PositiveIntegerField(_("population"), null=True, editable=False)
    epci = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
        limit_choices_to={"kind": "epci"},
        verbose_name=_("grouping of communes (EPCI)"),
        help_text=_("Small structures are counted with it."),
    )
    is_current = models.BooleanField(_("still exists"), default=True)

    objects = OrganisationQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("siren"), FieldPanel("department")]),
        FieldPanel("epci"),
        FieldPanel("is_current"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=~Q(code=""), name="official_code_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="other", code="") | ~Q(kind="other") & ~Q(code=""),
                name="official_organisation_has_code",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = folded(self.name)
        super().save(**kwargs)
