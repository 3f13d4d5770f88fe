"""Nobody gives more rights than they have: who manages accounts makes no administrator."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


def may_give(editor, group: Group) -> bool:
    """Return whether every right of the group is one that the editor has."""
    if editor.is_superuser:
        return True
    return _holds(editor, _rights(Group.objects.filter(pk=group.pk)))


def outranks(other, editor) -> bool:
    """Return whether somebody has a right that the editor has not."""
    if editor.is_superuser:
        return False
    own = set(other.user_permissions.values_list("pk", flat=True))
    rights = _rights(other.groups.all()) | {("permission", pk) for pk in own}
    return other.is_superuser or not _holds(editor, rights)


def _holds(editor, rights: set[tuple]) -> bool:
    """Return whether an editor has all these rights; one on a page holds for those below it."""
    own = _rights(editor.groups.all())
    return all(right in own or not own.isdisjoint(_above(*right)) for right in rights)


def _above(kind: str, *place) -> set[tuple]:
    """Return the rights on the pages above one that give a right on it."""
    if kind != "page":
        return set()
    path, permission = place
    ends = range(Page.steplen, len(path), Page.steplen)
    return {("page", path[:end], permission) for end in ends}


def _rights(groups) -> set[tuple]:
    pages = GroupPagePermission.objects.filter(group__in=groups)
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    return {
        *(("permission", pk) for pk in groups.values_list("permissions", flat=True) if pk),
        *(("page", *row) for row in pages.values_list("page__path", "permission")),
        *(("collection", *row) for row in collections.values_list("collection", "permission")),
    }


class RankedForm:
    """A user form that proposes only what its editor may give; other groups stay as they are."""

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        if editor.is_superuser:
            return
        self.fields.pop("is_superuser", None)
        given = [group.pk for group in Group.objects.all() if may_give(editor, group)]
        self.fields["groups"].queryset = Group.objects.filter(pk__in=given)

    def clean_groups(self):
        proposed = self.fields["groups"].queryset
        kept = self.instance.groups.exclude(pk__in=proposed) if self.instance.pk else []
        return [*self.cleaned_data["groups"], *kept]


class RankedCreationForm(RankedForm, UserCreationForm):
    pass


class RankedEditForm(RankedForm, UserEditForm):
    pass


class RankedCreateView(CreateView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"editor": self.request.user}


class RankedEditView(EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if not self.editing_self:
            url = reverse("account_security", args=[self.object.pk])
            buttons = [*buttons, Button(_("Security"), url=url, icon_name="lock", priority=15)]
        return buttons

    def save_instance(self):
        before = set(self.object.groups.values_list("name", flat=True))
        user = super().save_instance()
        after = set(user.groups.values_list("name", flat=True))
        log_roles(user, self.request.user, sorted(after - before), sorted(before - after))
        return user

    def dispatch(self, request, *args, **kwargs):
        if outranks(self.object, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"editor": self.request.user}


def log_roles(user, by, given: list[str], taken: list[str]) -> None:
    """Keep in the log which roles somebody was given, or lost."""
    if given or taken:
        data = {"given": given, "taken": taken}
        log(instance=user, action="accounts.roles", user=by, data=data)


class UserViewSet(WagtailUserViewSet):
    copy_view_enabled = False  # a person is one; roles are given one by one
    add_view_class = RankedCreateView
    edit_view_class = RankedEditView

    def get_form_class(self, for_update=False):
        return RankedEditForm if for_update else RankedCreationForm


@hooks.register("before_delete_user")
def refuse_to_delete_above(request, user):
    if outranks(user, request.user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def refuse_bulk_actions_above(request, action_type, objects, action):
    """Refuse a bulk action on somebody of a higher rank, or that gives a higher one."""
    if action.model is not get_user_model():
        return
    role = getattr(action.cleaned_form, "cleaned_data", {}).get("role")
    if any(outranks(user, request.user) for user in objects) or (
        role and not may_give(request.user, role)
    ):
        raise PermissionDenied


@hooks.register("after_bulk_action")
def log_bulk_roles(request, action_type, objects, action):
    if action.model is get_user_model() and action_type == "assign_role":
        role = action.cleaned_form.cleaned_data["role"]
        for user in objects:
            log_roles(user, request.user, [role.name], [])
