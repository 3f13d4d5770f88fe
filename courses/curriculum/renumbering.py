"""A module under another code: all keys that begin or end with its code follow. Pure."""

import re
from dataclasses import fields, replace
from typing import Any

from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.reading import Record

LINK = re.compile(r'(?<=<a href="lesson:)[a-z0-9-]+')


def renumbered(folder: ModuleFolder, code: str) -> ModuleFolder:
    """Return a module of another code, such as “m16”; its own slug stays."""
    old = folder.module.code.lower()

    def key(text: str) -> str:
        if text == old:
            return code
        if re.fullmatch(rf"{old}-[a-z0-9-]+", text):
            return f"{code}{text.removeprefix(old)}"
        if re.fullmatch(rf"[a-z0-9-]+-{old}", text):
            return f"{text.removesuffix(old)}{code}"
        return LINK.sub(lambda match: key(match[0]), text) if "<a " in text else text

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return key(value)
        if isinstance(value, tuple):
            return tuple(map(walk, value))
        if isinstance(value, Record):
            return replace(
                value, **{one.name: walk(getattr(value, one.name)) for one in fields(value)}
            )
        return value

    module = replace(walk(folder.module), code=code.upper(), slug=folder.module.slug)
    return replace(
        folder, module=module, lessons=walk(folder.lessons), questions=walk(folder.questions)
    )
