"""Writes a curriculum as the files it can be read from again. Pure."""

import datetime
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import yaml

from courses.curriculum.markdown import to_markdown
from courses.curriculum.schema import documents, pictures
from courses.curriculum.schema.folder import Curriculum, lesson_file, path_files
from courses.curriculum.schema.games import GameFolder
from courses.curriculum.schema.marks import ByKey, Rich
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.reading import Record

TEXT_TAG = "tag:yaml.org,2002:str"
WORD = re.compile(r"[a-z0-9_-]*[a-z][a-z0-9_-]*")
FILES = (
    "site.yaml",
    "facts.yaml",
    "help/*.yaml",
    "paths/*.yaml",
    "sheets/*.yaml",
    "games/*/*.yaml",
    "modules/*/*.yaml",
    "modules/*/lessons/*.yaml",
)


def write(curriculum: Curriculum, folder: Path) -> None:
    """Write every file of a curriculum; those of an earlier one are removed first."""
    extensions = (*pictures.EXTENSIONS, *documents.EXTENSIONS)
    for pattern in (*FILES, *(f"*/*/*.{extension}" for extension in extensions)):
        for path in list(folder.glob(pattern)):
            path.unlink()
    _write_yaml(folder / "site.yaml", plain(curriculum.site))
    _write_yaml(folder / "facts.yaml", {"facts": [plain(fact) for fact in curriculum.facts]})
    for page in curriculum.help:
        _write_yaml(folder / "help" / f"{page.slug}.yaml", plain(page))
    for sheet in curriculum.sheets:
        _write_yaml(folder / "sheets" / f"{sheet.slug}.yaml", plain(sheet))
    for name, role_path in zip(path_files(curriculum.paths), curriculum.paths, strict=True):
        _write_yaml(folder / name, plain(role_path))
    for whole in curriculum.banks():
        _write_bank(whole, folder)


def _write_bank(whole: ModuleFolder | GameFolder, folder: Path) -> None:
    _write_yaml(folder / whole.file, plain(whole.module))
    questions = [plain(question) for question in whole.questions]
    _write_yaml(folder / whole.place / "questions.yaml", {"questions": questions})
    for picture in whole.pictures:
        (folder / whole.place / picture.name).write_bytes(picture.content)
    for document in whole.documents:
        (folder / whole.place / document.name).write_bytes(document.content)
    for number, lesson in enumerate(whole.lessons, start=1):
        _write_yaml(folder / lesson_file(whole.module, number, lesson), plain(lesson))


def plain(record: Record, rich: Callable[[str], str] | None = None) -> dict[str, Any]:
    """Return a record as the mapping that its file holds, without what goes without saying.

    `rich` says how rich text is written, which is as Markdown if not told otherwise.
    """
    hints = record.hints()
    return {
        field.name: _plain(value, hints[field.name], rich or _markdown)
        for field in fields(record)
        if (value := getattr(record, field.name)) != field.default
    }


def _markdown(html: str) -> str:
    return f"{to_markdown(html)}\n"


def _plain(value: Any, hint: Any, rich: Callable[[str], str]) -> Any:
    if hint == Rich:
        return rich(value)
    if get_origin(hint) is Annotated:
        base, *marks = get_args(hint)
        return _by_key(value, rich) if marks == [ByKey()] else _plain(value, base, rich)
    if isinstance(value, tuple):
        return [_plain(item, get_args(hint)[0], rich) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return plain(value, rich) if isinstance(value, Record) else value


def _by_key(block: Any, rich: Callable[[str], str]) -> dict[str, Any]:
    value: Any = plain(block, rich)
    return {block.kind: next(iter(value.values())) if block.bare else value}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True  # a reference would be refused when it is read

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" in text:
        return dumper.represent_scalar(TEXT_TAG, text.rstrip("\n") + "\n", style="|")
    return dumper.represent_scalar(TEXT_TAG, text, style=None if WORD.fullmatch(text) else '"')


_Dumper.add_representer(str, _represent_text)


def _write_yaml(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")
