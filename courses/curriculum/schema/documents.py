"""Videos, captions and documents of lessons: files beside the module.yaml that they belong to."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import Fits, Most
from courses.curriculum.schema.node import Notes
from courses.curriculum.schema.pictures import InModule, named_files

# Those that the library of documents takes, as the settings say; a test compares them.
EXTENSIONS = ("csv", "docx", "odt", "ods", "mp4", "pdf", "vtt", "webm", "xlsx", "zip")


def _named(*extensions: str) -> re.Pattern[str]:
    return re.compile(rf"[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(extensions)})")


NAME, VIDEO, CAPTIONS = _named(*EXTENSIONS), _named("mp4", "webm"), _named("vtt")


def _document(name: re.Pattern[str], message: str) -> Any:
    return Annotated[str, Fits(name.fullmatch, message), Most(60), InModule("document", name)]


DocumentName = _document(
    NAME, gettext_noop("a PDF, a text, a table, a video, a zip: a-small-name.pdf")
)
VideoName = _document(VIDEO, gettext_noop("an MP4 or a WebM: a-small-name.mp4"))
CaptionsName = _document(CAPTIONS, gettext_noop("a VTT: a-small-name.vtt"))


@dataclass(frozen=True)
class DocumentFile:
    """A document of a module, as it is."""

    name: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_documents(module: Path, folder: Path, notes: Notes) -> tuple[DocumentFile, ...]:
    """Read the documents of a module's folder, so that its lessons can refer to them."""
    paths = named_files(module, folder, notes, "document", EXTENSIONS)
    return tuple(DocumentFile(path.name, path.read_bytes()) for path in paths)
