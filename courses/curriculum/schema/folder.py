"""The folder: which files make a curriculum, and what must agree from one file to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from courses.curriculum.faults import Fault, InvalidCurriculum, gettext_noop
from courses.curriculum.schema.banks import Category
from courses.curriculum.schema.documents import read_documents
from courses.curriculum.schema.files import read_file
from courses.curriculum.schema.games import Game, GameFolder
from courses.curriculum.schema.help import Help
from courses.curriculum.schema.lessons import Lesson
from courses.curriculum.schema.modules import Module, ModuleFolder
from courses.curriculum.schema.node import Notes
from courses.curriculum.schema.paths import RolePath
from courses.curriculum.schema.pictures import read_pictures, unused_files
from courses.curriculum.schema.pools import Asked, pool_sizes
from courses.curriculum.schema.questions import QuestionsFile
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record
from courses.curriculum.schema.sheets import Sheet
from courses.curriculum.schema.site import Fact, FactsFile, Site

UNKNOWN = {
    "category": gettext_noop("no module has the category “%(key)s”"),
    "drawer": gettext_noop("no category of site.yaml has the slug “%(key)s”"),
    "help": gettext_noop("no page of help/ has the slug “%(key)s”"),
    "game": gettext_noop("no game has the slug “%(key)s”"),
    "sheet": gettext_noop("no sheet has the slug “%(key)s”"),
    "path": gettext_noop("no path has the slug “%(key)s”"),
    "fact": gettext_noop("no fact of facts.yaml has the key “%(key)s”"),
    "lesson": gettext_noop("no lesson has the slug “%(key)s”"),
    "module": gettext_noop("no module has the slug “%(key)s”"),
    "document": gettext_noop("no document of the module has this name: %(key)s"),
    "picture": gettext_noop("no picture of the module has this name: %(key)s"),
    "orientation": gettext_noop("no orientation of site.yaml has the slug “%(key)s”"),
    "question": gettext_noop("no question has the slug “%(key)s”"),
}

WORDS_FILE = "words.txt"

P = TypeVar("P", Help, RolePath, Sheet)


@dataclass(frozen=True)
class Curriculum:
    """Everything in a folder; modules come in the order of their codes.

    `words` is what the spelling of the folder knows beyond French: it is no content.
    """

    site: Site
    facts: tuple[Fact, ...]
    modules: tuple[ModuleFolder, ...]
    help: tuple[Help, ...] = ()
    paths: tuple[RolePath, ...] = ()
    games: tuple[GameFolder, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    words: frozenset[str] = field(default=frozenset(), compare=False)

    def banks(self) -> list[ModuleFolder | GameFolder]:
        """Return what has questions of its own."""
        return [*self.modules, *self.games]

    def questions(self) -> list[Asked]:
        """Return every question with the slugs of its category and of those above it."""
        return [
            (self._lineage(folder.module.category), question)
            for folder in self.banks()
            for question in folder.questions
        ]

    def _lineage(self, category: Category) -> frozenset[str]:
        parents = {drawer.slug: drawer.parent for drawer in self.site.categories}
        found, parent = [category.slug], category.parent
        while parent:
            found.append(parent)
            parent = parents[parent]
        return frozenset(found)

    def pages(self) -> list[tuple[str, Record]]:
        """Return the pages that stand outside the modules, each with its file."""
        return [
            *((f"help/{page.slug}.yaml", page) for page in self.help),
            *((f"sheets/{page.slug}.yaml", page) for page in self.sheets),
            *zip(path_files(self.paths), self.paths, strict=True),
        ]

    def quizzes(self) -> list[tuple[str, str, Quiz]]:
        """Return every quiz with the file and the key where it stands."""
        home = self.site.home.quiz
        return [
            *([("site.yaml", "home.quiz", home)] if home else []),
            *((folder.file, "quiz", folder.module.quiz) for folder in self.banks()),
            *(
                (folder.file, "renewal_quiz", folder.module.renewal_quiz)
                for folder in self.modules
                if folder.module.renewal_quiz
            ),
            *(
                (name, "quiz", path.quiz)
                for name, path in zip(path_files(self.paths), self.paths, strict=True)
                if path.quiz
            ),
        ]


def lesson_file(module: Module | Game, number: int, lesson: Lesson) -> str:
    """Return the path of a lesson's file; numbers go from 1."""
    return f"modules/{module.slug}/lessons/{number:02d}-{lesson.slug}.yaml"


def path_files(paths: Sequence[RolePath]) -> list[str]:
    """Return the files of paths; numbers go from 1."""
    return [f"paths/{number:02d}-{path.slug}.yaml" for number, path in enumerate(paths, start=1)]


def parse(folder: Path) -> Curriculum:
    """Read a folder. Raises InvalidCurriculum with every fault found."""
    notes = Notes()
    site = read_file(Site, folder / "site.yaml", folder, notes)
    facts = read_file(FactsFile, folder / "facts.yaml", folder, notes)
    modules = [
        _read_module(path.parent, folder, notes)
        for path in sorted(folder.glob("modules/*/module.yaml"))
    ]
    games = [
        _read_game(path.parent, folder, notes) for path in sorted(folder.glob("games/*/game.yaml"))
    ]
    help_pages = _read_pages(Help, folder, "help", notes)
    sheets = _read_pages(Sheet, folder, "sheets", notes)
    paths = _read_pages(RolePath, folder, "paths", notes)
    notes.faults.extend(_unexpected_files(folder))
    notes.faults.extend(_unknown_keys(notes))
    notes.faults.extend(unused_files(notes))
    if notes.faults or site is None or facts is None:
        raise InvalidCurriculum(notes.faults)
    folders = sorted(filter(None, modules), key=lambda module: _order(module, site))
    parents_first = sorted(help_pages, key=lambda page: (page.parent, page.slug))
    curriculum = Curriculum(
        site=site,
        facts=facts.facts,
        modules=tuple(folders),
        help=tuple(parents_first),
        paths=tuple(paths),
        games=tuple(game for game in games if game),
        sheets=tuple(sheets),
        words=_read_words(folder / WORDS_FILE),
    )
    if faults := list(_short_pools(curriculum)):
        raise InvalidCurriculum(faults)
    return curriculum


def _read_words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").splitlines() if path.exists() else ())


def _read_module(place: Path, folder: Path, notes: Notes) -> ModuleFolder | None:
    known = len(notes.faults)
    pictures = read_pictures(place, folder, notes)
    documents = read_documents(place, folder, notes)
    module = read_file(Module, place / "module.yaml", folder, notes)
    questions = read_file(QuestionsFile, place / "questions.yaml", folder, notes)
    paths = sorted(place.glob("lessons/*.yaml"))
    lessons = [read_file(Lesson, path, folder, notes) for path in paths]
    if module is None or questions is None or len(notes.faults) > known:
        return None
    found = (tuple(filter(None, lessons)), questions.questions, pictures, documents)
    whole = ModuleFolder(module, *found)
    notes.faults.extend(_misnamed_files(whole, place, paths, folder))
    notes.faults.extend(_foreign_keys(whole))
    return whole


def _read_game(place: Path, folder: Path, notes: Notes) -> GameFolder | None:
    known = len(notes.faults)
    pictures = read_pictures(place, folder, notes)
    game = read_file(Game, place / "game.yaml", folder, notes)
    questions = read_file(QuestionsFile, place / "questions.yaml", folder, notes)
    if game is None or questions is None or len(notes.faults) > known:
        return None
    whole = GameFolder(game, questions.questions, pictures)
    notes.faults.extend(_misnamed_files(whole, place, [], folder))
    notes.faults.extend(_foreign_keys(whole))
    return whole


def _read_pages(cls: type[P], folder: Path, kind: str, notes: Notes) -> list[P]:
    """Read the pages of a kind, one a file, which bears its slug, after two digits for paths."""
    found = []
    for path in sorted(folder.glob(f"{kind}/*.yaml")):
        known = len(notes.faults)
        page = read_file(cls, path, folder, notes)
        if page is None or len(notes.faults) > known:
            continue
        found.append(page)
        digits = r"\d\d-" if cls is RolePath else ""
        if not re.fullmatch(f"{digits}{page.slug}", path.stem):
            name = path.relative_to(folder).as_posix()
            notes.faults.append(Fault(name, "slug", gettext_noop("must be the name of the file")))
    return found


def _order(folder: ModuleFolder, site: Site) -> tuple[int, str, int]:
    """Return a module's place on the site: by orientation, then M2 before M10."""
    orientations = [orientation.slug for orientation in site.orientations]
    letters, digits = re.fullmatch(r"(\D*)(\d*)", folder.module.code).groups()  # type: ignore[union-attr]
    return orientations.index(folder.module.orientation), letters, int(digits or 0)


def _misnamed_files(
    whole: ModuleFolder | GameFolder, place: Path, paths: list[Path], folder: Path
) -> Iterator[Fault]:
    if place.name != whole.module.slug:
        name = (place / whole.file).name
        name = f"{place.relative_to(folder).as_posix()}/{name}"
        yield Fault(name, "slug", gettext_noop("must be the name of the folder"))
    for path, lesson in zip(paths, whole.lessons, strict=True):
        if not re.fullmatch(rf"\d\d-{lesson.slug}", path.stem):
            name = path.relative_to(folder).as_posix()
            message = gettext_noop("the file must be named <two digits>-%(slug)s.yaml")
            yield Fault(name, "slug", message, {"slug": lesson.slug})


def _foreign_keys(whole: ModuleFolder | GameFolder) -> Iterator[Fault]:
    """Yield what would tie the module to another: a module can be loaded and shared alone."""
    prefix = f"{whole.module.code.lower()}-"
    own = {objective.code for objective in whole.module.objectives}
    foreign = gettext_noop("must be an objective of this module")
    for index, question in enumerate(whole.questions):
        name, path = f"{whole.place}/questions.yaml", f"questions[{index}]"
        if not question.slug.startswith(prefix):
            message = gettext_noop("must begin with “%(prefix)s”")
            yield Fault(name, f"{path}.slug", message, {"prefix": prefix})
        if question.objective not in own:
            yield Fault(name, f"{path}.objective", foreign)
    for number, lesson in enumerate(whole.lessons, start=1):
        if not own.issuperset(lesson.objectives):
            yield Fault(lesson_file(whole.module, number, lesson), "objectives", foreign)
        if not {question.slug for question in whole.questions}.issuperset(lesson.tried):
            message = gettext_noop("may ask questions of this module only")
            yield Fault(lesson_file(whole.module, number, lesson), "body", message)


def _unexpected_files(folder: Path) -> Iterator[Fault]:
    expected = re.compile(
        r"(site|facts)\.yaml|(help|paths|sheets)/[^/]+\.yaml|games/[^/]+/(game|questions)\.yaml"
        r"|modules/[^/]+/((module|questions)\.yaml|lessons/[^/]+\.yaml)"
    )
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        if not expected.fullmatch(name):
            yield Fault(name, "", gettext_noop("this file has no place in a curriculum"))


def _unknown_keys(notes: Notes) -> Iterator[Fault]:
    for kind, key, node in notes.references:
        if (kind, key) not in notes.keys:
            yield Fault(node.file, node.path, UNKNOWN[kind], {"key": key})


def _short_pools(curriculum: Curriculum) -> Iterator[Fault]:
    message = gettext_noop("draws %(draw)d questions where there are %(size)d")
    for name, path, quiz in curriculum.quizzes():
        sizes = pool_sizes(quiz, curriculum.questions())
        for index, (draw, size) in enumerate(zip(quiz.draws, sizes, strict=True)):
            if draw.draw > size:
                place = f"{path}.draws[{index}]"
                yield Fault(name, place, message, {"draw": draw.draw, "size": size})
