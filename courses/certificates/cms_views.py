"""What administrators see of certificates in the editor, and the little that they may do."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import log, registry
from wagtail.permission_policies import ModelPermissionPolicy

from courses.certificates import actions
from courses.certificates.documents import facts_of
from courses.certificates.filters import CertificateFilterSet
from courses.certificates.forms import RevocationForm
from courses.certificates.models import Certificate

VIEW, CHANGE = "certificates.view_certificate", "certificates.change_certificate"


class CertificateList(IndexView):
    """Who holds what, to filter and to export."""

    model = Certificate
    permission_policy = ModelPermissionPolicy(Certificate)
    any_permission_required = ["view"]
    index_url_name, index_results_url_name = "certificate_list", "certificate_list_results"
    page_title = gettext_lazy("Certificates")
    header_icon = "doc-full-inverse"
    filterset_class = CertificateFilterSet
    search_fields = ["code", "holder_name", "title"]
    default_ordering = "-issued_at"
    paginate_by = 50
    columns = [
        TitleColumn(
            "holder_name",
            label=gettext_lazy("Holder"),
            accessor=lambda row: row.holder_name or _("erased"),
            url_name="certificate_in_cms",
        ),
        Column("title", label=gettext_lazy("Module"), sort_key="title"),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: row.state_today),
        DateColumn("issued_at", label=gettext_lazy("Issued"), sort_key="issued_at"),
        Column("readable_code", label=gettext_lazy("Code")),
    ]
    list_export = [
        *("readable_code", "holder_name", "title", "edition", "cycle", "identity_words"),
        "organisation_name",
        *("issued_at", "valid_until", "state_today"),
    ]
    export_headings = {
        "readable_code": gettext_lazy("Code"),
        "holder_name": gettext_lazy("Holder"),
        "title": gettext_lazy("Module"),
        "edition": gettext_lazy("Edition"),
        "cycle": gettext_lazy("Period"),
        "identity_words": gettext_lazy("Identity"),
        "organisation_name": gettext_lazy("Organisation"),
        "issued_at": gettext_lazy("Issued on"),
        "valid_until": gettext_lazy("Valid until"),
        "state_today": gettext_lazy("State"),
    }
    export_filename = "attestations"

    def get_page_subtitle(self):
        return ""

    def as_spreadsheet(self, queryset, spreadsheet_format):
        log(instance=self.request.user, action="certificates.export", user=self.request.user)
        return super().as_spreadsheet(queryset, spreadsheet_format)


@permission_required(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, number):
    """Show what a certificate says and what happened to it, and let it be revoked."""
    found = get_object_or_404(Certificate, pk=number)
    may_change = request.user.has_perm(CHANGE)
    form = RevocationForm(request.POST or None)
    if may_change and form.is_valid():
        actions.revoke(number, form.cleaned_data["reason"], timezone.now(), request.user)
        messages.success(request, _("The certificate is revoked, and its holder will be told."))
        return redirect("certificate_in_cms", number)
    return render(request, "certificates/cms/certificate.html", _context(found, form, may_change))


def _context(found: Certificate, form: RevocationForm, may_change: bool) -> dict:
    stands = found.state == Certificate.State.VALID
    return facts_of(found, timezone.localdate()) | {
        "found": found,
        "form": form if may_change and stands else None,
        "may_reinstate": may_change and found.state == Certificate.State.REVOKED,
        "log": registry.get_logs_for_instance(found).select_related("user"),
    }


@permission_required(CHANGE)
@require_POST
def reinstate(request, number):
    """Give a revoked certificate a successor that says the same."""
    try:
        again = actions.reinstate(number, timezone.now(), request.user)
    except Certificate.DoesNotExist as fault:
        raise Http404 from fault
    messages.success(request, _("A new certificate replaces the one that was revoked."))
    return redirect("certificate_in_cms", again.pk)
