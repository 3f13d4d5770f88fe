"""Every text of a curriculum, with the file and the key where it stands."""

from collections.abc import Iterator

from courses.curriculum.checks.bank import questions_with_places
from courses.curriculum.checks.lessons import lessons_with_files
from courses.curriculum.checks.prose import prose_of
from courses.curriculum.schema.folder import Curriculum


def texts(curriculum: Curriculum) -> Iterator[tuple[str, str, str]]:
    """Yield every text but facts and what texts quote of them: facts have a source of their own."""
    for prose in prose_of(curriculum.site, {}):
        yield "site.yaml", prose.path, prose.text
    for name, page in curriculum.pages():
        for prose in prose_of(page, {}):
            yield name, prose.path, prose.text
    for folder in curriculum.banks():
        for prose in prose_of(folder.module, {}):
            yield folder.file, prose.path, prose.text
    for name, lesson in lessons_with_files(curriculum):
        for prose in prose_of(lesson, {}):
            yield name, prose.path, prose.text
    for name, path, question in questions_with_places(curriculum):
        for prose in prose_of(question, {}, path):
            yield name, prose.path, prose.text


def texts_of_facts(curriculum: Curriculum) -> Iterator[tuple[str, str, str]]:
    for index, fact in enumerate(curriculum.facts):
        for prose in prose_of(fact, {}, f"facts[{index}]"):
            yield "facts.yaml", prose.path, prose.text
