"""The site of tests/access, where every field that a person or a trainer fills says a payload."""

import itertools
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.html import escape
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, RevisionMixin

from tests.xss.payloads import PAYLOADS

OURS = {
    *("accounts", "assignments", "certificates", "cms", "courses", "facts", "learning"),
    *("organisations", "quizzes", "taggit", "wagtailcore", "wagtailusers"),
}
# What no form asks for, or what would no longer be found.
WRITTEN_BY_US = {
    *("action", "code", "content_path", "department", "file_hash", "folded", "hostname", "key"),
    *("language_code", "model_path", "object_id", "password", "path", "siren", "subject"),
    *("to_object_id", "type", "url_path", "preferred_language", "current_time_zone"),
}
KEPT = {"wagtailcore.Revision", "wagtailcore.Locale", "wagtailcore.Site"}
AT_MOST = 20  # payloads in a field


class Pen:
    """Writes payloads one after the other, as many as a field holds.

    In rich text, as they are, as if the database had been written by hand; or as the editor
    keeps them when they are typed.
    """

    def __init__(self, typed: bool):
        self.typed = typed
        self.left = itertools.cycle(PAYLOADS)
        self.used: set[str] = set()

    def write(self, most: int | None = None) -> str:
        text = ""
        for payload in itertools.islice(self.left, AT_MOST):
            if most and len(text) + len(payload) + 1 > most:
                break
            self.used.add(payload)
            text += f"{payload} "
        return text.strip() or "<b onclick=fired()>"[:most]

    def rich(self) -> str:
        return f"<p>Des mots. {escape(self.write()) if self.typed else self.write()}</p>"

    def rewrite(self, value):
        """Return JSON with payloads in the place of what people read."""
        if isinstance(value, dict):
            return {key: self.rewrite(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.rewrite(item) for item in value]
        if isinstance(value, str) and (" " in value or value[:1].isupper() or "<" in value):
            return self.rich() if value.startswith("<p>") else f"Des mots. {self.write(110)}"
        return value


def fill(pen: Pen) -> None:
    """Write a payload in every field of every row, then keep revisions that say the same."""
    for model in apps.get_models():
        if model._meta.app_label in OURS and model._meta.label not in KEPT:
            for field in _fields(model):
                for row in model._base_manager.all():
                    _write(pen, model, field, row)
    for model in apps.get_models():
        if issubclass(model, RevisionMixin) and not issubclass(model, Page):
            for row in model._base_manager.all():
                row.save_revision(clean=False)
    for page in Page.objects.filter(depth__gt=1).specific():
        page.save_revision(clean=False)


def _fields(model) -> Iterator[models.Field]:
    for field in model._meta.local_concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        is_number = isinstance(field, models.SlugField | models.EmailField | models.URLField)
        if is_text and not is_number and not field.choices and field.name not in WRITTEN_BY_US:
            yield field


def _write(pen, model, field, row) -> None:
    if isinstance(field, StreamField):
        value = pen.rewrite(list(getattr(row, field.name).raw_data))
    elif isinstance(field, models.JSONField):
        value = pen.rewrite(getattr(row, field.name))
    elif isinstance(field, RichTextField):
        value = pen.rich()
    else:
        value = pen.write(field.max_length)
    model._base_manager.filter(pk=row.pk).update(**{field.name: value})
