from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import log

from elearning.accounts.models import User
from elearning.privacy.actions import let_go

AFTER_RANKS = 100  # once it is sure that the editor may


@hooks.register("before_delete_user", order=AFTER_RANKS)
def delete_from_every_room(request, user):
    """Delete an account as its own term would, not its row alone."""
    return _delete(request, [user]) if request.method == "POST" else None


@hooks.register("before_bulk_action", order=AFTER_RANKS)
def delete_several_from_every_room(request, action_type, objects, action):
    is_deletion = action.model is User and action_type == "delete"
    return _delete(request, objects) if is_deletion else None


def _delete(request, users):
    with transaction.atomic():
        for user in users:
            log(instance=user, action="wagtail.delete", user=request.user, deleted=True)
            let_go(getattr(user, "learner", None), user)
    messages.success(request, _("Deleted, with what was held about this person."))
    return redirect("wagtailusers_users:index")
