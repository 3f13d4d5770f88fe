"""A manager invites a team; an agent joins it from a phone, without an account."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.going import enter, follow, open_link, press
from tests.browser.shell import run_in_demo
from tests.browser.signing_in import enrol_app, sign_in

TOWN_HALL = "Mairie de Combelouvre"
VALIDATE = """
from django.utils import timezone
from elearning.organisations import actions
from elearning.organisations.models import Manager
actions.validate(Manager.objects.get(organisation__name="Jura"), None, timezone.now())
print("validated")
"""
COUNT_CLICKS = """
addEventListener("click", () => {
  sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0);
}, true);
"""
LINK = """
from elearning.organisations.models import Invitation
print(Invitation.objects.get(email="zoe@mairie.example").get_absolute_url())
"""


@pytest.fixture
def manager(page, data_folder):
    """The page of the demonstration's manager, in front of their teams."""
    kept = data_folder / "session-manager.json"
    if kept.exists():
        page.context.add_cookies(json.loads(kept.read_text()))
    else:
        sign_in(page, data_folder, "manager")
        page.goto("/equipe/")
        enrol_app(page, (data_folder / "password-manager").read_text())
        kept.write_text(json.dumps(page.context.cookies()))
    page.goto("/equipe/")
    return page


def test_a_team_code_is_two_clicks_away_and_lets_an_agent_in(
    manager, new_page, check_accessible, check_fits
):
    check_accessible(manager)
    open_link(manager, TOWN_HALL)
    check_accessible(manager)
    check_fits(manager)
    code = manager.locator("p.code").nth(1).inner_text()

    agent = new_page(java_script_enabled=False)
    agent.goto("/rejoindre/")
    agent.get_by_label("Code de l’invitation").fill(code.lower().replace("-", " "))
    press(agent, "Continuer")
    expect(agent.get_by_role("heading", level=1)).to_contain_text(TOWN_HALL)
    press(agent, "Rejoindre")
    expect(agent.locator(".notice")).to_contain_text(TOWN_HALL)

    agent.goto("/mes-structures/")
    press(agent, f"Quitter {TOWN_HALL}")
    expect(agent.locator(".notice")).to_contain_text("Vous avez quitté")


def clicks(page) -> int:
    return int(page.evaluate("sessionStorage.clicks || 0"))


def test_a_path_is_asked_for_and_its_agent_begins_it_three_clicks_after_the_invitation(
    manager, new_page, check_accessible, check_fits
):
    manager.add_init_script(COUNT_CLICKS)
    manager.goto("/equipe/")
    open_link(manager, TOWN_HALL)
    code = manager.locator("p.code").nth(1).inner_text()
    open_link(manager, "Parcours demandés")
    expect(manager.locator(".journey")).to_contain_text("Au moins 5 personnes sur 17")
    check_accessible(manager)
    check_fits(manager)
    follow(manager, manager.get_by_role("button", name="Envoyer un rappel"))
    expect(manager.locator(".notice")).to_contain_text("ni à qui ni à combien")
    assert clicks(manager) - 1 == 2  # from the page of the team to the reminder
    press(manager, "Demander ce parcours")
    expect(manager).to_have_title(re.compile("^Erreur"))
    manager.evaluate("sessionStorage.clicks = 2")  # those that led to this page
    check_accessible(manager)
    manager.get_by_label("Parcours", exact=True).select_option(index=1)
    title = manager.locator("#id_path option:checked").inner_text()
    manager.get_by_label("À terminer au plus tard le").fill(f"{date.today().year + 1}-12-31")
    manager.get_by_label("Message").fill("Deux heures sont à vous.")
    press(manager, "Demander ce parcours")
    fields = 2 + 1 + 1  # opening a list and choosing in it, the day, the message
    assert clicks(manager) + fields <= 8
    open_link(manager, title)
    check_accessible(manager)
    check_fits(manager)

    agent = new_page(java_script_enabled=False)
    agent.goto("/rejoindre/")
    agent.get_by_label("Code de l’invitation").fill(code)
    press(agent, "Continuer")
    press(agent, "Rejoindre")
    asked = agent.locator(".journey li", has_text=title)
    expect(asked).to_contain_text("Deux heures sont à vous.")
    follow(agent, asked.get_by_role("link", name="Continuer avec"))
    expect(agent.get_by_role("heading", level=1)).to_be_visible()
    agent.go_back()
    follow(agent, asked.get_by_role("link", name=title, exact=True))
    press(agent, "Garder ce parcours sur ma page")
    expect(agent.locator("progress")).to_have_attribute("value", "0")


def test_the_pages_of_what_is_asked_are_accessible_and_fit(
    manager, new_page, check_accessible, check_fits
):
    open_link(manager, TOWN_HALL)
    code = manager.locator("p.code").nth(1).inner_text()
    agent = new_page()
    agent.goto(f"/rejoindre/{code.replace('-', '')}/")
    check_accessible(agent)
    press(agent, "Rejoindre")
    check_accessible(agent)
    check_fits(agent)
    follow(agent, agent.locator(".journey h2 a").first)
    check_accessible(agent)
    check_fits(agent)


def test_codes_to_print_are_made_for_those_without_an_address(
    manager, check_accessible, check_fits
):
    open_link(manager, TOWN_HALL)
    manager.get_by_label("Nombre de codes à imprimer").fill("3")
    press(manager, "Créer et imprimer ces codes")
    expect(manager.locator(".slips li")).to_have_count(3)
    check_accessible(manager)
    check_fits(manager)


def test_an_organisation_is_found_by_three_letters(manager, check_accessible, check_fits):
    open_link(manager, "Gérer une structure")
    manager.get_by_label("Nom de la structure").fill("saone et")
    press(manager, "Rechercher")
    check_accessible(manager)
    check_fits(manager)
    follow(manager, manager.get_by_role("link", name="Saône-et-Loire", exact=True))
    press(manager, "Envoyer ma demande")
    expect(manager).to_have_title(re.compile("^Erreur"))
    check_accessible(manager)
    manager.get_by_label("Votre fonction").fill("direction générale")
    press(manager, "Envoyer ma demande")
    expect(manager.locator(".callout")).to_contain_text("La Région vérifie")


@pytest.mark.parametrize("address", ["/rejoindre/", "/mes-structures/"])
def test_every_page_of_joining_is_accessible_and_fits(page, address, check_accessible, check_fits):
    page.goto(address)
    check_accessible(page)
    check_fits(page)


def test_a_new_team_and_its_link_are_five_clicks_away(manager, data_folder):
    open_link(manager, "Gérer une structure")
    manager.get_by_label("Nom de la structure").fill("jura")
    enter(manager, "#name")
    follow(manager, manager.get_by_role("link", name="Jura", exact=True))
    manager.get_by_label("Votre fonction").fill("ressources humaines")
    press(manager, "Envoyer ma demande")
    run_in_demo(data_folder, VALIDATE)
    manager.goto("/equipe/")
    open_link(manager, "Jura")
    press(manager, "Créer le code de l’équipe")
    expect(manager.locator("p.code").first).to_contain_text("/rejoindre/")


def test_an_invited_agent_is_asked_a_question_three_clicks_later(
    manager, new_page, data_folder, check_accessible, check_fits
):
    open_link(manager, TOWN_HALL)
    open_link(manager, "Inviter par courriel")
    check_accessible(manager)
    manager.get_by_label("Adresses électroniques, une par ligne").fill("zoe@")
    press(manager, "Lire la liste")
    check_accessible(manager)
    check_fits(manager)
    manager.get_by_label("Adresses électroniques, une par ligne").fill("zoe@mairie.example")
    press(manager, "Lire la liste")
    check_accessible(manager)
    press(manager, "Envoyer 1 invitation")
    expect(manager.locator(".notice")).to_contain_text("en route")
    check_fits(manager)

    agent = new_page(java_script_enabled=False)
    agent.goto(run_in_demo(data_folder, LINK))
    press(agent, "Rejoindre")
    follow(agent, agent.get_by_role("link", name="Continuer avec").first)
    press(agent, "Passer le quiz")
    expect(agent).to_have_url(re.compile("/quiz/.*/1/$"))


def test_the_pages_that_follow_people_or_know_their_address_are_accessible(
    manager, check_accessible, check_fits
):
    open_link(manager, TOWN_HALL)
    team = manager.url
    for page in ("groupes/", "suivi/", "domaines/", "attestations/"):
        manager.goto(team + page)
        check_accessible(manager)
        check_fits(manager)
