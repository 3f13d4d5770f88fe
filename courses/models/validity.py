from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from quizzes.models import Quiz

A_CENTURY = 1200  # months


class Term(models.Model):
    """How long the certificates of a module or of a path hold."""

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

    term_panel = FieldRowPanel([FieldPanel("validity_months"), FieldPanel("renewal_days")])

    class Meta:
        abstract = True

    @property
    def term_in_words(self) -> str:
        """Return how long a certificate holds, or nothing where it has no end."""
        if self.validity_months is None:
            return ""
        return ngettext(
            "The certificate holds for %(months)s month.",
            "The certificate holds for %(months)s months.",
            self.validity_months,
        ) % {"months": self.validity_months}


class Validity(Term):
    """How long the certificates of a module hold, and how they are renewed."""

    renewal_quiz = models.OneToOneField(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="renewed_module",
        verbose_name=_("renewal quiz"),
        help_text=_(
            "A shorter one, enough to renew with. Left empty: the module is done again, its "
            "lessons and its quiz."
        ),
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
            Term.term_panel,
            FieldPanel("renewal_quiz"),
        ],
        heading=_("Validity of the certificates"),
    )

    class Meta:
        abstract = True

    @property
    def validity_rule(self) -> str:
        """Return in words how long a certificate holds and what renews it, or nothing."""
        term = self.term_in_words
        return f"{term} {self.renewal_rule}" if term else ""

    @property
    def short_renewal(self) -> Quiz | None:
        """Return the shorter quiz that is enough to renew with, where there is one to take."""
        quiz = self.renewal_quiz
        return quiz if quiz and quiz.is_open and quiz.pass_mark is not None else None

    @property
    def renews_by_lessons(self) -> bool:
        """Return whether the lessons are to be finished again, as they were to complete it."""
        alone = self.by_quiz_alone and self.quiz and self.quiz.pass_mark is not None
        return not (self.short_renewal or alone)

    @property
    def renewal_rule(self) -> str:
        """Return in words what renews a certificate."""
        if quiz := self.short_renewal:
            return _(
                "To renew it, pass the renewal quiz, with at least %(percent)s%% of right answers."
            ) % {"percent": quiz.pass_mark}
        if not self.renews_by_lessons:
            return _(
                "To renew it, pass the quiz again, with at least %(percent)s%% of right answers."
            ) % {"percent": self.quiz.pass_mark}
        if self.quiz is None or self.quiz.pass_mark is None:
            return _("To renew it, do the module again: finish each of its lessons once more.")
        return _(
            "To renew it, do the module again: finish each of its lessons once more, and pass its "
            "quiz again with at least %(percent)s%% of right answers."
        ) % {"percent": self.quiz.pass_mark}

    def clean(self):
        super().clean()
        faults = {}
        if self.oldest_edition and self.edition and self.oldest_edition > self.edition:
            faults["oldest_edition"] = _("No edition so recent exists: raise the edition first.")
        if self.renewal_quiz and self.renewal_quiz == self.quiz:
            faults["renewal_quiz"] = _("This is the quiz of the module: leave this empty.")
        elif self.renewal_quiz and self.renewal_quiz.pass_mark is None:
            faults["renewal_quiz"] = _("A quiz to renew with needs a pass mark.")
        if faults:
            raise ValidationError(faults)
