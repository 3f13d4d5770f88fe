"""What the live pages teach, and which of them a quiz is started from."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from courses.models import GamePage, LessonPage, ModulePage, PathModule, PathPage
from elearning.cms import page_cache


@dataclass(frozen=True)
class Teaching:
    """The live pages by what they teach, in the order of the site; nobody's progress."""

    lessons: Mapping[int, list[LessonPage]]
    """The lessons on each objective."""
    modules: list[tuple[ModulePage, set[int]]]
    """Each module with its objectives."""
    skippable: Mapping[int, set[int]]
    """The modules whose quiz alone will do, by the positioning quiz of a path that they are in."""
    practice: Mapping[int, int]
    """The game or the path that a quiz is started from."""


@page_cache.kept
def teaching() -> Teaching:
    """Return what the live pages teach."""
    lessons = defaultdict(list)
    shown = LessonPage.objects.live().only("title", "path", "url_path", "locale").order_by("path")
    for lesson in shown.prefetch_related("objectives"):
        for objective in lesson.objectives.all():
            lessons[objective.pk].append(lesson)
    modules = ModulePage.objects.live().order_by("path").prefetch_related("objective_links")
    skippable = defaultdict(set)
    steps = PathModule.objects.filter(path_page__live=True, module__by_quiz_alone=True)
    for quiz, module in steps.values_list("path_page__quiz", "module"):
        skippable[quiz].add(module)
    started_from = (
        model.objects.live().order_by("-path").values_list("quiz", "pk")
        for model in (PathPage, GamePage)
    )
    return Teaching(
        lessons=dict(lessons),
        modules=[
            (module, {link.objective_id for link in module.objective_links.all()})
            for module in modules
        ],
        skippable=dict(skippable),
        practice=dict(chain.from_iterable(started_from)),
    )


@page_cache.kept
def module_above(quiz_id: int) -> ModulePage | None:
    """Return what a question says of its module: its title and its address."""
    return ModulePage.objects.only("title", "url_path", "locale").of_quiz(quiz_id)
