"""Reads the published curriculum back into the records that files are written from."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bs4 import BeautifulSoup
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.curriculum import bank, documents, help_pages, pages, pictures, role_paths, sheets
from courses.curriculum.faults import Fault, InvalidCurriculum, gettext_noop
from courses.curriculum.links import NotInFiles, from_database
from courses.curriculum.loader import LINKED
from courses.curriculum.schema import Curriculum
from courses.curriculum.schema.banks import Drawer
from courses.curriculum.schema.documents import DocumentFile
from courses.curriculum.schema.facts import quoted_facts
from courses.curriculum.schema.games import GameFolder
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.pictures import PictureFile
from courses.curriculum.schema.site import Site
from courses.models import (
    GamePage,
    HelpPage,
    HomePage,
    LessonPage,
    ModulePage,
    OrientationPage,
    PathPage,
    SheetPage,
)
from elearning.cms.models import CustomDocument, CustomImage
from elearning.facts import rules
from elearning.facts.models import Fact
from quizzes.engine import tree
from quizzes.models import Category, Question

T = TypeVar("T")


class Exporter:
    """One export, of the site or of a module alone; what files cannot say goes to `faults`."""

    def __init__(self, alone: ModulePage | None = None) -> None:
        self.faults: list[Fault] = []
        self.is_alone = alone is not None
        self.keys = {
            page.pk: f"{kind}:{page.slug}"
            for kind, model in LINKED.items()
            for page in model.objects.live()
            if alone is None or page.is_descendant_of(alone) or page.pk == alone.pk
        }

    def curriculum(self) -> Curriculum:
        """Return what is published. Raises InvalidCurriculum with all that files cannot say."""
        home = HomePage.objects.get()
        orientations = OrientationPage.objects.child_of(home).order_by("path")
        modules = ModulePage.objects.live().order_by("path").select_related("quiz")
        folders = [self._read(page, self._folder) for page in modules]
        games = [self._read(page, self._game) for page in GamePage.objects.live().order_by("path")]
        banks = [folder for folder in (*folders, *games) if folder]
        curriculum = Curriculum(
            site=Site(
                name=home.get_site().site_name,
                home=pages.read_home(home),
                orientations=tuple(map(pages.read_orientation, orientations)),
                sections=tuple(map(role_paths.read_section, _sections(home))),
                categories=self._drawers({folder.module.category.slug for folder in banks}),
            ),
            facts=tuple(map(bank.read_fact, _facts())),
            modules=tuple(folder for folder in folders if folder),
            paths=self._read_all(PathPage.objects.live().order_by("path"), role_paths.read_path),
            sheets=self._read_all(SheetPage.objects.live().order_by("slug"), sheets.read_sheet),
            games=tuple(game for game in games if game),
            help=self._read_all(HelpPage.objects.live().order_by("path"), help_pages.read_help),
        )
        if self.faults:
            raise InvalidCurriculum(self.faults)
        return curriculum

    def module(self, page: ModulePage) -> Curriculum:
        """Return a module with the facts that it quotes, to be loaded elsewhere.

        Raises InvalidCurriculum with all that files cannot say.
        """
        folder = self._read(page, self._folder)
        if self.faults or folder is None:
            raise InvalidCurriculum(self.faults)
        home = HomePage.objects.get()
        facts = Fact.objects.filter(
            key__in=set(quoted_facts((folder.module, folder.lessons, folder.questions)))
        ).order_by("key")
        return Curriculum(
            site=Site(
                name=home.get_site().site_name,
                home=replace(pages.read_home(home), quiz=None),
                orientations=(pages.read_orientation(page.get_parent().specific),),
            ),
            facts=tuple(map(bank.read_fact, facts)),
            modules=(_without_drawer(folder),),
        )

    def _folder(self, page: ModulePage) -> ModuleFolder:
        questions = Question.objects.filter(live=True, category=pages.category_of(page))
        lessons = LessonPage.objects.live().child_of(page).order_by("path")
        return ModuleFolder(
            pages.read_module(page, self._html),
            self._read_all(lessons, pages.read_lesson),
            self._read_all(questions.order_by("pk"), bank.read_question),
            self._pictures([*questions, *lessons]),
            self._documents(lessons),
        )

    def _drawers(self, own: set[str]) -> tuple[Drawer, ...]:
        """Return the categories above these, those of modules and games, parents first."""
        parents = Category.objects.parents()
        known = Category.objects.select_related("parent").in_bulk()
        above = {
            pk for one in known.values() if one.slug in own for pk in tree.above(parents, one.pk)
        }
        ordered = [known[pk] for pk, __ in tree.in_order(parents) if pk in above]
        return self._read_all(ordered, lambda category, _html: _read_drawer(category, own))

    def _pictures(self, found) -> tuple[PictureFile, ...]:
        """Return the pictures of questions and lessons, each known by its name in the module."""
        contents = [content for each in found for content in _contents(each)]
        numbers = {n for each in contents for n in pictures.images_in(each.get_prep_value())}
        images = CustomImage.objects.filter(pk__in=numbers).order_by("title")
        message = gettext_noop("another picture of the module has this name")
        return self._by_name(images, pictures.read_picture, message)

    def _documents(self, lessons) -> tuple[DocumentFile, ...]:
        """Return the documents of lessons, each known by its name in the module."""
        contents = [content.get_prep_value() for each in lessons for content in _contents(each)]
        numbers = {n for content in contents for n in documents.documents_in(content)}
        kept = CustomDocument.objects.filter(pk__in=numbers).order_by("title")
        message = gettext_noop("another document of the module has this name")
        return self._by_name(kept, documents.read_document, message)

    def _by_name(self, instances, read: Callable, message: str) -> tuple:
        found: dict = {}
        for file in filter(None, (self._read(instance, read) for instance in instances)):
            if found.setdefault(file.name, file) != file:
                self.faults.append(Fault(file.name, "", message))
        return tuple(found[name] for name in sorted(found))

    def _game(self, page: GamePage) -> GameFolder:
        questions = Question.objects.filter(live=True, category=pages.category_of(page))
        return GameFolder(
            role_paths.read_game(page),
            self._read_all(questions.order_by("pk"), bank.read_question),
            self._pictures(questions),
        )

    def _read_all(self, found, read: Callable) -> tuple:
        records = [self._read(each, lambda each: read(each, self._html)) for each in found]
        return tuple(record for record in records if record)

    def _read(self, instance: Model, read: Callable[[Model], T]) -> T | None:
        try:
            return read(instance)
        except NotInFiles as fault:
            message = gettext_noop("files cannot say this: %(what)s")
            name = f"{instance._meta.verbose_name} {getattr(instance, 'slug', instance)}"
            self.faults.append(Fault(name, "", message, {"what": fault}))
            return None

    def _html(self, text: str) -> str:
        return from_database(self._without_outside(text), self._page_key)

    def _without_outside(self, text: str) -> str:
        """Keep the words, and not the link, to a page that does not go with the module."""
        if not self.is_alone:
            return text
        soup = BeautifulSoup(text, "html.parser")
        for link in soup.find_all("a", linktype="page"):
            if int(link["id"]) not in self.keys:
                link.unwrap()
        return str(soup)

    def _page_key(self, number: int) -> str:
        if number not in self.keys:
            raise NotInFiles(Page.objects.filter(pk=number).first() or number)
        return self.keys[number]


def _read_drawer(category: Category, own: set[str]) -> Drawer:
    if category.slug in own:
        raise NotInFiles(_("a category of a module that holds another"))
    record = bank.read_category(category)
    return Drawer(slug=record.slug, name=record.name, parent=record.parent)


def _without_drawer(folder: ModuleFolder) -> ModuleFolder:
    """Leave out the category that holds that of a module: it is not of the module."""
    category = replace(folder.module.category, parent="")
    return replace(folder, module=replace(folder.module, category=category))


def _contents(instance: LessonPage | Question) -> list:
    """Return the StreamFields of a lesson or of a question."""
    if isinstance(instance, LessonPage):
        return [instance.body, instance.easy_body]
    return [instance.content]


def _sections(home: HomePage):
    return home.get_children().type(*role_paths.SECTIONS.values()).live().order_by("path")


def _facts():
    """Return what was not withdrawn: a doubtful fact has never been live."""
    return Fact.objects.filter(Q(live=True) | Q(confidence=rules.DOUBTFUL)).order_by("key")
