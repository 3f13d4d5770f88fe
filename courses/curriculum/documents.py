"""Videos, captions and documents of lessons: from files to the library of documents, and back."""

from collections.abc import Callable, Iterator
from copy import deepcopy

from django.core.files.base import ContentFile

from courses.curriculum.links import NotInFiles
from courses.curriculum.pictures import key_of, name_in_files
from courses.curriculum.schema.documents import NAME, DocumentFile
from courses.curriculum.schema.lessons import File, Lesson, Video
from courses.curriculum.schema.modules import ModuleFolder
from elearning.cms.models import CustomDocument

PLACES = {File.kind: ("document",), Video.kind: ("video", "captions")}


def keys_in(lesson: Lesson, folder: ModuleFolder) -> dict[str, str]:
    """Return the keys, and titles in the library, of the documents of a lesson, by name."""
    blocks = [block for block in (*lesson.body, *lesson.easy) if block.kind in PLACES]
    names = {getattr(block, place) for block in blocks for place in PLACES[block.kind]}
    return {name: key_of(folder, name) for name in sorted(names)}


def write_document(
    document: CustomDocument | None, digest: str, loader, title: str, file: DocumentFile
) -> CustomDocument:
    document = document or CustomDocument()
    document.title = title
    document.file = ContentFile(file.content, name=file.name)
    document.full_clean(exclude=["collection"])
    document._set_document_file_metadata()
    document.save()
    loader.files.append(document.file)
    return document


def state_of(document: CustomDocument) -> dict:
    return {"title": document.title, "hash": document.file_hash}


def read_document(document: CustomDocument) -> DocumentFile:
    with document.open_file() as file:
        return DocumentFile(name_of(document), file.read())


def name_of(document: CustomDocument) -> str:
    """Return the name of the file of a document. Raises NotInFiles for one that files lack."""
    return name_in_files(document, NAME)


def to_database(content: list[dict], number: Callable[[str], int]) -> list[dict]:
    """Replace the names of documents by their numbers in the library."""
    for value, place in _places(content):
        value[place] = number(value[place])
    return content


def from_database(content: list[dict]) -> list[dict]:
    """Replace the numbers of documents by names.

    Raises NotInFiles for a block whose document is not there.
    """
    content = deepcopy(content)  # the page reads its own again
    found = CustomDocument.objects.in_bulk(documents_in(content))
    for value, place in _places(content):
        if value.get(place) not in found:
            raise NotInFiles(place)
        value[place] = name_of(found[value[place]])
    return content


def documents_in(content: list[dict]) -> set[int]:
    return {value[place] for value, place in _places(content) if value.get(place)}


def _places(content: list[dict]) -> Iterator[tuple[dict, str]]:
    for block in content:
        for place in PLACES.get(block["type"], ()):
            yield block["value"], place
