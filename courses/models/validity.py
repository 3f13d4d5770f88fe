from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from quizzes.models import Quiz

A_CENTURY = 1200  # months


class Validity(models.Model):
    """How long the certificates of a module hold, and how they are renewed."""

    validity_months = models.PositiveSmallIntegerField(
        _("validity"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(A_CENTURY)],
        help_text=_("Months from the completion. Left empty: certificates have no end."),
    )
    renewal_days = models.PositiveSmallIntegerField(
        _("renewal opens"),
        default=60,
        help_text=_("Days before the end. Renewing early loses nothing."),
    )
    renewal_quiz = models.OneToOneField(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="renewed_module",
        verbose_name=_("renewal quiz"),
        help_text=_("A shorter one, to renew with. Left empty: the quiz of the module."),
    )
    oldest_edition = models.PositiveIntegerField(
        _("oldest edition still up to date"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Certificates of an earlier edition become “to renew” when the page is published. "
            "They stay true: nothing is taken back."
        ),
    )

    validity_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("validity_months"), FieldPanel("renewal_days")]),
            FieldPanel("renewal_quiz"),
        ],
        heading=_("Validity of the certificates"),
    )

    class Meta:
        abstract = True

    @property
    def quiz_to_renew_with(self) -> Quiz | None:
        return self.renewal_quiz or self.quiz

    def clean(self):
        super().clean()
        faults = {}
        if self.oldest_edition and self.edition and self.oldest_edition > self.edition:
            faults["oldest_edition"] = _("No edition so recent exists: raise the edition first.")
        if self.renewal_quiz and self.renewal_quiz == self.quiz:
            faults["renewal_quiz"] = _("This is the quiz of the module: leave this empty.")
        elif self.renewal_quiz and self.renewal_quiz.pass_mark is None:
            faults["renewal_quiz"] = _("A quiz to renew with needs a pass mark.")
        elif self.validity_months and not self._can_be_renewed():
            faults["validity_months"] = _(
                "These certificates could not be renewed: the quiz needs a pass mark."
            )
        if faults:
            raise ValidationError(faults)

    def _can_be_renewed(self) -> bool:
        quiz = self.quiz_to_renew_with
        return quiz is not None and quiz.pass_mark is not None
