"""What rich text points to: pages, documents, facts. Whatever it is, it must be there."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import extract_references_from_rich_text

MISSING = _("This text quotes something that does not exist: %(kind)s “%(key)s”.")


def refuse_missing_references(html: str) -> None:
    """Raise ValidationError with a sentence for each thing that the text quotes in vain."""
    faults = [
        ValidationError(MISSING, params={"kind": model._meta.verbose_name, "key": key})
        for model, key, *_path in extract_references_from_rich_text(html)
        if not model._default_manager.filter(pk=key).exists()
    ]
    if faults:
        raise ValidationError(faults)
