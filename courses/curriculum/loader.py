"""Loads a curriculum: what its files say, once; what people have made of it since is theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from courses.curriculum import (
    bank,
    documents,
    help_pages,
    links,
    pages,
    pictures,
    role_paths,
    sheets,
)
from courses.curriculum.ledger import Ledger, Standing, digest_of
from courses.curriculum.schema import Curriculum
from courses.curriculum.schema.games import GameFolder
from courses.curriculum.schema.modules import ModuleFolder
from courses.curriculum.schema.quizzes import Quiz as QuizRecord
from courses.curriculum.schema.site import Orientation
from courses.models import (
    GamePage,
    HelpPage,
    HomePage,
    LessonPage,
    ModulePage,
    OrientationPage,
    PathIndexPage,
    PathPage,
    SheetIndexPage,
    SheetPage,
)
from elearning.cms.models import CustomDocument, CustomImage
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question, Quiz

LINKED = {
    "lesson": LessonPage,
    "module": ModulePage,
    "help": HelpPage,
    "path": PathPage,
    "game": GamePage,
    "sheet": SheetPage,
}
WRITTEN = {Standing.NEW, Standing.DRAFT, Standing.CHANGED}
NOT_OURS = {Standing.REMOVED, Standing.FOREIGN}


@dataclass(frozen=True)
class Outcome:
    """What became of an object of the files."""

    model: type[Model]
    key: str
    standing: Standing

    @property
    def name(self) -> str:
        return f"{self.model._meta.verbose_name} {self.key}"


class Loader:
    """One load of a curriculum; `tell(title, outcomes)` is called after each transaction.

    `files` are those it has written, which no transaction takes back.
    """

    def __init__(
        self, curriculum: Curriculum, tell: Callable[[str, Sequence[Outcome]], None]
    ) -> None:
        self.curriculum = curriculum
        self.tell = tell
        self.ledger = Ledger()
        self.outcomes: list[Outcome] = []
        self.files: list[FieldFile] = []

    def load(self, modules: Sequence[ModuleFolder], whole: bool | None = None) -> None:
        """Load these modules of the curriculum; all of them bring the quiz of the home page too.

        A curriculum that is no whole site, a module shared alone, brings nothing but its modules.
        Raises ledger.Missing when something needs a page or an object that is nowhere.
        """
        if whole is None:
            whole = len(modules) == len(self.curriculum.modules)
        site = self.curriculum.site
        self._step(site.name, self._load_site, modules, whole)
        for folder in modules:
            if not folder.module.quiz.is_examination:
                self._step(folder.module.title, self._load_module, folder)
        if whole:
            for game in self.curriculum.games:
                self._step(game.module.title, self._load_game, game)
        for folder in modules:  # an examination may draw from all that comes before
            if folder.module.quiz.is_examination:
                self._step(folder.module.title, self._load_module, folder)
        if whole or self.ledger.standing(HomePage, site.home.slug, "") is Standing.DRAFT:
            self._step(site.home.title, self._load_home, whole)
        if whole:
            self._step(_("Other pages"), self._load_outside)

    def _step(self, title: str, load: Callable[..., None], *arguments) -> None:
        self.outcomes = []
        with transaction.atomic():
            load(*arguments)
        self.tell(title, self.outcomes)

    def _load_site(self, modules: Sequence[ModuleFolder], whole: bool) -> None:
        """Write the facts, and add every page as a draft so that any text may link to any page."""
        for fact in self.curriculum.facts:
            self._put(Fact, fact.key, bank.write_fact, fact)
        site = self.curriculum.site
        for drawer in site.categories:
            self._put(Category, drawer.slug, bank.write_category, drawer)
        self._draft(HomePage, site.home.slug, pages.add_home, site.home, site.name)
        for orientation in site.orientations:
            inside = [f for f in modules if f.module.orientation == orientation.slug]
            if whole or inside:
                self._load_orientation(orientation, inside)
        self._draft_outside(self._get(HomePage, site.home.slug))

    def _draft_outside(self, home: HomePage) -> None:
        """Add the drafts of the pages that stand outside the modules."""
        for section in self.curriculum.site.sections:
            model = role_paths.SECTIONS[section.kind]
            self._draft(model, section.slug, role_paths.add_section, section, home)
        for path in self.curriculum.paths:
            index = PathIndexPage.objects.get()
            self._draft(PathPage, path.slug, role_paths.add_path, path, index)
        for sheet in self.curriculum.sheets:
            index = SheetIndexPage.objects.get()
            self._draft(SheetPage, sheet.slug, sheets.add_sheet, sheet, index)
        for folder in self.curriculum.games:
            game = folder.module
            self._draft(GamePage, game.slug, role_paths.add_game, game, home)
        for page in self.curriculum.help:
            parent = self._get(HelpPage, page.parent) if page.parent else home
            self._draft(HelpPage, page.slug, help_pages.add_help, page, parent)

    def _load_orientation(self, orientation: Orientation, inside: Sequence[ModuleFolder]) -> None:
        home = self._get(HomePage, self.curriculum.site.home.slug)
        key = orientation.slug
        self._draft(OrientationPage, key, pages.add_orientation, orientation, home)
        self._put(OrientationPage, key, pages.write_orientation, orientation, shown=bool(inside))
        added = [self._draft_module(folder) for folder in inside]
        if any(added):
            parent = self._get(OrientationPage, key)
            slugs = [folder.module.slug for folder in inside]
            pages.put_in_order(ModulePage.objects.child_of(parent), slugs)

    def _draft_module(self, folder: ModuleFolder) -> bool:
        """Add the drafts of a module and of its lessons; return whether the module is new."""
        module = folder.module
        orientation = self._get(OrientationPage, module.orientation)
        is_new = self._draft(ModulePage, module.slug, pages.add_module, module, orientation)
        if self._is_ours(folder):
            parent = self._get(ModulePage, module.slug)
            for lesson in folder.lessons:
                self._draft(LessonPage, lesson.slug, pages.add_lesson, lesson, parent)
        return is_new

    def _is_ours(self, folder: ModuleFolder) -> bool:
        return self.ledger.standing(ModulePage, folder.module.slug, "") not in NOT_OURS

    def _load_module(self, folder: ModuleFolder) -> None:
        module = folder.module
        if self._is_ours(folder):
            self._load_bank(folder)
            if module.renewal_quiz:
                self._put_quiz(pages.renewal_slug(module), module.renewal_quiz)
            for lesson in folder.lessons:
                shown = pictures.shown_by(lesson, folder)
                more = {"shown": shown} if shown else {}
                if kept := documents.keys_in(lesson, folder):
                    more["documents"] = kept
                self._put(LessonPage, lesson.slug, pages.write_lesson, lesson, **more)
        lessons = [lesson.slug for lesson in folder.lessons]
        parts = {"quiz": module.quiz.slug or module.slug, "lessons": lessons}
        if module.renewal_quiz:
            parts["renewal_quiz"] = pages.renewal_slug(module)
        self._put(ModulePage, module.slug, pages.write_module, module, **parts)

    def _load_bank(self, folder: ModuleFolder | GameFolder) -> None:
        module = folder.module
        category = module.category.slug
        self._put(Category, category, bank.write_category, module.category)
        for objective in module.objectives:
            self._put(Objective, objective.code, bank.write_objective, objective)
        for picture in folder.pictures:
            key = pictures.key_of(folder, picture.name)
            self._put(CustomImage, key, pictures.write_picture, picture, title=key)
        for file in folder.documents:
            key = documents.key_of(folder, file.name)
            write = partial(documents.write_document, file=file)
            self._put(CustomDocument, key, write, file.digest, title=key)
        for question in folder.questions:
            more = {"category": category, "shown": pictures.shown_by(question, folder)}
            self._put(Question, question.slug, bank.write_question, question, **more)
        self._put_quiz(module.quiz.slug or module.slug, module.quiz)

    def _put_quiz(self, slug: str, record: QuizRecord) -> None:
        self._put(Quiz, slug, bank.write_quiz, record, slug=slug)

    def _load_home(self, with_quiz: bool) -> None:
        home = self.curriculum.site.home
        quiz = (home.quiz.slug or home.slug) if home.quiz and with_quiz else ""
        if quiz:
            self._put_quiz(quiz, home.quiz)
        self._put(HomePage, home.slug, pages.write_home, replace(home, quiz=None), quiz=quiz)

    def _load_game(self, folder: GameFolder) -> None:
        game = folder.module
        if self.ledger.standing(GamePage, game.slug, "") not in NOT_OURS:
            self._load_bank(folder)
        quiz = game.quiz.slug or game.slug
        self._put(GamePage, game.slug, role_paths.write_game, game, quiz=quiz)

    def _load_outside(self) -> None:
        for section in self.curriculum.site.sections:
            model = role_paths.SECTIONS[section.kind]
            self._put(model, section.slug, role_paths.write_section, section)
        for path in self.curriculum.paths:
            quiz = (path.quiz.slug or path.slug) if path.quiz else ""
            if quiz:
                self._put_quiz(quiz, path.quiz)
            self._put(PathPage, path.slug, role_paths.write_path, path, quiz=quiz)
        for sheet in self.curriculum.sheets:
            self._put(SheetPage, sheet.slug, sheets.write_sheet, sheet)
        for page in self.curriculum.help:
            self._put(HelpPage, page.slug, help_pages.write_help, page)

    def _draft(self, model: type[Model], key: str, add: Callable, record, *arguments) -> bool:
        """Add a page as a draft where there is none; return whether there was none."""
        if self.ledger.standing(model, key, "") is not Standing.NEW:
            return False
        self.ledger.note(add(record, *arguments), key, digest="")
        return True

    def _put(self, model: type[Model], key: str, write: Callable, record, **more) -> None:
        """Write an object if its file says something new and nobody has touched it."""
        digest = digest_of(record, more)
        standing = self.ledger.standing(model, key, digest)
        self.outcomes.append(Outcome(model, key, standing))
        if standing in WRITTEN:
            existing = None if standing is Standing.NEW else self._get(model, key)
            self.ledger.note(write(existing, record, self, **more), key, digest)

    def _get(self, model: type[Model], key: str) -> Model:
        return model._default_manager.get(pk=self.pk(model, key))

    def pk(self, model: type[Model], key: str):
        return self.ledger.pk(model, key)

    def html(self, text: str) -> str:
        """Return rich text of a file as the database keeps it."""
        return links.to_database(text, lambda kind, slug: self.pk(LINKED[kind], slug))
