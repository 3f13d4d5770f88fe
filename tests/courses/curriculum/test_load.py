import pytest
from django.db import connection
from wagtail.models import Page, Revision, Site

from courses.curriculum import bank
from courses.curriculum.ledger import Missing, Standing
from courses.curriculum.loader import Loader
from courses.curriculum.models import LoadedObject
from courses.curriculum.schema import parse
from courses.models import HomePage, LessonPage, ModulePage, OrientationPage
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question
from tests import curriculum_files as files
from tests import factories
from tests.guards import refuse_writes

SECOND = "modules/les-cles"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return files.write_files(tmp_path)


def load(folder, *slugs):
    """Load a folder, or some of its modules; return how each object stood, by key."""
    curriculum = parse(folder)
    outcomes = []
    modules = [m for m in curriculum.modules if not slugs or m.module.slug in slugs]
    Loader(curriculum, lambda title, found: outcomes.extend(found)).load(modules)
    return {(outcome.model, outcome.key): outcome.standing for outcome in outcomes}


def standings(outcomes):
    return set(outcomes.values())


def add_second_module(folder, text="Voir."):
    module = files.MODULE_DATA | {
        "code": "T2",
        "slug": "les-cles",
        "category": {"slug": "t2", "name": "Clés"},
        "objectives": [{"code": "t2-cle", "label": "Clé", "statement": "Choisir une clé."}],
        "introduction": text,
        "quiz": {"title": "Les clés", "draws": [{"category": "t2"}]},
    }
    question = files.QUESTIONS_DATA["questions"][2] | {
        "slug": "t2-carnet",
        "objective": "t2-cle",
    }
    files.write_file(folder, f"{SECOND}/module.yaml", module)
    files.write_file(folder, f"{SECOND}/questions.yaml", {"questions": [question]})


def test_everything_is_published(folder):
    assert standings(load(folder)) == {Standing.NEW, Standing.DRAFT}
    module = ModulePage.objects.live().get(slug=files.SLUG)
    assert [lesson.title for lesson in module.lessons] == ["Un par compte", "Le coffre"]
    assert module.quiz.current_edition.length == 1
    assert Question.objects.filter(live=True, current_version__isnull=False).count() == 6
    assert HomePage.objects.live().get().quiz.slug == "essai"


def test_the_home_page_takes_the_place_of_the_welcome_page(folder):
    load(folder)
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == HomePage.objects.get()
    assert site.site_name == "Réflexes"
    assert list(Page.objects.filter(depth=2)) == [site.root_page]


def test_pages_are_served(folder, client):
    load(folder)
    page = client.get(f"/sensibiliser/{files.SLUG}/un-par-compte/")
    assert page.status_code == 200
    assert f'href="/sensibiliser/{files.SLUG}/le-coffre/"' in page.content.decode()


def test_an_orientation_without_modules_is_not_shown(folder, client):
    load(folder)
    assert not OrientationPage.objects.get(slug="former").live
    assert "Se former" not in client.get("/catalogue/").content.decode()


def test_an_orientation_appears_with_its_first_module(folder):
    load(folder)
    add_second_module(folder)
    files.change(folder, f"{SECOND}/module.yaml", "orientation", to="former")
    load(folder)
    assert OrientationPage.objects.get(slug="former").live


def test_a_category_stands_inside_another(folder):
    load(folder)
    assert Category.objects.get(slug="t1").parent.parent.slug == "reflexes"


def test_a_category_that_people_have_moved_is_left_alone(folder):
    load(folder)
    Category.objects.filter(slug="t1").update(parent=None)
    files.change(folder, files.MODULE, "category", "name", to="Les mots de passe")
    load(folder)
    assert Category.objects.get(slug="t1").parent is None


def test_loading_twice_writes_nothing(folder):
    load(folder)
    with connection.execute_wrapper(refuse_writes):
        assert standings(load(folder)) == {Standing.SAME}


def test_another_way_to_write_the_same_markdown_writes_nothing(folder):
    load(folder)
    text = "Lisez\n[la suite](lesson:le-coffre).\n\n* un\n* _deux_\n"
    files.change(folder, files.LESSON, "body", 1, "text", to=text)
    with connection.execute_wrapper(refuse_writes):
        assert standings(load(folder)) == {Standing.SAME}


def test_only_what_changed_is_written(folder):
    load(folder)
    revisions = Revision.objects.count()
    files.change(folder, files.LESSON, "summary", to="Un résumé nouveau.")
    outcomes = load(folder)
    assert [key for key, standing in outcomes.items() if standing is Standing.CHANGED] == [
        (LessonPage, "un-par-compte")
    ]
    assert Revision.objects.count() == revisions + 1
    assert LessonPage.objects.get(slug="un-par-compte").summary == "Un résumé nouveau."


def test_a_question_loaded_again_keeps_the_keys_of_its_options(folder):
    load(folder)
    before = Question.objects.get(slug="t1-velo").current_version
    options = files.QUESTIONS_DATA["questions"][0]["options"]
    said_better = [options[2], options[0] | {"feedback": "Bravo."}, options[1]]
    files.change(folder, files.QUESTIONS, "questions", 0, "options", to=said_better)
    load(folder)
    after = Question.objects.get(slug="t1-velo").current_version
    assert after.number == before.number + 1
    assert keys_of(after) == keys_of(before)


def keys_of(version):
    return {option["text"]: option["key"] for option in version.content["options"]}


def test_tags_are_replaced(folder):
    load(folder)
    files.change(folder, files.QUESTIONS, "questions", 0, "tags", to=["autre"])
    load(folder)
    assert [tag.name for tag in Question.objects.get(slug="t1-velo").tags.all()] == ["autre"]


def test_draws_and_sources_are_replaced_not_added(folder):
    load(folder)
    files.change(folder, files.MODULE, "quiz", "draws", 0, "draw", to=2)
    files.change(folder, files.MODULE, "sources", 0, "organisation", to="ANSSI")
    load(folder)
    module = ModulePage.objects.get(slug=files.SLUG)
    assert [draw.count for draw in module.quiz.draws.all()] == [2]
    assert [source.organisation for source in module.sources.all()] == ["ANSSI"]
    assert module.quiz.current_edition.number == 2


def test_draws_keep_the_order_of_their_file(folder):
    draws = [{"question": slug} for slug in ("t1-velo", "t1-carnet", "t1-coffre")]
    files.change(folder, files.MODULE, "quiz", "draws", to=draws)
    load(folder)
    found = ModulePage.objects.get(slug=files.SLUG).quiz.draws.order_by("sort_order")
    assert [(draw.sort_order, draw.question.slug) for draw in found] == [
        (0, "t1-velo"),
        (1, "t1-carnet"),
        (2, "t1-coffre"),
    ]


def edit(page):
    page.title = "Un titre de formatrice"
    page.save_revision().publish()


def draft(page):
    page.title = "Un brouillon"
    page.save_revision()


@pytest.mark.parametrize("change", [edit, draft, LessonPage.unpublish])
def test_a_lesson_that_people_have_changed_is_left_alone(folder, change):
    load(folder)
    change(LessonPage.objects.get(slug="un-par-compte"))
    kept = LessonPage.objects.values().get(slug="un-par-compte")
    files.change(folder, files.LESSON, "title", to="Un titre de fichier")
    outcomes = load(folder)
    assert outcomes[LessonPage, "un-par-compte"] is Standing.EDITED
    assert LessonPage.objects.values().get(slug="un-par-compte") == kept


def test_a_lesson_that_people_have_changed_is_told_though_its_file_has_not(folder):
    load(folder)
    edit(LessonPage.objects.get(slug="un-par-compte"))
    assert load(folder)[LessonPage, "un-par-compte"] is Standing.EDITED


def test_an_objective_that_people_have_changed_is_left_alone(folder):
    load(folder)
    Objective.objects.filter(code="t1-unique").update(label="Autrement dit")
    files.change(folder, files.MODULE, "objectives", 0, "label", to="Du fichier")
    assert load(folder)[Objective, "t1-unique"] is Standing.EDITED
    assert Objective.objects.get(code="t1-unique").label == "Autrement dit"


def test_a_lesson_that_people_have_removed_stays_removed(folder):
    load(folder)
    LessonPage.objects.get(slug="le-coffre").delete()
    files.change(folder, files.LESSON, "body", 1, "text", to="Sans lien.")
    assert load(folder)[LessonPage, "le-coffre"] is Standing.REMOVED
    assert not LessonPage.objects.filter(slug="le-coffre").exists()


def test_a_module_that_people_have_removed_stays_removed_with_all_it_holds(folder):
    load(folder)
    ModulePage.objects.get(slug=files.SLUG).delete()
    outcomes = load(folder)
    assert outcomes[ModulePage, files.SLUG] is Standing.REMOVED
    assert (LessonPage, "le-coffre") not in outcomes
    assert not LessonPage.objects.exists()


def test_a_question_made_by_hand_is_left_alone(folder):
    by_hand = factories.make_question(slug="t1-velo")
    assert load(folder)[Question, "t1-velo"] is Standing.FOREIGN
    assert Question.objects.get(slug="t1-velo").stem_text == by_hand.stem_text


def test_a_doubtful_fact_stays_a_draft(folder):
    files.change(folder, "facts.yaml", "facts", 0, "confidence", to="?")
    load(folder)
    assert not Fact.objects.get(key="aide").live
    with connection.execute_wrapper(refuse_writes):
        load(folder)


def test_lessons_follow_the_order_of_their_files(folder):
    load(folder)
    lessons = folder / f"modules/{files.SLUG}/lessons"
    (lessons / "02-le-coffre.yaml").rename(lessons / "00-le-coffre.yaml")
    load(folder)
    module = ModulePage.objects.get(slug=files.SLUG)
    assert [lesson.slug for lesson in module.lessons] == ["le-coffre", "un-par-compte"]


def test_a_module_can_be_loaded_alone_and_the_others_later(folder):
    add_second_module(folder, "Après [les mots de passe](module:les-mots-de-passe).")
    load(folder, files.SLUG)
    assert not ModulePage.objects.filter(slug="les-cles").exists()
    assert HomePage.objects.live().get().quiz is None
    load(folder)
    assert HomePage.objects.get().quiz.slug == "essai"
    slugs = ModulePage.objects.live().order_by("path").values_list("slug", flat=True)
    assert list(slugs) == [files.SLUG, "les-cles"]


def test_a_module_put_first_goes_first(folder):
    add_second_module(folder)
    load(folder, "les-cles")
    load(folder)
    slugs = ModulePage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == [files.SLUG, "les-cles"]


def test_a_module_alone_leaves_the_home_page_of_before(folder):
    load(folder)
    with connection.execute_wrapper(refuse_writes):
        load(folder, files.SLUG)
    assert HomePage.objects.get().quiz.slug == "essai"


def test_a_link_to_a_page_that_is_not_loaded_is_refused(folder):
    add_second_module(folder, "Après [les mots de passe](module:les-mots-de-passe).")
    with pytest.raises(Missing):
        load(folder, "les-cles")


def test_what_came_before_a_refusal_is_kept_and_the_rest_comes_next_time(folder, monkeypatch):
    add_second_module(folder)
    monkeypatch.setattr(bank, "write_quiz", refuse_second(bank.write_quiz))
    with pytest.raises(Missing):
        load(folder)
    assert ModulePage.objects.get(slug=files.SLUG).live
    assert not ModulePage.objects.get(slug="les-cles").live
    assert not Question.objects.filter(slug="t2-carnet").exists()
    monkeypatch.undo()
    load(folder)
    assert ModulePage.objects.get(slug="les-cles").live


def refuse_second(write_quiz):
    def write(quiz, record, loader, slug):
        if slug == "les-cles":
            raise Missing(slug)
        return write_quiz(quiz, record, loader, slug)

    return write


def test_a_module_changes_orientation_with_its_file(folder):
    load(folder)
    files.change(folder, files.MODULE, "orientation", to="former")
    load(folder)
    assert ModulePage.objects.get(slug=files.SLUG).get_parent().slug == "former"


def test_every_object_is_remembered_once(folder):
    outcomes = load(folder)
    load(folder)
    assert LoadedObject.objects.count() == len(outcomes)
