from django.urls import path, register_converter
from django.urls.converters import StringConverter

import elearning.cms.converters  # noqa: F401
from courses.certificates import handing_views, holder_views, proofs, views


class TypedCode(StringConverter):
    """What may be a code; PostgreSQL would choke on some of the rest."""

    regex = "[0-9A-Za-z]{1,40}"


register_converter(TypedCode, "code")

urlpatterns = [
    path("verifier/", views.verify, name="verify"),
    path(
        "attestations/couleurs-<colour:accent>-<colour:paper>.css",
        views.colours,
        name="certificate_colours",
    ),
    path("attestations/<code:code>/", views.certificate, name="certificate"),
    path("attestations/<code:code>/nom/", holder_views.correct_name, name="certificate_correct"),
    path(
        "attestations/<code:code>/affichage/",
        holder_views.choose_name_shown,
        name="certificate_name_shown",
    ),
    path("attestations/<code:code>/transmettre/", handing_views.hand_over, name="hand_over"),
    path(
        "attestations/<code:code>/transmettre/<row:handover_id>/reprendre/",
        handing_views.take_back,
        name="take_back",
    ),
    path(
        "equipe/<row:organisation_id>/attestations/",
        handing_views.handed_certificates,
        name="handed_certificates",
    ),
    path("attestations/<code:code>/attestation.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("attestations/<code:code>/badge.jwt", proofs.badge_token, name="certificate_badge"),
    path("attestations/<code:code>/badge.json", proofs.badge_json, name="certificate_badge_json"),
    path("attestations/etats/<row:number>.jwt", proofs.status_list, name="certificate_status_list"),
    path(".well-known/did.json", proofs.did_document, name="did_document"),
    path(".well-known/jwks.json", proofs.key_set, name="key_set"),
]
