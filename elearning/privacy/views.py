import time

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from elearning.accounts.learners import current_learner
from elearning.cms.limits import Limit, limit, person_of, refuse
from elearning.cms.public import public_page
from elearning.privacy import actions
from elearning.privacy.archive import archive_of, in_words, kept_documents, make_documents
from elearning.privacy.forms import ErasureForm
from elearning.privacy.retention import terms

SHOWN = 20  # rows of a table; the archive has them all
MAKING = 20  # seconds that one request makes documents; gunicorn stops it after 60
ARCHIVES = Limit("archive", most=10, window=3600)


@require_safe
def privacy_policy(request):
    """Say what is kept of people, why and how long: the table that the purge applies."""
    return public_page(render(request, "privacy/policy.html", {"terms": terms()}))


@require_safe
@never_cache
def my_data(request):
    """Show in words everything held about the person who asks."""
    tables = [_shown(table) for table in actions.export(*_person(request))]
    return render(request, "privacy/my_data.html", {"tables": tables})


def _shown(table):
    rows = [
        [
            {"label": label, "value": in_words(cell)}
            for label, cell in zip(table.columns, row, strict=True)
        ]
        for row in table.rows[:SHOWN]
    ]
    return {
        "title": table.title,
        "purpose": table.purpose,
        "total": len(table.rows),
        "rows": rows,
        "more": max(0, len(table.rows) - SHOWN),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_archive(request):
    """Send the same as an archive, or say how much of it is ready and offer to go on.

    Nothing to send to somebody of whom nothing is held. Only an archive that is sent counts.
    """
    tables = actions.export(*_person(request))
    if not tables:
        raise Http404
    if request.method != "POST":
        return _archive_page(request, kept_documents(tables))
    if ARCHIVES.is_reached(person_of(request)):
        return refuse(request, ARCHIVES)
    documents = make_documents(tables, MAKING, time.monotonic, request.POST.getlist("failed"))
    if not documents.complete:
        return _archive_page(request, documents)
    ARCHIVES.count(person_of(request))
    return HttpResponse(
        archive_of(tables, documents),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="mes-donnees.zip"'},
    )


def _archive_page(request, documents):
    context = {"ready": len(documents.ready), "documents": documents}
    return render(request, "privacy/archive.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit(Limit("erasure", most=10, window=3600))
@reauthentication_required(allow_get=True, enabled=lambda request: request.user.is_authenticated)
def erase_me(request):
    """Say what will be erased and what stays, then erase."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.erase(*_person(request))
        logout(request)
        response = redirect("erased")
        response.delete_cookie(settings.LEARNER_COOKIE_NAME, samesite="Lax")
        return response
    user = request.user
    alone = user.managed.alone().select_related("organisation") if user.is_authenticated else []
    return render(request, "privacy/erase_me.html", {"form": form, "alone": alone})


@require_safe
@never_cache
def erased(request):
    """Say that it is done."""
    return render(request, "privacy/erased.html")


def _person(request):
    """Return the learner and the account of the person who asks, either of which may be None."""
    return current_learner(request), request.user if request.user.is_authenticated else None
