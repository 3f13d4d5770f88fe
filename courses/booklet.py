"""The booklet: modules, what to do, a quiz on paper and its key, for those without a screen."""

import string
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from courses.models import HelpPage, HomePage, ModulePage
from elearning.cms import page_cache
from elearning.cms.models import SiteSettings
from quizzes.engine.item import Item
from quizzes.models import Question

NAME = "livret.pdf"
STYLES = settings.BASE_DIR / "static" / "css" / "booklet.html"
ON_PAPER = ("single", "multiple", "true_false")  # what a pen can answer
QUESTIONS_A_MODULE = 6


def make(slugs: list[str]) -> bytes:
    """Return the booklet of these modules, in this order, as PDF/UA-1 on A5."""
    # Importing WeasyPrint takes seconds and needs Pango.
    from weasyprint import HTML  # noqa: PLC0415

    html = _with_files(render_to_string("courses/booklet.html", contents(slugs)))
    page = HTML(string=html, base_url=STYLES.as_uri())
    return page.write_pdf(pdf_variant="pdf/ua-1")


def _with_files(html: str) -> str:
    """Return HTML whose pictures are files of this machine: nothing is asked of the network."""
    for url, root in (
        (settings.STATIC_URL, settings.STATIC_ROOT),
        ("/media/", settings.MEDIA_ROOT),
    ):
        html = html.replace(f'src="{url}', f'src="{Path(root).as_uri()}/')
    return html


def keep(pdf: bytes) -> None:
    """Put the booklet where the site offers it."""
    default_storage.delete(NAME)
    default_storage.save(NAME, ContentFile(pdf))
    page_cache.forget_all()


def kilobytes() -> int | None:
    """Return the size of the booklet, if there is one."""
    return round(default_storage.size(NAME) / 1000) if default_storage.exists(NAME) else None


def opened() -> File:
    """Return the booklet. Raises FileNotFoundError when none was made."""
    return default_storage.open(NAME)


def contents(slugs: list[str]) -> dict:
    modules = {page.slug: page for page in ModulePage.objects.live().filter(slug__in=slugs)}
    site = HomePage.objects.live().get().get_site()
    return {
        "site": SiteSettings.of_site(site),
        "address": site.root_url,
        "help_pages": HelpPage.objects.live().order_by("path"),
        "modules": [_module(modules[slug]) for slug in slugs if slug in modules],
        "unfolded": True,
    }


def _module(page: ModulePage) -> dict:
    return {"page": page, "lessons": list(page.lessons), "questions": _questions(page)}


def _questions(page: ModulePage) -> list[dict]:
    """Return the questions of a module that can be answered with a pen, its objectives in turn."""
    found = Question.objects.filter(
        live=True, objective__module_links__module=page, current_version__type__in=ON_PAPER
    )
    versions = [q.current_version for q in found.select_related("current_version").order_by("pk")]
    spread: list = []
    by_objective: dict = {}
    for version in versions:
        by_objective.setdefault(version.objective_id, []).append(version)
    while len(spread) < QUESTIONS_A_MODULE and any(by_objective.values()):
        spread += [group.pop(0) for group in by_objective.values() if group]
    return [_question(version.item) for version in spread[:QUESTIONS_A_MODULE]]


def _question(item: Item) -> dict:
    """Return a question with lettered options, in the alphabetical order, which tells nothing."""
    options = sorted(item.content.options, key=lambda option: option.text)
    lettered = [
        {"letter": letter, "option": option}
        for letter, option in zip(string.ascii_uppercase, options, strict=False)
    ]
    return {
        "stem": item.content.stem,
        "options": lettered,
        "key": [each["letter"] for each in lettered if each["option"].correct],
        "explanation": item.content.explanation,
    }
