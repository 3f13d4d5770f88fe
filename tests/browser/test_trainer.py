"""A trainer with an afternoon: a module from a template, its parts, what is left to write."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests import curriculum_files as files
from tests.browser.going import follow, go_on, open_link, press, submit_answer
from tests.browser.shell import run_in_demo
from tests.browser.signing_in import enter_editor
from tests.browser.writing import Writer

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def trainer(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "trainer")
    return page


def test_a_module_is_begun_in_one_action_and_says_what_is_left(trainer, check_accessible):
    Writer(trainer).begin("Les faux RIB", "Vérifier un RIB avant de payer.")

    rows = trainer.locator("main table tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.get_by_text("À écrire", exact=True)).to_have_count(12)
    check_accessible(trainer)

    follow(trainer, rows.get_by_role("link", name=re.compile("Et s’il est trop tard")))
    Writer(trainer).write_screen()
    expect(trainer).to_have_url(re.compile("/question/edit/"))
    trainer.go_back()
    expect(trainer.locator("[name=title]")).to_have_value("Voici mes mots, 1.")
    check_typing_is_kept(trainer)
    trainer.get_by_role("button", name="Actions").first.click()
    open_link(trainer, "Le module entier")
    expect(rows.get_by_text("À écrire", exact=True)).to_have_count(11)


SEND_AS_IT_BEGINS_TO_SAVE = """form => new Promise(done => document.addEventListener(
    "w-autosave:save", () => setTimeout(() => done(form.requestSubmit())), {once: true}
))"""


def check_typing_is_kept(page):
    """What is typed is saved unasked; a form on its way to a slow server is not sent twice."""
    title, form = page.locator("[name=title]"), page.locator("form[data-edit-form]")
    page.reload()
    form.evaluate("form => form.dataset.wAutosaveIntervalValue = 100")
    with page.expect_response(page.url) as kept:  # two seconds before Wagtail looks for changes
        title.fill("Gardé sans rien presser")
    assert kept.value.json()["success"]
    assert "Gardé sans rien presser" in page.request.get(page.url).text()

    sent = []
    page.route(page.url, lambda route: sent.append(route))  # no answer yet
    title.fill("Envoyé par moi")
    form.evaluate(SEND_AS_IT_BEGINS_TO_SAVE)
    page.wait_for_timeout(500)  # by now it would have saved by itself
    assert [route.request.is_navigation_request() for route in sent] == [True]
    with page.expect_navigation():
        sent[0].continue_()
    page.unroute(page.url)
    expect(title).to_have_value("Envoyé par moi")


def test_an_advice_left_in_place_is_refused_where_it_stands(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "administrator")
    Writer(page).begin("Les faux RIB", "Vérifier un RIB avant de payer.")
    follow(page, page.locator("main").get_by_role("link", name=re.compile("Une liste de signes")))

    page.locator(".w-dropdown--dropdown-button [data-w-dropdown-target=toggle]").click()
    follow(page, page.locator("button[name=action-publish]"))

    option = page.locator("[data-contentpath=options] [data-contentpath=text]").first
    expect(option.locator(".error-message")).to_have_text(re.compile("le conseil du modèle"))


@pytest.fixture
def shared_module(tmp_path):
    """A module as another site shares it: the questions, a video, a document."""
    folder = files.write_files(tmp_path / "files")
    files.add_documents(folder)
    files.change(folder, files.MODULE, "title", to="Le trousseau de Valdoire")
    files.change(folder, files.MODULE, "licence", to="CC BY-SA 4.0")
    files.change(folder, files.MODULE, "quiz", "draws", to=[{"question": "t1-velo"}])
    files.change(folder, "site.yaml", "home", "quiz", to=None)
    packed = tmp_path / "module.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in [*folder.glob("*.yaml"), *folder.glob("modules/**/*.*")]:
            file.write(path, path.relative_to(folder).as_posix())
    return packed


def test_a_shared_module_is_read_taken_in_tried_and_shared_again(
    page, data_folder, shared_module, check_accessible
):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "administrator")
    page.goto("/cms/modules/importer/")
    page.set_input_files("[name=file]", shared_module)
    press(page, "Lire le fichier")
    expect(page.get_by_text("document t1/le-film.mp4")).to_be_visible()
    expect(page.get_by_text("Licence : CC BY-SA 4.0.")).to_be_visible()
    check_accessible(page)
    press(page, "Importer ce module")

    with page.expect_download() as sent:
        page.get_by_role("link", name="Partager ce qui est publié (zip)").click()
    with zipfile.ZipFile(sent.value.path()) as file:
        film = file.read(f"modules/{files.SLUG}/le-film.mp4")
    assert film == files.DOCUMENTS["le-film.mp4"]

    open_link(page, "Essayer comme un apprenant")
    trial = page.url
    for answer, verdict, result in [
        ("Le club", "Bonne réponse", "1 bonne réponse sur 1"),
        ("Rien", "Ce n’est pas la bonne réponse", "0 bonne réponse sur 1"),
    ]:
        page.goto(trial)
        open_link(page, "Passer le quiz")
        page.get_by_label(answer, exact=True).check()
        submit_answer(page)
        expect(page.locator(".verdict")).to_contain_text(verdict)
        go_on(page)
        expect(page.locator("main")).to_contain_text(result)
    check_accessible(page)
    page.goto(trial)
    follow(page, page.locator("main").get_by_role("link", name="Attestation"))
    expect(page.locator("main")).to_contain_text("Le trousseau de Valdoire")
    kept = (
        "from quizzes.models import Attempt as A; print(A.objects.filter(quiz__slug='{}').count())"
    )
    assert run_in_demo(data_folder, kept.format(files.SLUG)) == "0"


def test_the_list_of_modules_is_accessible(trainer, check_accessible):
    trainer.goto("/cms/modules/")
    check_accessible(trainer)
    trainer.goto("/cms/modules/nouveau/")
    check_accessible(trainer)
