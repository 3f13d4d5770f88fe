"""What the loader has left in the database, and what has become of it since."""

import hashlib
import json
from collections.abc import Hashable
from enum import Enum

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from courses.curriculum import bank, documents, pictures
from courses.curriculum.models import LoadedObject
from courses.curriculum.writing import plain
from courses.models import HomePage
from elearning.cms.models import CustomDocument, CustomImage
from elearning.facts.models import Fact
from quizzes.models import Category, Objective

KEY_FIELDS = {Fact: "key", Objective: "code", CustomImage: "title", CustomDocument: "title"}
WITHOUT_REVISION = {
    Category: bank.read_category,
    Objective: bank.read_objective,
    CustomImage: pictures.state_of,
    CustomDocument: documents.state_of,
}


class Standing(Enum):
    """How an object of the files stands in the database."""

    NEW = "new"
    DRAFT = "draft"
    SAME = "same"
    CHANGED = "changed"
    EDITED = "edited"
    REMOVED = "removed"
    FOREIGN = "foreign"


class Missing(LookupError):
    """An object that another one needs is in the files and not in the database."""


def digest_of(*sources) -> str:
    """Return a digest of what files say, whatever the writing of their Markdown."""
    said = json.dumps(sources, ensure_ascii=False, default=lambda each: plain(each, rich=str))
    return hashlib.sha256(said.encode()).hexdigest()


class Ledger:
    """Reads all records at once, and the state of all objects of a model when one is asked for."""

    def __init__(self):
        self.records = {
            (record.content_type_id, record.key): record for record in LoadedObject.objects.all()
        }
        self.states: dict[type[Model], dict[str, str]] = {}

    def standing(self, model: type[Model], key: str, digest: str) -> Standing:
        record = self.record(model, key)
        if record is None:
            return Standing.NEW if self._natural_pk(model, key) is None else Standing.FOREIGN
        state = self._states_of(model).get(record.object_id)
        if state is None:
            return Standing.REMOVED
        if state != record.state:
            return Standing.EDITED
        if not record.digest:
            return Standing.DRAFT
        return Standing.SAME if record.digest == digest else Standing.CHANGED

    def record(self, model: type[Model], key: str) -> LoadedObject | None:
        return self.records.get((ContentType.objects.get_for_model(model).pk, key))

    def pk(self, model: type[Model], key: str) -> Hashable:
        """Return the number of an object. Raises Missing when it is not in the database."""
        record = self.record(model, key)
        found = record.object_id if record else self._natural_pk(model, key)
        if found is None or (record and found not in self._states_of(model)):
            raise Missing(f"{model._meta.verbose_name} {key}")
        return model._meta.pk.to_python(found)

    def note(self, instance: Model, key: str, digest: str) -> None:
        """Remember an object as it was just written; without a digest it is a draft to finish."""
        model = type(instance)
        content_type = ContentType.objects.get_for_model(model)
        values = {
            "object_id": str(instance.pk),
            "digest": digest,
            "state": _states(model, pk=instance.pk)[str(instance.pk)],
        }
        record, _ = LoadedObject.objects.update_or_create(
            content_type=content_type, key=key, defaults=values
        )
        self.records[content_type.pk, key] = record
        self._states_of(model)[record.object_id] = record.state

    def _states_of(self, model: type[Model]) -> dict[str, str]:
        if model not in self.states:
            self.states[model] = _states(model)
        return self.states[model]

    def _natural_pk(self, model: type[Model], key: str):
        found = model._default_manager.all()
        if model is not HomePage:
            found = found.filter(**{KEY_FIELDS.get(model, "slug"): key})
        return found.values_list("pk", flat=True).first()


def _states(model: type[Model], **filters) -> dict[str, str]:
    """Return the state of objects by number: their last revision, or a digest of their fields."""
    found = model._default_manager.filter(**filters)
    if model in WITHOUT_REVISION:
        read = WITHOUT_REVISION[model]
        return {str(instance.pk): digest_of(read(instance)) for instance in found}
    rows = found.values_list("pk", "latest_revision", "live")
    return {str(pk): f"{revision}{' live' if live else ''}" for pk, revision, live in rows}
