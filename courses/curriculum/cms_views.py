"""The modules in the editor: begun from an outline, followed part by part, published whole."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from courses.curriculum import boards, drafting
from courses.curriculum.coauthors import share_with
from courses.curriculum.forms import NewModuleForm, PublicationForm, SharingForm
from courses.models import HomePage, ModulePage, OrientationPage
from elearning.accounts.roles import QUESTION_BANK, each
from elearning.cms.models import SiteSettings

WRITE_QUESTIONS = each(["add"], QUESTION_BANK)
PARTS = 20  # on a page of the board
TAKE_IN = (*boards.PUBLISH, *WRITE_QUESTIONS, "facts.publish_fact")


def orientations_of(user):
    """Return the orientations below which somebody may add a module."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "add")
    return OrientationPage.objects.filter(pk__in=pages.values("pk")).order_by("path")


def modules_of(user):
    """Return the modules that somebody may write: those of others must be shared with them."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return ModulePage.objects.filter(pk__in=pages.values("pk")).open_to(user)


def may_begin(user) -> bool:
    return user.has_perms(WRITE_QUESTIONS)


def may_take_in(user) -> bool:
    """Return whether somebody may publish a whole module that others wrote."""
    home = HomePage.objects.first()
    return (
        home is not None
        and user.has_perms(TAKE_IN)
        and page_permission_policy.user_has_permission_for_instance(user, "publish", home)
    )


def may_publish(request, module: ModulePage) -> bool:
    """Return whether somebody may publish a module: a reviewer, or its author alone on the site."""
    return boards.may_publish(request.user, module) or SiteSettings.of(request).publishes_alone


@require_safe
def modules(request):
    """List the modules that somebody may write, by orientation."""
    found = modules_of(request.user).order_by("path").select_related("latest_revision")
    context = {
        "modules": found,
        "may_begin": may_begin(request.user),
        "may_take_in": may_take_in(request.user),
        "page_title": _("Modules"),
        "header_icon": "folder-open-inverse",
    }
    return render(request, "curriculum/modules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_module(request):
    """Begin a module: its page, its lessons, its questions and its quiz, in one action."""
    if not may_begin(request.user):
        raise PermissionDenied
    form = NewModuleForm(request.POST or None, orientations=orientations_of(request.user))
    if form.is_valid():
        said = form.cleaned_data
        module = drafting.draft_module(
            said["orientation"],
            drafting.outlines()[said["outline"]],
            said["title"],
            form.statements,
            request.user,
        )
        messages.success(request, _("The module is there, as a draft. Write over its advice."))
        return redirect("module_board", module.pk)
    context = {"form": form, "page_title": _("New module"), "header_icon": "plus"}
    return render(request, "curriculum/new_module.html", context)


@require_safe
def module_board(request, page_id):
    """Show what is left to write of a module, and what may be done with it."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    return _board(request, module)


def _board(request, module: ModulePage, form: PublicationForm | None = None):
    parts = boards.in_writing_order(boards.parts_of(module))
    page = Paginator(parts, PARTS).get_page(request.GET.get("p"))
    if form is None and module.first_published_at:
        form = PublicationForm()
    context = {
        "module": module,
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "left": [part for part in parts if not part.is_finished],
        "is_complete": boards.is_complete(parts),
        "is_published": all(part.is_published for part in parts),
        "may_publish": may_publish(request, module),
        "is_reviewed": boards.may_publish(request.user, module),
        "form": form,
        "sharing": SharingForm(module=module) if may_share(request.user, module) else None,
        "in_review": module.workflow_in_progress,
        "page_title": module.get_admin_display_title(),
        "header_icon": "folder-open-inverse",
    }
    return render(request, "curriculum/board.html", context)


@require_POST
def publish_module(request, page_id):
    """Publish a module whole, if nothing is left to write."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    if not may_publish(request, module):
        raise PermissionDenied
    change = boards.CORRECTION
    if module.first_published_at:
        form = PublicationForm(request.POST)
        if not form.is_valid():
            return _board(request, module, form)
        change = form.said
    publish = partial(boards.publish_all, change=change)
    return _done(request, module, publish, _("“%(title)s” is published, with all its parts."))


def may_share(user, module: ModulePage) -> bool:
    """Return whether somebody decides who else writes a module: its owner, or a reviewer."""
    return module.owner_id is not None and (
        module.owner_id == user.pk or user.has_perms(boards.PUBLISH)
    )


@require_POST
def share_writing(request, page_id):
    """Say who else writes a module and its questions."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    if not may_share(request.user, module):
        raise PermissionDenied
    form = SharingForm(request.POST, module=module)
    if form.is_valid():
        share_with(module, form.cleaned_data["people"])
        messages.success(request, _("Those who write the module are noted."))
    return redirect("module_board", module.pk)


@require_POST
def send_module_to_review(request, page_id):
    """Tell those who review that a module is finished."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    if module.get_workflow() is None:
        raise PermissionDenied
    return _done(
        request, module, boards.ask_for_review, _("“%(title)s” waits for those who review.")
    )


def _done(request, module: Page, action, sentence: str):
    try:
        action(module, request.user)
        messages.success(request, sentence % {"title": module.get_admin_display_title()})
    except boards.Unfinished:
        messages.error(request, _("A part of the module is not finished: see the list."))
    return redirect("module_board", module.pk)
