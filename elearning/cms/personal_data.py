"""What the editor keeps about those who use it."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from elearning.cms.models import CustomDocument, CustomImage
from elearning.lib.personal_data import Table, Term

MODELS = {
    "cms.CustomDocument",
    "cms.CustomImage",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailusers.UserProfile",
}

A_YEAR = datetime.timedelta(days=365)
OUTLIVES_PEOPLE = False


def _forget_acts(now: datetime.datetime, dry_run: bool) -> int:
    old = [model.objects.filter(timestamp__lt=now - A_YEAR) for model in LOGS]
    return sum(rows.count() if dry_run else rows.delete()[0] for rows in old)


LOGS = (PageLogEntry, ModelLogEntry)
TERMS = (
    Term(
        gettext_lazy("Acts in the editor"),
        gettext_lazy("to know who changed what (security log)"),
        gettext_lazy("12 months"),
        gettext_lazy("deleted"),
        _forget_acts,
    ),
)


def export_for(learner, user) -> list[Table]:
    return [] if user is None else [_preferences(user), _acts(user), _comments(user), _files(user)]


def _preferences(user) -> Table:
    profiles = UserProfile.objects.filter(user=user)
    return Table(
        "editeur",
        _("Your preferences in the editor"),
        _("To show the editor as you set it."),
        (_("Language"), _("Time zone"), _("Picture")),
        [(row.preferred_language, row.current_time_zone, row.avatar.name) for row in profiles],
    )


def _acts(user) -> Table:
    entries = [
        *PageLogEntry.objects.filter(user=user),
        *ModelLogEntry.objects.filter(user=user),
    ]
    return Table(
        "actes",
        _("What you did in the editor"),
        _("To know who changed what; kept twelve months."),
        (_("When"), _("What"), _("On what")),
        sorted((entry.timestamp, str(entry.message), entry.label) for entry in entries),
    )


def _comments(user) -> Table:
    rows = [
        *Comment.objects.filter(user=user).values_list("created_at", "text"),
        *CommentReply.objects.filter(user=user).values_list("created_at", "text"),
    ]
    return Table(
        "commentaires",
        _("Your comments in the editor"),
        _("To work on a page together."),
        (_("When"), _("Comment")),
        sorted(rows),
    )


def _files(user) -> Table:
    rows = [
        *CustomImage.objects.filter(uploaded_by_user=user).values_list("created_at", "title"),
        *CustomDocument.objects.filter(uploaded_by_user=user).values_list("created_at", "title"),
    ]
    return Table(
        "fichiers",
        _("The files you added to the library"),
        _("To know where a picture or a document comes from."),
        (_("When"), _("Title")),
        sorted(rows),
    )


def erase_for(learner, user) -> None:
    """Take the person's picture and address out of what the account's deletion leaves.

    The acts stay, under the number of an account that is no more.
    """
    if user is None:
        return
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        profile.avatar.delete(save=False)
    about = ModelLogEntry.objects.filter(
        content_type__app_label="accounts", content_type__model="user", object_id=str(user.pk)
    )
    about.update(label="", data={})
