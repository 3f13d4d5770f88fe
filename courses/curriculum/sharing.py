"""A module as a zip of curriculum files: made here, and taken in from another site."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from courses.curriculum import pages
from courses.curriculum.drafting import free_code
from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import Fault, InvalidCurriculum, gettext_noop
from courses.curriculum.ledger import Ledger, Standing
from courses.curriculum.loader import Loader, Outcome
from courses.curriculum.renumbering import renumbered
from courses.curriculum.schema import Curriculum, documents, parse, pictures
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.writing import write
from courses.models import ModulePage, OrientationPage
from elearning.cms.documents import DocumentField
from elearning.cms.pictures import PictureField
from elearning.facts.models import Fact
from quizzes.models import Category

README = "LISEZMOI.txt"
NAMES = re.compile(
    r"(site|facts)\.yaml|modules/[a-z0-9-]+/((module|questions)\.yaml|lessons/[a-z0-9-]+\.yaml"
    rf"|[a-z0-9-]+\.({'|'.join((*pictures.EXTENSIONS, *documents.EXTENSIONS))}))"
)
MOST_FILES, MOST_BYTES = 200, 40_000_000  # once unpacked
# What zipfile raises for one that is cut, encrypted, spoilt, or packed as nobody does.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, RuntimeError, NotImplementedError),
)


def packed(module: ModulePage) -> bytes:
    """Return a published module as a zip, its authors and its licence in it.

    Raises InvalidCurriculum with what files cannot say, or what no site would take in.
    """
    curriculum = Exporter(alone=module).module(module)
    buffer = io.BytesIO()
    with TemporaryDirectory() as name, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        folder = Path(name)
        write(curriculum, folder)
        parse(folder)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        _refuse_too_large([path.stat().st_size for path in paths])
        for path in paths:
            file.write(path, path.relative_to(folder).as_posix())
        words = {"module": module, "site": curriculum.site.name, "day": timezone.localdate()}
        file.writestr(README, render_to_string("curriculum/shared.txt", words))
    return buffer.getvalue()


def unpacked(content: bytes) -> Curriculum:
    """Return what a zip holds: one module. Raises InvalidCurriculum with all its faults."""
    with TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                _write_files(file, Path(folder))
        except UNREADABLE as fault:
            raise _refused(gettext_noop("this file is not a zip that can be read")) from fault
        curriculum = parse(Path(folder))
    if len(curriculum.modules) != 1:
        raise _refused(gettext_noop("this file must hold one module"))
    return curriculum


def _write_files(file: zipfile.ZipFile, folder: Path) -> None:
    """Write the files of a curriculum as the editor would take them, and nothing else of a zip."""
    entries = [entry for entry in file.infolist() if NAMES.fullmatch(entry.filename)]
    _refuse_too_large([entry.file_size for entry in entries])
    for entry in entries:
        path = folder / entry.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        content = file.read(entry)
        if path.suffix[1:] in pictures.EXTENSIONS:
            content = _drawn_again(entry.filename, content)
        elif path.suffix[1:] in documents.EXTENSIONS:
            _refuse_unlike_its_name(entry.filename, content)
        path.write_bytes(content)


def _refuse_too_large(sizes: Sequence[int]) -> None:
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise _refused(gettext_noop("this file is too large once unpacked"))


def _drawn_again(name: str, content: bytes) -> bytes:
    """Return a picture as if somebody had uploaded it in the editor."""
    try:
        return PictureField().to_python(SimpleUploadedFile(Path(name).name, content)).read()
    except ValidationError as fault:
        message = gettext_noop("this picture cannot be read, or is too large")
        raise InvalidCurriculum([Fault(name, "", message)]) from fault


def _refuse_unlike_its_name(name: str, content: bytes) -> None:
    """Refuse a document that the editor would not take."""
    try:
        DocumentField().to_python(SimpleUploadedFile(Path(name).name, content))
    except ValidationError as fault:
        message = gettext_noop("this document is not what its name says, is empty, or is too large")
        raise InvalidCurriculum([Fault(name, "", message)]) from fault


def _refused(message: str) -> InvalidCurriculum:
    return InvalidCurriculum([Fault("zip", "", message)])


def rehearse(curriculum: Curriculum) -> list[Outcome]:
    """Return what loading a shared module would write, and write nothing.

    Raises InvalidCurriculum for a module whose place is taken.
    """
    return _load(curriculum, keep=False)


def take_in(curriculum: Curriculum) -> list[Outcome]:
    """Load a shared module, all of it or nothing; what the site has already stays as it is.

    Raises InvalidCurriculum for a module whose place is taken.
    """
    return _load(curriculum, keep=True)


def _load(curriculum: Curriculum, keep: bool) -> list[Outcome]:
    outcomes: list[Outcome] = []
    files: list[FieldFile] = []

    def tell(title: str, found: Sequence[Outcome]) -> None:
        outcomes.extend(found)

    is_kept = False
    try:
        with transaction.atomic():
            Page.objects.select_for_update().get(depth=1)
            loader = Loader(_as_taken_here(curriculum), tell)
            files = loader.files
            loader.load(loader.curriculum.modules, whole=False)
            if not keep:
                transaction.set_rollback(True)
        is_kept = keep
    finally:
        if not is_kept:
            for file in files:
                file.delete(save=False)
    return outcomes


def _as_taken_here(curriculum: Curriculum) -> Curriculum:
    """Keep the module, its orientation and the facts that the site lacks; give a code that is free.

    A zip made by hand may hold more of another site: its sections, other orientations, drawers.
    """
    (folder,) = curriculum.modules
    known = set(Fact.objects.values_list("key", flat=True))
    site = curriculum.site
    (orientation,) = (one for one in site.orientations if one.slug == folder.module.orientation)
    if page := OrientationPage.objects.filter(slug=orientation.slug).first():
        orientation = pages.read_orientation(page)
    return replace(
        curriculum,
        site=replace(site, orientations=(orientation,), sections=(), categories=()),
        facts=tuple(fact for fact in curriculum.facts if fact.key not in known),
        modules=(_in_its_drawer(renumbered(folder, _code_here(folder))),),
    )


def _in_its_drawer(folder: ModuleFolder) -> ModuleFolder:
    """Leave the category of a module where this site has put it."""
    category = folder.module.category
    known = Category.objects.filter(slug=category.slug).select_related("parent").first()
    parent = known.parent.slug if known and known.parent else ""
    category = replace(category, parent=parent)
    return replace(folder, module=replace(folder.module, category=category))


def _code_here(folder: ModuleFolder) -> str:
    """Return the code that a module has here, or will have."""
    module, ledger = folder.module, Ledger()
    standing = ledger.standing(ModulePage, module.slug, "")
    if standing is Standing.NEW:
        code = module.code.lower()
        return free_code() if Category.objects.filter(slug=code).exists() else code
    page = ModulePage.objects.filter(slug=module.slug).first()
    if standing in (Standing.FOREIGN, Standing.REMOVED) or page is None:
        message = gettext_noop("another module of this site has the address “%(slug)s”")
        raise InvalidCurriculum([Fault(folder.file, "slug", message, {"slug": module.slug})])
    return pages.category_of(page).slug
