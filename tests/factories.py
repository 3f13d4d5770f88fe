"""People, content and attempts, five lines at a time."""

import datetime
import itertools
import uuid

import factory
from django.utils import timezone
from wagtail.models import Page, Site

from courses.models import (
    GamePage,
    HelpPage,
    HomePage,
    LessonPage,
    ModuleObjective,
    ModulePage,
    OrientationPage,
    PathIndexPage,
    PathModule,
    PathPage,
    SheetIndexPage,
)
from elearning.accounts.models import Learner, User
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question, Quiz, QuizDraw

numbers = itertools.count(1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@mairie.example")
    password = factory.PostGenerationMethodCall("set_password", "sept mots tirés au hasard")

    @factory.post_generation
    def saved(self, create, extracted, **kwargs):
        self.save()


class LearnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Learner


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Catégorie {n}")
    slug = factory.Sequence(lambda n: f"categorie-{n}")


class ObjectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objective

    code = factory.Sequence(lambda n: f"objectif-{n}")
    label = factory.Sequence(lambda n: f"Objectif {n}")
    statement = factory.Sequence(lambda n: f"Repérer le signe numéro {n}.")


def single(stem="Que faites-vous ?", right="Rappeler", wrong=("Cliquer", "Payer")) -> dict:
    """Return a single choice question as the editor stores it."""
    options = [(right, True), *((text, False) for text in wrong)]
    return {
        "stem": f"<p>{stem}</p>",
        "options": [
            {
                "id": str(uuid.uuid5(uuid.NAMESPACE_URL, text)),
                "type": "item",
                "value": {"text": text, "correct": correct, "feedback": f"Retour sur {text}."},
            }
            for text, correct in options
        ],
        "explanation": "<p>Un autre canal confirme.</p>",
    }


def true_false(stem="Le cadenas garantit le site.", answer="false") -> dict:
    return {
        "stem": f"<p>{stem}</p>",
        "answer": answer,
        "feedback_true": "Le cadenas chiffre seulement la liaison.",
        "feedback_false": "En effet.",
        "explanation": "<p>Lisez le domaine.</p>",
    }


def make_question(type_="single", published=True, tags=(), **fields) -> Question:
    """Return a question of the bank, published unless told otherwise."""
    number = next(numbers)
    value = fields.pop("value", None)
    if value is None:
        stem = f"Question numéro {number} ?"
        value = {
            "single": single,
            "multiple": lambda stem: single(stem) | {"scoring": "partial"},
            "true_false": true_false,
        }[type_](stem)
    defaults = {"slug": f"question-{number}"}
    if "category" not in fields:
        defaults["category"] = CategoryFactory()
    if "objective" not in fields:
        defaults["objective"] = ObjectiveFactory()
    content = [{"type": type_, "value": value}]
    question = Question(**defaults | fields, content=content, live=published)
    question.tags.add(*tags)
    question.save()
    if published:
        question.freeze()
        question.refresh_from_db()
    return question


def make_quiz(questions=3, draw=None, pass_mark=80, **fields) -> Quiz:
    """Return a published quiz that draws `draw` of so many questions of one category."""
    category = CategoryFactory()
    for _ in range(questions):
        make_question(category=category)
    number = next(numbers)
    quiz = Quiz(
        **{"title": f"Quiz {number}", "slug": f"quiz-{number}", "pass_mark": pass_mark}
        | {"purpose": "module" if pass_mark else "practice"}
        | fields
    )
    quiz.draws = [QuizDraw(category=category, count=draw or questions)]
    quiz.save()
    quiz.freeze()
    return Quiz.objects.select_related("current_edition").get(pk=quiz.pk)


def make_home(**fields) -> HomePage:
    """Return the home page, root of the default site, in place of Wagtail's welcome page."""
    if home := HomePage.objects.first():
        return home
    home = HomePage(
        **{"title": "Accueil", "slug": "accueil", "headline": "Testez-vous", "lead": "Cinq."}
        | fields
    )
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Réflexes"},
    )
    return home


def make_module(lessons=2, **fields) -> ModulePage:
    """Return a live module with its lessons and, unless given, a quiz of three questions."""
    number = next(numbers)
    home = make_home()
    orientation = OrientationPage.objects.child_of(home).first()
    if orientation is None:
        orientation = OrientationPage(title="Sensibiliser", introduction="Des réflexes.")
        home.add_child(instance=orientation)
    quiz = fields.pop("quiz", None) or make_quiz()
    module = ModulePage(
        **{
            "title": f"Module {number}",
            "summary": "Un résumé.",
            "introduction": "<p>Pour qui.</p>",
            "duration": 10,
            "quiz": quiz,
        }
        | fields
    )
    module.objective_links = [
        ModuleObjective(objective=question.objective)
        for draw in quiz.draws.all()
        for question in draw.candidates()
    ]
    orientation.add_child(instance=module)
    for place in range(1, lessons + 1):
        make_lesson(module, title=f"Leçon {place} du module {number}")
    return module


def make_lesson(module, body=(("text", "<p>Prenez une minute.</p>"),), **fields) -> LessonPage:
    lesson = LessonPage(
        **{"title": "Leçon", "summary": "Un geste.", "duration": 3} | fields,
        body=[{"type": kind, "value": value} for kind, value in body],
    )
    module.add_child(instance=lesson)
    return lesson


def make_help(parent=None, body=(), **fields) -> HelpPage:
    """Return a live page of help, with a situation unless told otherwise."""
    step = {"title": "Appelez", "text": "<p>Votre banque.</p>", "cases": [], "contacts": []}
    situation = {"title": "De l’argent est parti", "summary": "", "steps": [item(step)]}
    page = HelpPage(
        **{"title": "Que faire ?", "slug": "que-faire", "lead": "Choisissez."} | fields,
        body=[{"type": kind, "value": value} for kind, value in body or [("situation", situation)]],
    )
    return (parent or make_home()).add_child(instance=page)


def make_path(modules=(), **fields) -> PathPage:
    """Return a live path through these modules, below the list of paths."""
    home = make_home()
    index = PathIndexPage.objects.first() or home.add_child(
        instance=PathIndexPage(title="Parcours", slug="parcours", introduction="En ordre.")
    )
    number = next(numbers)
    page = PathPage(
        **{
            "title": f"Parcours {number}",
            "summary": "Un ordre.",
            "audience": PathPage.Audience.CITIZENS,
            "role": "Tous",
            "introduction": "<p>Pour tous.</p>",
        }
        | fields
    )
    page.steps = [
        PathModule(module=module, sort_order=place) for place, module in enumerate(modules)
    ]
    return index.add_child(instance=page)


def make_sheet_index() -> SheetIndexPage:
    index = SheetIndexPage(title="Fiches", slug="fiches", introduction="Des récits.")
    return SheetIndexPage.objects.first() or make_home().add_child(instance=index)


def make_game(**fields) -> GamePage:
    defaults = {"title": "Le tri", "slug": "le-tri", "summary": "Triez.", "lead": "Triez-les."}
    return make_home().add_child(instance=GamePage(**defaults | fields))


def item(value) -> dict:
    """Return a member of a list as a StreamField keeps it."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


class FactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fact

    key = factory.Sequence(lambda n: f"fait-{n}")
    label = "Signaler un SMS"
    value = "33700"
    kind = Fact.Kind.CONTACT
    fallback = "le service de votre opérateur"
    confidence = Fact.Confidence.READ
    source_organisation = "AF2M"
    verified_on = factory.LazyFunction(timezone.localdate)
    verify_again_on = factory.LazyFunction(
        lambda: timezone.localdate() + datetime.timedelta(days=90)
    )
