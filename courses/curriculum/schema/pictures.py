"""Pictures of questions and lessons: files beside the module.yaml that they belong to."""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.marks import Fits, Most
from courses.curriculum.schema.node import Node, Notes
from courses.curriculum.schema.reading import Record

EXTENSIONS = ("png", "webp", "jpg", "jpeg", "gif", "avif")
NAME = re.compile(rf"[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(EXTENSIONS)})")


@dataclass(frozen=True)
class InModule:
    """The name of a file that stands in the folder of the module: a picture, a document."""

    kind: str
    name: re.Pattern[str]

    def apply(self, value: str, node: Node) -> str:
        if self.name.fullmatch(value):
            place = PurePosixPath(node.file).parent
            place = place.parent if place.name == "lessons" else place
            node.refer(self.kind, str(place / value))
        return value


@dataclass(frozen=True, kw_only=True)
class Picture(Record):
    image: Annotated[
        str,
        Fits(NAME.fullmatch, gettext_noop("a PNG, WebP, JPEG, GIF or AVIF: a-small-name.png")),
        Most(60),
        InModule("picture", NAME),
    ]
    alt: Annotated[str, Most(300)] = ""
    decorative: bool = False

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        if bool(self.alt) == self.decorative:
            yield "alt", gettext_noop("write what it shows, or say decorative: true, not both"), {}

    def content(self) -> dict[str, Any]:
        """Return the picture as the engine reads it, but for its pixels."""
        return {"src": "data:image/webp;base64,", "width": 1, "height": 1, "alt": self.alt}


@dataclass(frozen=True, kw_only=True)
class PictureFile(Record):
    """A picture of a module; its bytes are in base 64."""

    name: str
    base64: str

    @property
    def content(self) -> bytes:
        return base64.b64decode(self.base64)


def picture_file(name: str, content: bytes) -> PictureFile:
    return PictureFile(name=name, base64=base64.b64encode(content).decode())


def read_pictures(module: Path, folder: Path, notes: Notes) -> tuple[PictureFile, ...]:
    """Read the pictures of a module's folder, so that what it holds can refer to them."""
    paths = named_files(module, folder, notes, "picture", EXTENSIONS)
    return tuple(picture_file(path.name, path.read_bytes()) for path in paths)


def named_files(
    module: Path, folder: Path, notes: Notes, kind: str, extensions: Iterable[str]
) -> list[Path]:
    """Return the files of a module's folder that end so, once they can be referred to."""
    paths = sorted(path for path in module.iterdir() if path.suffix[1:] in extensions)
    for path in paths:
        name = path.relative_to(folder).as_posix()
        Node(None, name, notes).define(kind, name)
    return paths


def unused_files(notes: Notes) -> Iterator[Fault]:
    unused = {
        "picture": gettext_noop("nothing shows this picture"),
        "document": gettext_noop("no lesson has this document"),
    }
    named = {(kind, key) for kind, key, _ in notes.references}
    for kind, key in notes.keys:
        if kind in unused and (kind, key) not in named:
            yield Fault(key, "", unused[kind])


def pictures_in(value: Any) -> Iterator[Picture]:
    """Yield the pictures that a record shows, wherever they stand in it."""
    if isinstance(value, Picture):
        yield value
    elif isinstance(value, Record):
        for inside in vars(value).values():
            yield from pictures_in(inside)
    elif isinstance(value, tuple):
        for inside in value:
            yield from pictures_in(inside)
