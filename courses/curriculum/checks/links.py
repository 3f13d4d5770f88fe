"""What makes links work, beyond the pages they name, which `parse` looks up."""

import re
from collections.abc import Iterator

from courses.curriculum.checks.lessons import lessons_with_files
from courses.curriculum.checks.texts import texts
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum
from courses.curriculum.schema.help import Situation
from courses.curriculum.schema.lessons import Heading
from quizzes.engine.reader import fold

LINK = re.compile(r"\]\(|\[\[|\b(?:lesson|module|help|path|sheet|game|fact):[a-z0-9]")


def anchors_apart(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the titles that stand twice on a page: a link to the second would open the first."""
    message = gettext_noop("“%(title)s” is already a title of this page")
    for name, page in [*lessons_with_files(curriculum), *curriculum.pages()]:
        seen: set[str] = set()
        for index, block in enumerate(getattr(page, "body", ())):
            match block:
                case Heading(text=title) | Situation(title=title):
                    if fold(title) in seen:
                        yield Fault(name, f"body[{index}]", message, {"title": title})
                    seen.add(fold(title))


def links_as_links(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield the links and facts written where text is plain: people would read their marks."""
    message = gettext_noop("this text is plain: a link or a fact would show as it is written")
    for name, path, text in texts(curriculum):
        if LINK.search(text):
            yield Fault(name, path, message)
