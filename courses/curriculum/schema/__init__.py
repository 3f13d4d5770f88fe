"""The curriculum as files: `parse` reads a folder, or refuses it with all its faults. Pure."""

from courses.curriculum.schema.folder import Curriculum, parse

__all__ = ["Curriculum", "parse"]
