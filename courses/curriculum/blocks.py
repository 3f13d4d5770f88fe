"""Records of the files and the JSON of StreamFields, both ways, field by field."""

import dataclasses
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

from courses.curriculum.links import NotInFiles
from courses.curriculum.schema.help import AnyHelpBlock
from courses.curriculum.schema.lessons import AnyBlock, AnyLessonBlock, AnySheetBlock, Titled
from courses.curriculum.schema.marks import Rich
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.questions.choice import TrueFalse
from courses.curriculum.schema.questions.written import Numerical
from courses.curriculum.schema.reading import Record

NAMESPACE = uuid.UUID("5b0b7f0e-4a52-4a0e-9a53-0f8f2d3f7c11")
BLOCKS = {cls.kind: cls for cls in get_args(AnyBlock)}
SHEET_BLOCKS = {cls.kind: cls for cls in get_args(AnySheetBlock)}
LESSON_BLOCKS = {cls.kind: cls for cls in get_args(AnyLessonBlock)}
HELP_BLOCKS = {cls.kind: cls for cls in get_args(AnyHelpBlock)}
QUESTIONS = {get_args(cls.hints()["type"])[0]: cls for cls in get_args(Question)}
COLUMNS = {"slug", "type", "objective", "tags"}
NUMBERS = ("value", "tolerance", "low", "high")

Translate = Callable[[str], str]


def identifier(*parts: object) -> str:
    """Return the UUID of a part of an object, the same each time its file is loaded."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def page_body(slug: str, body: tuple[Any, ...], html: Translate) -> list[dict]:
    """Return the StreamField of a page; `html` makes rich text fit for the database."""
    return [
        {
            "type": block.kind,
            "value": _block_value(block, html, (slug, index)),
            "id": identifier(slug, index),
        }
        for index, block in enumerate(body)
    ]


def memo(slug: str, sections: tuple[Titled, ...], html: Translate) -> list[dict]:
    """Return the StreamField of a module's memo."""
    return [
        {
            "type": "section",
            "value": _struct(section, html, (slug, "memo", index)),
            "id": identifier(slug, "memo", index),
        }
        for index, section in enumerate(sections)
    ]


def read_memo(raw: list[dict], html: Translate) -> tuple[Titled, ...]:
    return tuple(_read_struct(Titled, child["value"], html) for child in raw)


def _block_value(block: Any, html: Translate, place: tuple) -> Any:
    value = _struct(block, html, place)
    return next(iter(value.values())) if block.bare else value


def question_content(question: Any, html: Translate) -> list[dict]:
    """Return the StreamField of a question; its options keep their keys while they say the same."""
    value = _struct(question, html, (question.slug,))
    if isinstance(value.get("feedback"), dict):
        feedback = value.pop("feedback")
        value |= {f"feedback_{name}": text for name, text in feedback.items()}
    if isinstance(question, TrueFalse):
        value["answer"] = str(question.answer).lower()
    if isinstance(question, Numerical):
        value |= {name: value[name] or None for name in NUMBERS}
    return [{"type": question.type, "value": value, "id": identifier(question.slug)}]


def _struct(record: Any, html: Translate, place: tuple) -> dict:
    hints = record.hints()
    return {
        name: _value(value, hints[name], html, (*place, name))
        for name in _content_fields(type(record))
        if (value := getattr(record, name)) is not None
    }


def _content_fields(cls: Any) -> list[str]:
    """Return the fields that live in the StreamField, for a question those that are no column."""
    names = [field.name for field in dataclasses.fields(cls)]
    return [n for n in names if n not in COLUMNS] if cls in QUESTIONS.values() else names


def _value(value: Any, hint: Any, html: Translate, place: tuple) -> Any:
    if hint == Rich:
        return html(value)
    if isinstance(value, tuple):
        return [_item(item, index, html, place) for index, item in enumerate(value)]
    return _struct(value, html, place) if isinstance(value, Record) else value


def _item(item: Any, index: int, html: Translate, place: tuple) -> dict:
    if not isinstance(item, Record):
        return {"type": "item", "value": item, "id": identifier(*place, item)}
    name = getattr(item, item.identity) if item.identity else index
    return {
        "type": "item",
        "value": _struct(item, html, (*place, name)),
        "id": identifier(*place, name),
    }


def read_body(raw: list[dict], html: Translate, blocks: dict[str, Any]) -> tuple[Any, ...]:
    """Return the blocks of a StreamField. Raises NotInFiles for those that files do not have."""
    return tuple(
        _read_block(_class_of(child["type"], blocks), child["value"], html) for child in raw
    )


def _read_block(cls: Any, value: Any, html: Translate) -> Any:
    if cls.bare:
        value = {dataclasses.fields(cls)[0].name: value}
    return _read_struct(cls, value, html)


def read_question(raw: list[dict], columns: dict, html: Translate) -> Any:
    """Return the question of a StreamField and of its columns, by name.

    Raises NotInFiles for a type that files do not have.
    """
    (child,) = raw
    cls, value = _class_of(child["type"], QUESTIONS), dict(child["value"])
    if cls is TrueFalse:
        value["answer"] = value["answer"] == "true"
    if cls is Numerical:
        value |= {name: _figures(value[name]) for name in NUMBERS}
    feedback = cls.hints().get("feedback")
    if _is_record(feedback):
        value["feedback"] = {
            field.name: value[f"feedback_{field.name}"] for field in dataclasses.fields(feedback)
        }
    return _read_struct(cls, value, html, type=child["type"], **columns)


def _class_of(kind: str, classes: dict[str, Any]) -> Any:
    if kind not in classes:
        raise NotInFiles(kind)
    return classes[kind]


def _read_struct(cls: Any, value: dict, html: Translate, **columns: Any) -> Any:
    hints = cls.hints()
    present = [name for name in _content_fields(cls) if value.get(name) is not None]
    found = {name: _read_value(value[name], hints[name], html) for name in present}
    return cls(**found, **columns)


def _read_value(value: Any, hint: Any, html: Translate) -> Any:
    if hint == Rich:
        return html(value)
    if isinstance(value, list):
        return tuple(_read_value(item["value"], get_args(hint)[0], html) for item in value)
    hint = next(filter(_is_record, get_args(hint)), hint)
    return _read_struct(hint, value, html) if _is_record(hint) else value


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Record)


def _figures(number: Decimal | str | None) -> str:
    return "" if number is None else str(number)
