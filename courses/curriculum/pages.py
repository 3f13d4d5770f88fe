"""The pages: written from the records of files, and read back into them."""

import itertools
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from courses.curriculum import bank, blocks, pictures
from courses.curriculum import documents as library
from courses.curriculum.links import NotInFiles
from courses.curriculum.schema import lessons as lesson_files
from courses.curriculum.schema import modules as module_files
from courses.curriculum.schema import site as site_files
from courses.curriculum.schema.pictures import PictureFile
from courses.models import (
    HomePage,
    LessonPage,
    ModuleFramework,
    ModuleObjective,
    ModulePage,
    ModuleSource,
    OrientationPage,
)
from elearning.cms.models import CustomDocument
from quizzes.models import Category, Objective, Question, Quiz

MODULE_FIELDS = (
    *("slug", "title", "summary", "level", "duration", "edition"),
    *("oldest_edition", "validity_months", "renewal_days", "by_quiz_alone", "authors", "licence"),
)
RENEWAL = "{}-renouvellement"
LESSON_FIELDS = ("slug", "title", "summary", "duration")
EASY = "{}/facile"  # place of the easy-to-read version in a lesson
HOME_FIELDS = ("slug", "title", "headline", "lead")
ORIENTATION_FIELDS = ("slug", "title", "introduction")
SOURCE_FIELDS = bank.SOURCE_FIELDS


def fields_of(record, names: tuple[str, ...]) -> dict:
    return {name: getattr(record, name) for name in names}


def add_home(record: site_files.Home, site_name: str) -> HomePage:
    """Add the home page as a draft, in place of Wagtail's welcome page."""
    home = HomePage(**fields_of(record, HOME_FIELDS), live=False)
    Page.get_first_root_node().add_child(instance=home)
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    welcome = site.root_page.specific
    site.root_page, site.site_name = home, site_name
    site.port = urlsplit(settings.WAGTAILADMIN_BASE_URL).port or site.port
    site.save()
    if type(welcome) is Page and not welcome.is_root():
        welcome.delete()
    return home


def write_home(home: HomePage, record: site_files.Home, loader, quiz: str) -> HomePage:
    quiz_id = loader.pk(Quiz, quiz) if quiz else None
    return bank.save(home, fields_of(record, HOME_FIELDS) | {"quiz_id": quiz_id})


def read_home(home: HomePage) -> site_files.Home:
    quiz = bank.read_quiz(home.quiz) if home.quiz else None
    return site_files.Home(**fields_of(home, HOME_FIELDS), quiz=quiz)


def add_orientation(record: site_files.Orientation, home: HomePage) -> OrientationPage:
    page = OrientationPage(**fields_of(record, ORIENTATION_FIELDS), live=False)
    return home.add_child(instance=page)


def write_orientation(
    page: OrientationPage, record: site_files.Orientation, loader, shown: bool
) -> OrientationPage:
    """Write an orientation, a draft as long as it is not to be shown."""
    return bank.save(page, fields_of(record, ORIENTATION_FIELDS), publish=shown)


def read_orientation(page: OrientationPage) -> site_files.Orientation:
    return site_files.Orientation(**fields_of(page, ORIENTATION_FIELDS))


def add_module(record: module_files.Module, orientation: OrientationPage) -> ModulePage:
    return orientation.add_child(
        instance=ModulePage(**fields_of(record, MODULE_FIELDS), live=False)
    )


def renewal_slug(record: module_files.Module) -> str:
    return record.renewal_quiz.slug or RENEWAL.format(record.slug)


def write_module(
    page: ModulePage,
    record: module_files.Module,
    loader,
    quiz: str,
    lessons: list[str],
    renewal_quiz: str = "",
) -> ModulePage:
    """Write a module below its orientation, and put its lessons in order."""
    orientation = OrientationPage.objects.get(pk=loader.pk(OrientationPage, record.orientation))
    if not page.is_child_of(orientation):
        page.move(orientation, pos="last-child")
        page.refresh_from_db()
    values = fields_of(record, MODULE_FIELDS) | {
        "introduction": loader.html(record.introduction),
        "quiz_id": loader.pk(Quiz, quiz),
        "renewal_quiz_id": loader.pk(Quiz, renewal_quiz) if renewal_quiz else None,
        "memo": blocks.memo(record.slug, record.memo, loader.html),
        "objective_links": bank.in_order(
            ModuleObjective(objective_id=loader.pk(Objective, objective.code))
            for objective in record.objectives
        ),
        "frameworks": bank.in_order(
            ModuleFramework(name=framework.name, reference=framework.reference)
            for framework in record.frameworks
        ),
        "sources": bank.in_order(
            ModuleSource(**fields_of(source, SOURCE_FIELDS)) for source in record.sources
        ),
    }
    bank.save(page, values)
    put_in_order(LessonPage.objects.filter(slug__in=lessons).child_of(page), lessons)
    return page


def category_of(page: ModulePage) -> Category:
    """Return the category of a module's questions: the one that its quiz asks from first.

    Where it draws from none, the one of its first question. Raises NotInFiles for a module whose
    quiz asks nothing.
    """
    draws = page.quiz.draws.select_related("category", "question__category") if page.quiz else []
    drawn_from = [draw.category for draw in draws if draw.category]
    asked = [draw.question.category for draw in draws if draw.question]
    for category in (*drawn_from, *asked):
        return category
    raise NotInFiles(page.title)


def read_module(page: ModulePage, html) -> module_files.Module:
    category, renewal = category_of(page), page.renewal_quiz
    return module_files.Module(
        code=category.slug.upper(),
        orientation=page.get_parent().slug,
        introduction=html(page.introduction),
        objectives=tuple(map(bank.read_objective, page.objectives)),
        quiz=bank.read_quiz(page.quiz, page.slug),
        renewal_quiz=renewal and bank.read_quiz(renewal, RENEWAL.format(page.slug)),
        category=bank.read_category(category),
        memo=blocks.read_memo(page.memo.get_prep_value(), html),
        frameworks=tuple(
            module_files.Framework(name=framework.name, reference=framework.reference)
            for framework in page.frameworks.all()
        ),
        sources=tuple(
            site_files.Source(**fields_of(source, SOURCE_FIELDS)) for source in page.sources.all()
        ),
        **fields_of(page, MODULE_FIELDS),
    )


def add_lesson(record: lesson_files.Lesson, module: ModulePage) -> LessonPage:
    page = LessonPage(**fields_of(record, LESSON_FIELDS), live=False)
    return module.add_child(instance=page)


def write_lesson(
    page: LessonPage,
    record: lesson_files.Lesson,
    loader,
    shown: Mapping[str, PictureFile] | None = None,
    documents: Mapping[str, str] | None = None,
) -> LessonPage:
    """Write a lesson; its pictures and documents, by their keys, are in the library already."""
    shown, documents = shown or {}, documents or {}
    body = blocks.page_body(record.slug, record.body, loader.html)
    easy = blocks.page_body(EASY.format(record.slug), record.easy, loader.html)
    values = fields_of(record, LESSON_FIELDS) | {
        "objectives": [loader.pk(Objective, code) for code in record.objectives],
        "body": _questions_by_number(_files_by_number(body, shown, documents, loader), loader),
        "easy_body": _files_by_number(easy, shown, documents, loader),
    }
    return bank.save(page, values)


def _files_by_number(body: list[dict], shown, documents, loader) -> list[dict]:
    body = pictures.to_database(body, shown, loader)
    return library.to_database(body, lambda name: loader.pk(CustomDocument, documents[name]))


def _files_by_name(body: list[dict]) -> list[dict]:
    return library.from_database(pictures.from_database(body))


def _questions_by_number(body: list[dict], loader) -> list[dict]:
    """Replace the slugs of the questions to try by their numbers."""
    for block in _to_try(body):
        block["value"] = loader.pk(Question, block["value"])
    return body


def _questions_by_slug(body: list[dict]) -> list[dict]:
    """Replace the numbers of the questions to try by their slugs.

    Raises NotInFiles for a question that is not published, and so not exported.
    """
    asked = Question.objects.filter(live=True, pk__in=[one["value"] for one in _to_try(body)])
    slugs = dict(asked.values_list("pk", "slug"))
    for block in _to_try(body):
        if block["value"] not in slugs:
            raise NotInFiles("practice")
        block["value"] = slugs[block["value"]]
    return body


def _to_try(body: list[dict]) -> list[dict]:
    return [block for block in body if block["type"] == "practice"]


def read_lesson(page: LessonPage, html) -> lesson_files.Lesson:
    codes = page.objectives.values_list("code", flat=True)
    body = _questions_by_slug(_files_by_name(page.body.get_prep_value()))
    easy = _files_by_name(page.easy_body.get_prep_value())
    return lesson_files.Lesson(
        **fields_of(page, LESSON_FIELDS),
        objectives=tuple(sorted(codes)),
        body=blocks.read_body(body, html, blocks.LESSON_BLOCKS),
        easy=blocks.read_body(easy, html, blocks.BLOCKS),
    )


def put_in_order(siblings: PageQuerySet, slugs: list[str]) -> None:
    """Move the siblings that do not come after the one that precedes them in `slugs`."""
    for before, after in itertools.pairwise(slugs):
        found = {page.slug: page for page in siblings.filter(slug__in=[before, after])}
        if len(found) == 2 and found[after].path < found[before].path:
            found[after].move(found[before], pos="right")
