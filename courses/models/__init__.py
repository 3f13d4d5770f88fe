from courses.models.games import GamePage
from courses.models.help import HelpPage
from courses.models.lessons import LessonPage
from courses.models.modules import (
    ModuleAuthor,
    ModuleFramework,
    ModuleObjective,
    ModulePage,
    ModuleSource,
)
from courses.models.offers import OfferIndexPage, TrainingOfferPage
from courses.models.paths import PathIndexPage, PathModule, PathPage
from courses.models.sheets import SheetIndexPage, SheetPage
from courses.models.site import HomePage, OrientationPage

__all__ = [
    "GamePage",
    "HelpPage",
    "HomePage",
    "LessonPage",
    "ModuleAuthor",
    "ModuleFramework",
    "ModuleObjective",
    "ModulePage",
    "ModuleSource",
    "OfferIndexPage",
    "OrientationPage",
    "PathIndexPage",
    "PathModule",
    "PathPage",
    "SheetIndexPage",
    "SheetPage",
    "TrainingOfferPage",
]
