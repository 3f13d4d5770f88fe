"""Whether a page can be published without its form, which is where faults are shown."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, TextField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from elearning.cms.guidance import refuse_guidance
from elearning.cms.references import refuse_missing_references


def is_ready(page: Page) -> bool:
    """Return whether the form of the page's draft would let it be published."""
    return is_finished(page.specific.get_latest_revision_as_object())


def is_finished(draft: Model, exclude: Collection[str] = (), *, validate_unique=True) -> bool:
    """Return whether a draft, of a page or of a question, lacks nothing.

    `exclude` and `validate_unique`, as for `full_clean`, leave out what is judged elsewhere.
    """
    try:
        draft.full_clean(exclude=exclude, validate_unique=validate_unique)
        for field in draft._meta.get_fields():
            _check(field, draft)
    except ValidationError:
        return False
    return True


def _check(field, draft: Model) -> None:
    if isinstance(field, StreamField):
        field.stream_block.clean(field.value_from_object(draft))
    if isinstance(field, CharField | TextField):
        refuse_guidance(field.value_from_object(draft))
    if isinstance(field, RichTextField):
        refuse_missing_references(field.value_from_object(draft))
