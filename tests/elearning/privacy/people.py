"""A person who has left a trace everywhere, and the search for what is left of her."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply
from wagtail.users.models import UserProfile

from courses.learning import actions, issuing
from courses.learning.models import Completion
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, UserFactory, make_module

EMAIL, NAME = "camille.durand@mairie.example", "Camille Durand-Lévêque"


def learn(learner, name=NAME):
    """Complete a module and ask its certificate, then begin the quiz again."""
    now = timezone.now()
    module = make_module(lessons=1)
    attempt = actions.start_quiz(module, learner, now)
    for position in range(attempt.length):
        actions.answer(
            attempt.pk, {"learner": learner}, position, right_form(attempt, position), now
        )
    actions.finish_lesson(module.lessons[0], learner, now)
    issuing.issue_certificate(Completion.objects.get(learner=learner, module=module), name, now)
    again = actions.start_quiz(module, learner, now)
    actions.answer(again.pk, {"learner": learner}, 0, wrong_form(again, 0), now)
    return module


def make_person():
    """Return an account that has learnt and has used the editor."""
    user = UserFactory(email=EMAIL, first_name="Camille", last_name="Durand-Lévêque")
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "s"})
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("camille.png", ContentFile(b"picture"))
    module = learn(LearnerFactory(user=user))
    module.owner = user
    module.save()
    comment = Comment.objects.create(
        page=module, user=user, text="Note de Camille", contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=user, text="Réponse de Camille")
    log(instance=module, action="wagtail.edit", user=user)
    log(instance=user, action="wagtail.edit", user=UserFactory(is_superuser=True))
    return user


def database_text() -> str:
    """Return everything that every table holds."""
    return "\n".join(
        str(row)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for row in model._base_manager.values_list()
    )
