"""A site has a logo and a colour of its own, which stays easy to read by day and by night."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st
from wagtail.models import Site

from elearning.cms.models import SiteSettings
from elearning.cms.shades import NIGHT_SAND, SAND, legibility, stylesheet
from elearning.lib.contrast import LEAST_CONTRAST, contrast
from tests.factories import make_home
from tests.pictures import drawing, in_library

BLUE = "#0b57d0"
DAY, NIGHT = {"ink": "#241a1d", "sand": SAND}, {"ink": "#f4ece4", "sand": NIGHT_SAND}
READ = [("wine", "sand"), ("wine", "wine-wash"), ("ink", "wine-wash")]
READ += [("on-wine", "wine"), ("on-wine", "wine-strong"), ("wine-strong", "wine-wash")]


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_every_shade_of_a_colour_that_is_taken_is_read_where_it_stands(accent):
    assume(legibility(accent) >= LEAST_CONTRAST)

    day, night, print_ = (
        dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", part))
        for part in stylesheet(accent).split("@media")
    )

    assert day == print_
    for shades in (DAY | day, NIGHT | night):
        for one, other in READ:
            assert contrast(shades[one], shades[other]) >= LEAST_CONTRAST, (one, other)


@pytest.fixture
def settings_of_site(db):
    make_home()
    return SiteSettings.of_site(Site.objects.get(is_default_site=True))


@pytest.mark.parametrize(
    ("colour", "fault"),
    [
        ("bleu", "Une couleur s’écrit comme ceci"),
        ("#ffd500", "Se lit mal sur ce site\xa0: le contraste est de 1,1, il faut au moins 4,5."),
        ("red;}a{b", "Assurez-vous que cette valeur comporte au plus 7 caractères"),
    ],
)
def test_what_is_no_colour_or_is_hard_to_read_is_refused(settings_of_site, colour, fault):
    settings_of_site.accent = colour

    with pytest.raises(ValidationError) as refused:
        settings_of_site.full_clean()

    assert fault in " ".join(refused.value.message_dict["accent"])


def test_pages_ask_for_the_colours_of_the_site_and_for_nothing_where_it_has_none(
    client, settings_of_site, django_capture_on_commit_callbacks
):
    assert "couleurs/" not in client.get("/").content.decode()

    settings_of_site.accent = BLUE.upper()
    with django_capture_on_commit_callbacks(execute=True):
        settings_of_site.save()

    for page in ("/", "/mon-parcours/"):
        text = client.get(page).content.decode()
        assert '<link rel="stylesheet" href="/couleurs/0b57d0.css">' in text
    sheet = client.get("/couleurs/0b57d0.css")
    assert sheet.headers["Content-Type"] == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert sheet.content.decode() == stylesheet(BLUE)


@pytest.mark.parametrize("name", ["zzzzzz", "0b57d", "0b57d0;"])
def test_no_other_address_makes_colours(client, settings_of_site, name):
    assert client.get(f"/couleurs/{name}.css").status_code == 404


def test_the_logo_stands_in_the_header_small_and_silent(client, settings_of_site):
    settings_of_site.logo = in_library(drawing())
    settings_of_site.save()

    page = client.get("/").content.decode()

    logo = re.search(r'<img class="logo" src="([^"]+)" width="\d+" height="\d+" alt="">', page)
    assert logo[1].endswith(".webp")


def test_a_logo_whose_file_is_lost_takes_no_page_down(client, settings_of_site):
    settings_of_site.logo = logo = in_library(drawing())
    settings_of_site.save()
    logo.renditions.all().delete()
    logo.file.storage.delete(logo.file.name)

    page = client.get("/")

    assert page.status_code == 200
    assert 'class="logo"' not in page.content.decode()
