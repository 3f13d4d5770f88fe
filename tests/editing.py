"""The editor as its people use it: who signs in, what their browser posts, what they are told."""

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from elearning.accounts import roles
from elearning.cms.blocks import RICH_TEXT_FEATURES
from tests.factories import UserFactory

PUBLISH = {"action-publish": "action-publish"}
FACT = '<embed embedtype="fact" id="{}"/>'


def sign_in(role: roles.Role) -> Client:
    roles.create_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.name))
    client = Client()
    client.force_login(user)
    return client


def prose(html: str) -> str:
    """Return rich text as the editor's browser posts it."""
    return rich_text(html, features=RICH_TEXT_FEATURES)


def option(text, correct=False, feedback="Voici pourquoi."):
    return ("item", {"text": text, "correct": correct or "", "feedback": feedback} | ANY_BELIEF)


ANY_BELIEF = {"misconception": ""}


def single(*options, stem="<p>Que faites-vous ?</p>", explanation="<p>Un autre canal.</p>"):
    """Return a single choice question as it is posted."""
    value = {
        "stem": prose(stem),
        "options": streamfield(options),
        "explanation": prose(explanation),
    }
    return [("single", value)]


def question_form(content, category, objective, **fields):
    return nested_form_data(
        {
            "content": streamfield(content),
            "category": str(category.pk),
            "objective": str(objective.pk),
            "tags": "",
            "slug": "",
        }
        | fields
    )


def lesson_form(*blocks, **fields):
    return nested_form_data(
        {
            "title": "Leçon",
            "slug": "lecon",
            "summary": "Un geste.",
            "duration": "3",
            "body": streamfield(blocks),
            "easy_body": streamfield([]),
            "comments": inline_formset([]),
        }
        | fields
    )


def faults(response, field) -> dict[str, list[str]]:
    """Return what the editor refuses in a field of blocks: sentences by place, as `0.options.1`."""
    (error,) = response.context["form"].errors.as_data()[field]
    return dict(_walk(error.as_json_data()))


def _walk(error, place=()):
    if error.get("messages"):
        yield ".".join(place), [str(message) for message in error["messages"]]
    for name, below in error.get("blockErrors", {}).items():
        yield from _walk(below, (*place, str(name)))
