"""Modules and questions that come as files, in the editor: read first, then taken in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.curriculum import importing, sharing
from courses.curriculum.cms_views import may_begin, may_take_in, modules_of
from courses.curriculum.faults import Fault, InvalidCurriculum
from courses.curriculum.forms import QuestionsFileForm, SharedModuleForm
from courses.curriculum.ledger import Missing, Standing
from courses.curriculum.schema.questions import Question as QuestionRecord
from courses.curriculum.schema.tables import COLUMNS
from courses.models import ModulePage

WRITTEN = (Standing.NEW, Standing.DRAFT, Standing.CHANGED)


def said(fault: Fault) -> str:
    message = _(fault.message)
    # What cannot be read is said by a message of its own.
    params = {name: _(str(v)) if name == "problem" else v for name, v in fault.params.items()}
    message = message % params if params else message
    for place in filter(None, (fault.path, fault.file)):
        message = _("%(place)s: %(fault)s") % {"place": place, "fault": message}
    return message


@require_safe
def share_module(request, page_id):
    """Send a published module as a zip that another site can take in."""
    module = get_object_or_404(modules_of(request.user).live(), pk=page_id)
    try:
        content = sharing.packed(module)
    except InvalidCurriculum as invalid:
        messages.error(request, _("This module cannot be shared yet."))
        for fault in invalid.faults:
            messages.error(request, said(fault))
        return redirect("module_board", module.pk)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{module.slug}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def import_module(request):
    """Show what a shared module would write, or what is wrong with it; then take it in."""
    if not may_take_in(request.user):
        raise PermissionDenied
    form = SharedModuleForm(request.POST or None, request.FILES or None, user=request.user)
    context = {"form": form}
    if form.is_valid():
        try:
            curriculum = sharing.unpacked(form.content)
            if form.is_confirmed:
                sharing.take_in(curriculum)
                form.forget()
                return _taken_in(request, curriculum.modules[0].module.slug)
            context |= _rehearsed(curriculum)
            form.keep()
            kept = {"read": form.digest}
            context["confirmation"] = SharedModuleForm(initial=kept, user=request.user)
        except InvalidCurriculum as invalid:
            context["faults"] = [said(fault) for fault in invalid.faults]
        except Missing as missing:
            context["faults"] = [_("“%(what)s” is needed, and is not there.") % {"what": missing}]
    header = {"page_title": _("Import a module"), "header_icon": "upload"}
    return render(request, "curriculum/import_module.html", context | header)


def _rehearsed(curriculum) -> dict:
    outcomes = sharing.rehearse(curriculum)
    return {
        "module": curriculum.modules[0].module,
        "written": [one for one in outcomes if one.standing in WRITTEN],
        "left": [one for one in outcomes if one.standing not in (*WRITTEN, Standing.SAME)],
    }


def _taken_in(request, slug: str):
    module = ModulePage.objects.get(slug=slug)
    messages.success(request, _("“%(title)s” is there, published.") % {"title": module.title})
    return redirect("module_board", module.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_questions(request):
    """Show the questions of a file, or what is wrong with each line; then add them as drafts."""
    if not may_begin(request.user):
        raise PermissionDenied
    form = QuestionsFileForm(request.POST or None, request.FILES or None, user=request.user)
    context = {"form": form, "columns": ";".join(COLUMNS)}
    if form.is_valid():
        category = form.cleaned_data["category"]
        if form.is_confirmed:
            found, added = importing.take_in(form.name, form.content, category, request.user)
            if added:
                messages.success(request, _told(added))
                listing = reverse("wagtailsnippets_quizzes_question:list")
                return redirect(f"{listing}?category={category.pk}&state=draft")
        else:
            found = importing.read(form.name, form.content, category)
        context |= {
            "faults": [(line, said(fault)) for line, fault in found.faults],
            "questions": [_shown(one, one.slug in found.alike) for one in found.questions],
            "known": [_shown(one) for one in found.known],
            "category": category,
            "confirmation": QuestionsFileForm(initial=form.to_confirm, user=request.user),
        }
    header = {"page_title": _("Import questions"), "header_icon": "upload"}
    return render(request, "curriculum/import_questions.html", context | header)


def _shown(record: QuestionRecord, is_alike: bool = False) -> dict:
    """Return what a person checks of a question before it is added."""
    question = importing.as_question(record)
    return {
        "type": question.type_label,
        "stem": question.stem_text,
        "options": getattr(record, "options", ()),
        "objective": record.objective,
        "is_alike": is_alike,
    }


def _told(number: int) -> str:
    sentence = ngettext(
        "%(number)d question added as a draft: read it, then publish it.",
        "%(number)d questions added as drafts: read each, then publish it.",
        number,
    )
    return sentence % {"number": number}
