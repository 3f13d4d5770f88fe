"""The rooms that hold something about a person, named once, in settings."""

from importlib import import_module
from types import ModuleType

from django.conf import settings


def rooms() -> list[ModuleType]:
    """Return the `personal_data` module of each room, the highest first.

    Each has `MODELS`, the labels of the models it answers for, `TERMS`, how long it keeps what,
    `OUTLIVES_PEOPLE`, whether that term goes on when a person is gone, `export_for(learner, user)`
    and `erase_for(learner, user)`; either of the two may be None.
    """
    return [import_module(f"{room}.personal_data") for room in settings.PERSONAL_DATA_ROOMS]
