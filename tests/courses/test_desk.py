"""The editor's home page and menu, as somebody who writes finds them."""

import datetime
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.utils import timezone

from courses.models import OfferIndexPage, TrainingOfferPage
from elearning.accounts import roles
from tests.factories import UserFactory, make_home, make_module, make_path, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    roles.create_roles()
    user = UserFactory(email="formatrice@mairie.example")
    user.groups.add(Group.objects.get(name=roles.TRAINER.name))
    return user


def desk(client, user) -> BeautifulSoup:
    client.force_login(user)
    return BeautifulSoup(client.get("/cms/").content, "html.parser")


def drafts(client, user) -> list[str]:
    panel = desk(client, user).find(id="my-drafts-section")
    return [link.get_text(strip=True) for link in panel.select("td.title a")]


def test_drafts_are_those_of_whoever_asks_and_lessons_lead_to_their_module(client, trainer):
    module = make_module(lessons=2, title="Les faux RIB")
    for lesson in module.lessons:
        lesson.save_revision(user=trainer)
    question = make_question(published=False)
    question.save_revision(user=trainer)
    make_module(title="À une autre").save_revision(user=UserFactory())
    make_module(title="Publié").save_revision(user=trainer).publish()

    assert drafts(client, trainer) == [str(question), "Les faux RIB"]


def test_the_drafts_cost_the_same_however_many_they_are(
    client, trainer, django_assert_max_num_queries
):
    module = make_module(lessons=4)
    first, *others = module.lessons
    first.save_revision(user=trainer)
    make_question(published=False).save_revision(user=trainer)
    client.force_login(trainer)
    client.get("/cms/")
    with django_assert_max_num_queries(60) as few:
        client.get("/cms/")

    for lesson in others:
        lesson.save_revision(user=trainer)
        make_question(published=False).save_revision(user=trainer)
    with django_assert_max_num_queries(len(few)):
        client.get("/cms/")


def test_offers_about_to_close_are_named(client, trainer):
    index = make_home().add_child(
        instance=OfferIndexPage(title="Formations", slug="formations", introduction="Des places.")
    )
    today = timezone.localdate()
    for title, days in (("BTS", 3), ("Licence", 40), ("Titre", -1)):
        index.add_child(
            instance=TrainingOfferPage(
                title=title,
                school="Lycée",
                level="Bac + 2",
                departement="Doubs",
                closes_on=today + datetime.timedelta(days=days),
                offer_url=f"https://ecole.example/{title}",
                summary="Une place.",
            )
        )

    panel = desk(client, trainer).find(id="closing-offers-section")

    assert [link.text for link in panel.select("td.title a")] == ["BTS"]


def test_the_menu_says_what_trainers_look_for(client, trainer):
    make_path()
    client.force_login(trainer)

    page = BeautifulSoup(client.get("/cms/").content, "html.parser")
    props = json.loads(page.find(id="wagtail-sidebar-props").string)
    labels = {entry["_args"][0]["label"] for entry in props["modules"][2]["_args"][0]}

    assert {
        *("Modules", "Questions", "Quiz", "Parcours"),
        *("Faits", "Statistiques", "Médias"),
    } <= labels
    assert client.get("/cms/parcours/").status_code == 200


def test_the_guide_is_in_the_editor(client, trainer):
    client.force_login(trainer)

    page = client.get("/cms/guide/").content.decode()

    assert "Commencer un module</h2>" in page
    assert ".md" not in page
    pictures = re.findall(r'<img src="/static/(guide/[^"]+)" alt="[^"]', page)
    assert pictures
    assert all(finders.find(picture) for picture in pictures)
