"""An organisation is found by three letters, without accents, and edited by administrators."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from elearning.accounts.roles import TRAINER, create_roles
from elearning.organisations import reference
from elearning.organisations.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_organisations_organisation:list"


@pytest.fixture
def region():
    reference.load(reference.read(reference.REFERENCE))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dijon", "Dijon"),
        ("dij", "Dijon Métropole"),
        ("CHALON", "Chalon-sur-Saône"),
        ("st claude", "Saint-Claude"),
        ("cote d'or", "Côte-d'Or"),
        ("21231", "Dijon"),
        ("saint", "Saint-Vallier"),
        ("Sain", "Saint-Vallier"),
        ("saint-cl", "Saint-Claude"),
        ("saisy", "Saisy"),
    ],
)
def test_three_letters_find_it(region, typed, first):
    assert Organisation.objects.named_like(typed)[0].name == first


def test_a_word_inside_the_name_finds_it_after_those_that_begin_with_it(region):
    names = [each.name for each in Organisation.objects.named_like("val")]
    begin = [name.lower().startswith("val") for name in names]

    assert begin == sorted(begin, reverse=True)
    assert not all(begin)


@pytest.mark.parametrize("typed", ["", "di", "?!;"])
def test_less_than_three_letters_find_nothing(region, typed):
    assert not Organisation.objects.named_like(typed).exists()


def test_what_is_gone_is_no_longer_current(region):
    Organisation.objects.filter(code="21231").update(is_current=False)

    assert "Dijon" not in [each.name for each in Organisation.objects.current().named_like("dijon")]


def test_only_another_structure_has_no_official_code():
    Organisation.objects.create(name="Syndicat des eaux", department="21")
    with pytest.raises(IntegrityError):
        Organisation.objects.create(kind="commune", name="Combelouvre", department="21")


def test_an_administrator_finds_it_in_the_editor(region, client):
    client.force_login(factories.UserFactory(is_superuser=True))

    page = client.get(reverse(LIST), {"q": "saone et loire"})

    assert "Saône-et-Loire" in page.content.decode()


def test_a_trainer_does_not_see_the_list(client, alice):
    create_roles()
    alice.groups.add(Group.objects.get(name=TRAINER.name))
    client.force_login(alice)

    assertRedirects(client.get(reverse(LIST)), reverse("wagtailadmin_home"))
