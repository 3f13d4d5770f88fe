from courses.models.lessons import LessonPage
from courses.models.modules import ModuleFramework, ModuleObjective, ModulePage, ModuleSource
from courses.models.site import HomePage, OrientationPage

__all__ = [
    "HomePage",
    "LessonPage",
    "ModuleFramework",
    "ModuleObjective",
    "ModulePage",
    "ModuleSource",
    "OrientationPage",
]
