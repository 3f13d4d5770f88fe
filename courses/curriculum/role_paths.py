"""Sections, paths and games: written from the records of files, and read back into them."""

from wagtail.models import Page

from courses.curriculum import bank
from courses.curriculum.pages import category_of, fields_of
from courses.curriculum.schema import games as game_files
from courses.curriculum.schema import paths as path_files
from courses.curriculum.schema import site as site_files
from courses.models import (
    GamePage,
    HomePage,
    ModulePage,
    OfferIndexPage,
    PathIndexPage,
    PathModule,
    PathPage,
    SheetIndexPage,
)
from quizzes.models import Objective, Quiz

SECTIONS: dict[str, type[Page]] = {
    "paths": PathIndexPage,
    "sheets": SheetIndexPage,
    "offers": OfferIndexPage,
}
SECTION_FIELDS = ("slug", "title", "introduction")
PATH_FIELDS = (
    *("slug", "title", "summary", "audience", "role"),
    *("in_order", "pix_campaign", "validity_months", "renewal_days"),
)
GAME_FIELDS = ("slug", "title", "summary", "lead")


def add_section(record: site_files.Section, home: HomePage) -> Page:
    page = SECTIONS[record.kind](**fields_of(record, SECTION_FIELDS), live=False)
    return home.add_child(instance=page)


def write_section(page: Page, record: site_files.Section, loader) -> Page:
    return bank.save(page, fields_of(record, SECTION_FIELDS))


def read_section(page: Page) -> site_files.Section:
    kind = next(kind for kind, model in SECTIONS.items() if model is page.specific_class)
    return site_files.Section(kind=kind, **fields_of(page.specific, SECTION_FIELDS))


def add_path(record: path_files.RolePath, index: PathIndexPage) -> PathPage:
    return index.add_child(instance=PathPage(**fields_of(record, PATH_FIELDS), live=False))


def write_path(page: PathPage, record: path_files.RolePath, loader, quiz: str) -> PathPage:
    values = fields_of(record, PATH_FIELDS) | {
        "introduction": loader.html(record.introduction),
        "coming": loader.html(record.coming),
        "quiz_id": loader.pk(Quiz, quiz) if quiz else None,
        "steps": bank.in_order(
            PathModule(module_id=loader.pk(ModulePage, step.module), optional=step.optional)
            for step in record.modules
        ),
    }
    return bank.save(page, values)


def read_path(page: PathPage, html) -> path_files.RolePath:
    return path_files.RolePath(
        **fields_of(page, PATH_FIELDS),
        introduction=html(page.introduction),
        coming=html(page.coming),
        quiz=bank.read_quiz(page.quiz, page.slug) if page.quiz else None,
        modules=tuple(
            path_files.PathStep(module=step.module.slug, optional=step.optional)
            for step in PathModule.objects.shown().filter(path_page=page)
        ),
    )


def add_game(record: game_files.Game, home: HomePage) -> GamePage:
    return home.add_child(instance=GamePage(**fields_of(record, GAME_FIELDS), live=False))


def write_game(page: GamePage, record: game_files.Game, loader, quiz: str) -> GamePage:
    return bank.save(page, fields_of(record, GAME_FIELDS) | {"quiz_id": loader.pk(Quiz, quiz)})


def read_game(page: GamePage) -> game_files.Game:
    """Return the record of a game; its objectives are those of its questions."""
    category = category_of(page)
    objectives = Objective.objects.filter(questions__category=category, questions__live=True)
    return game_files.Game(
        code=category.slug.upper(),
        objectives=tuple(map(bank.read_objective, objectives.distinct().order_by("code"))),
        quiz=bank.read_quiz(page.quiz, page.slug),
        category=bank.read_category(category),
        **fields_of(page, GAME_FIELDS),
    )
