"""A site where every address has something behind it, and the people who try to open it."""

from types import SimpleNamespace

from django.contrib.auth import models as auth
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from taggit.models import Tag
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    PageViewRestriction,
    Site,
    Task,
    UploadedFile,
    Workflow,
)

from courses.assignments.actions import assign
from courses.assignments.emails import token
from courses.assignments.models import Assignment
from courses.learning import actions, issuing
from courses.learning.models import Completion
from courses.models import OfferIndexPage
from elearning.accounts import roles
from elearning.cms.models import CustomDocument, CustomImage
from elearning.organisations import actions as joining
from elearning.organisations import inviting, recognising
from elearning.organisations.models import Group, Organisation
from quizzes.models import Attempt, Flag
from tests.conftest import right_form
from tests.factories import FactFactory, LearnerFactory, UserFactory, make_module, make_path


def people() -> dict:
    """Return an account for each role; nobody has none."""
    roles.create_roles()
    names = ("learner", "stranger", "manager", "rival", "superuser", *roles.ROLES)
    accounts = {name: UserFactory(email=f"{name}@mairie.example") for name in names}
    accounts["superuser"].is_superuser = True
    accounts["superuser"].save()
    for name, role in roles.ROLES.items():
        accounts[name].groups.add(auth.Group.objects.get(name=role.name))
    return accounts | {"nobody": None}


def browser_of(user) -> Client:
    # Asked so, Wagtail says 403 where it would send people to its home page.
    client = Client(headers={"X-Requested-With": "XMLHttpRequest"}, raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def make_world(accounts):
    """Return the function that gives each argument of an address a value that exists."""
    module = make_module(lessons=1)
    lesson = module.lessons[0]
    _learn(module, lesson, accounts["learner"])
    _manage("Mairie de Vauxprès", accounts["rival"], accounts["superuser"])
    things = _things(module, accounts["administrator"])
    things.organisation = _manage("Mairie", accounts["manager"], accounts["superuser"])
    things.invitation = things.organisation.invitations.get(for_one=False)
    things.membership = joining.join(
        things.invitation.code, accounts["learner"].learner, timezone.now()
    )
    things.mailing = inviting.invite(
        things.organisation, ["zoe@mairie.example"], accounts["manager"], timezone.now()
    )
    things.domain = recognising.ask_for_domain(
        things.organisation, "accueil@mairie.example", accounts["manager"], timezone.now()
    )
    things.group = Group.objects.create(
        organisation=things.organisation, name="Écoles", created_at=timezone.now()
    )
    things.snippets |= {"domain": things.domain, "manager": things.organisation.managers.get()}
    today = timezone.localdate()
    things.assignment = assign(
        things.organisation,
        Assignment(path=things.path, opens_on=today, due_on=today),
        accounts["manager"],
        timezone.now(),
    )
    return lambda argument, name: _value(argument, name, things)


def _manage(name, user, region) -> Organisation:
    """Let somebody manage an organisation, with a code to join it."""
    organisation = Organisation.objects.create(name=name, department="71")
    now = timezone.now()
    joining.validate(joining.ask_to_manage(organisation, user, "secrétaire", now), region, now)
    joining.invite_team(organisation, user, now)
    return organisation


def _learn(module, lesson, user):
    now, learner = timezone.now(), LearnerFactory(user=user)
    attempt = actions.start_quiz(module, learner, now)
    for position in range(attempt.length):
        form = right_form(attempt, position)
        actions.answer(attempt.pk, {"learner": learner}, position, form, now)
    actions.finish_lesson(lesson, learner, now)


def _things(module, author) -> SimpleNamespace:
    fact = FactFactory()
    quiz, lesson = module.quiz, module.lessons[0]
    question = quiz.current_edition.rows.first().question
    for thing in (module, fact, quiz, question):
        thing.save_revision(user=author)
    workflow = Workflow.objects.get()
    state = workflow.start(module, author)
    completion = Completion.objects.get()
    restriction = PageViewRestriction.objects.create(page=lesson, password="p")
    image = CustomImage.objects.create(title="Image", file=get_test_image_file())
    document = CustomDocument(title="Document")
    document.file.save("note.csv", ContentFile(b"a;b"))
    offers = OfferIndexPage(title="Formations", slug="formations", introduction="Des places.")
    return SimpleNamespace(
        offers=module.get_parent().get_parent().add_child(instance=offers),
        module=module,
        path=make_path([module]),
        lesson=lesson,
        workflow=workflow,
        state=state,
        restriction=restriction,
        image=image,
        document=document,
        attempt=Attempt.objects.get(),
        certificate=issuing.issue_certificate(completion, "Camille", timezone.now()),
        upload=UploadedFile.objects.create(
            file=ContentFile(b"a", "a.csv"), uploaded_by_user=author
        ),
        flag=Flag.objects.create(
            response=Attempt.objects.get().responses.first(),
            reason=Flag.Reason.OTHER,
            created_at=timezone.now(),
        ),
        tag=Tag.objects.create(name="phishing", slug="phishing"),
        collection=Collection.get_first_root_node().add_child(name="Dossier"),
        snippets={
            "organisation": Organisation.objects.first(),
            "fact": fact,
            "quiz": quiz,
            "question": question,
            "category": question.category,
            "objective": question.objective,
        },
    )


def _value(argument, name, things):
    if name.startswith("wagtailsnippet"):
        return _snippet_value(argument, name.split(":")[0].rsplit("_", 1)[-1], things)
    known = VALUES.get((name, argument)) or VALUES.get((name.split(":")[0], argument))
    return (known or VALUES[argument])(things)


def _snippet_value(argument, model, things):
    thing = things.snippets.get(model)
    if argument == "pk":
        return thing.pk if thing else 1
    return {"revision_id_a": "earliest", "revision_id_b": "latest"}.get(
        argument, getattr(thing.latest_revision, "pk", 0)
    )


def page(things):
    return things.module.pk


def learner_user(things):
    return things.attempt.learner.user.pk


VALUES = {
    "module_id": page,
    "path_id": lambda things: things.path.pk,
    "provider_id": lambda things: "agents",
    "lesson_id": lambda things: things.lesson.pk,
    "attempt_id": lambda things: things.attempt.pk,
    "number": lambda things: 1,
    "code": lambda things: things.certificate.code,
    ("certificate_status_list", "number"): lambda things: "0",
    ("import_offers", "number"): lambda things: things.offers.pk,
    ("give_orientations", "number"): learner_user,
    ("certificate_in_cms", "number"): lambda things: things.certificate.pk,
    ("certificate_reinstate", "number"): lambda things: things.certificate.pk,
    "accent": lambda things: "003366",
    "paper": lambda things: "eef6ff",
    ("join", "code"): lambda things: things.invitation.code,
    ("refuse_invitation", "code"): lambda things: things.invitation.code,
    "domain_id": lambda things: things.domain.pk,
    "group_id": lambda things: things.group.pk,
    "handover_id": lambda things: 1,
    "mailing_id": lambda things: things.mailing.pk,
    "organisation_id": lambda things: things.organisation.pk,
    ("stop_reminders", "token"): lambda things: token(things.attempt.learner_id),
    "picture": lambda things: "avancement",
    "kind": lambda things: "csv",
    "assignment_id": lambda things: things.assignment.pk,
    "membership_id": lambda things: things.membership.pk,
    "quiz_id": lambda things: things.snippets["quiz"].pk,
    "question_id": lambda things: things.snippets["question"].pk,
    "version_id": lambda things: things.snippets["question"].current_version.pk,
    "response_id": lambda things: things.attempt.responses.first().pk,
    "flag_id": lambda things: things.flag.pk,
    "key": lambda things: "abc:def",
    "uidb36": lambda things: "1",
    "uidb64": lambda things: "MQ",
    "token": lambda things: "set-password",
    "page_id": page,
    "page_pk": page,
    "page": lambda things: things.module.url,
    "page_to_move_id": page,
    "parent_page_id": lambda things: things.module.get_parent().pk,
    "destination_id": lambda things: things.module.get_parent().pk,
    "collection_id": lambda things: things.collection.pk,
    "image_id": lambda things: things.image.pk,
    "document_id": lambda things: things.document.pk,
    "doc_id": lambda things: things.document.pk,
    "uploaded_file_id": lambda things: things.upload.pk,
    "filter_spec": lambda things: "width-100",
    "revision_id": lambda things: things.module.latest_revision.pk,
    "task_id": lambda things: Task.objects.first().pk,
    "task_state_id": lambda things: things.state.current_task_state.pk,
    "workflow_state_id": lambda things: things.state.pk,
    "workflow_pk": lambda things: things.workflow.pk,
    "action_name": lambda things: "approve",
    ("wagtailadmin_api", "action_name"): lambda things: "copy",
    "content_type_app_name": lambda things: "courses",
    "content_type_model_name": lambda things: "modulepage",
    "app_label": lambda things: "courses",
    "model_name": lambda things: "modulepage",
    ("wagtail_bulk_action", "app_label"): lambda things: "wagtailcore",
    ("wagtail_bulk_action", "model_name"): lambda things: "page",
    "action": lambda things: "delete",
    "app_name": lambda things: "taggit",
    ("wagtailadmin_tag_model_autocomplete", "model_name"): lambda things: "tag",
    ("wagtailsettings", "app_name"): lambda things: "cms",
    ("wagtailsettings", "model_name"): lambda things: "sitesettings",
    ("wagtailsettings", "pk"): lambda things: Site.objects.get(is_default_site=True).pk,
    ("wagtailsites", "pk"): lambda things: Site.objects.get(is_default_site=True).pk,
    ("wagtailadmin_collections", "pk"): lambda things: things.collection.pk,
    ("wagtailadmin_workflows", "pk"): lambda things: things.workflow.pk,
    ("account_security", "pk"): learner_user,
    ("account_reset_second_factor", "pk"): learner_user,
    ("account_sign_out_everywhere", "pk"): learner_user,
    ("wagtailusers_users", "pk"): learner_user,
    ("wagtailusers_groups", "pk"): lambda things: auth.Group.objects.first().pk,
    ("wagtaildocs_chooser", "pk"): lambda things: things.document.pk,
    ("wagtailimages_chooser", "pk"): lambda things: things.image.pk,
    ("wagtailadmin_api:documents:detail", "pk"): lambda things: things.document.pk,
    ("wagtailadmin_api:images:detail", "pk"): lambda things: things.image.pk,
    ("question_tags", "pk"): lambda things: things.tag.pk,
    "pk": page,
    "object_id": page,
    "session_id": lambda things: 1,
    "restriction_id": lambda things: things.restriction.pk,
    "page_view_restriction_id": lambda things: things.restriction.pk,
    ("wagtailcore_authenticate_with_password", "page_id"): lambda things: things.lesson.pk,
    "path": lambda things: things.image.file.name,
    # Positions without a name, in the order of their route.
    r"\d+": page,
    "live|earliest|\\d+": lambda things: "earliest",
    "live|latest|\\d+": lambda things: "latest",
    ("wagtaildocs_serve", r"\d+"): lambda things: things.document.pk,
    ".*": lambda things: things.document.filename,
}
