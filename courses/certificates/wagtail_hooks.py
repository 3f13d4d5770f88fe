from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.certificates import cms_views


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(cms_views.VIEW)


@hooks.register("register_admin_menu_item")
def add_menu_item():
    return CertificatesMenuItem(
        _("Certificates"),
        reverse_lazy("certificate_list"),
        icon_name="doc-full-inverse",
        order=330,
    )


@hooks.register("register_admin_urls")
def add_urls():
    listing = cms_views.CertificateList
    return [
        path("attestations/", listing.as_view(), name="certificate_list"),
        path(
            "attestations/resultats/",
            listing.as_view(results_only=True),
            name="certificate_list_results",
        ),
        path("attestations/<int:number>/", cms_views.certificate, name="certificate_in_cms"),
        path(
            "attestations/<int:number>/remettre/",
            cms_views.reinstate,
            name="certificate_reinstate",
        ),
    ]


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("certificates.revoke", _("Revoke"), _("Revoked"))
    actions.register_action("certificates.reinstate", _("Reinstate"), _("Reinstated"))
    actions.register_action(
        "certificates.correct_name",
        _("Correct the name"),
        _("Name corrected by its holder: replaces another certificate"),
    )
    actions.register_action(
        "certificates.export", _("Export the certificates"), _("List of certificates exported")
    )
