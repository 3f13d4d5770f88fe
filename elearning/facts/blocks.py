from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elearning.cms.posted import CheckedChooserBlock


class FactBlock(CheckedChooserBlock):
    """A fact shown as a card: label, value, how to use it, source and date."""

    def __init__(self, **kwargs):
        super().__init__("facts.Fact", **kwargs)

    class Meta:
        icon = "tag"
        group = _("Show")
        label = _("Fact")
        description = _("A phone number, a figure or a rule of law, kept up to date in one place.")
        template = "courses/blocks/fact.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if value is not None:
            today = timezone.localdate()
            context |= {"is_shown": value.is_shown(today), "words": value.words(today)}
        return context


class ContactBlock(FactBlock):
    """A fact shown as somebody to call or a site to open, by a link if its value allows."""

    class Meta:
        label = _("Contact")
        template = "facts/contact.html"
