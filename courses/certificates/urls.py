from django.urls import path, register_converter
from django.urls.converters import StringConverter

import elearning.cms.converters  # noqa: F401
from courses.certificates import proofs, views


class TypedCode(StringConverter):
    """What may be a code; PostgreSQL would choke on some of the rest."""

    regex = "[0-9A-Za-z]{1,40}"


register_converter(TypedCode, "code")

urlpatterns = [
    path("verifier/", views.verify, name="verify"),
    path("attestations/<code:code>/", views.certificate, name="certificate"),
    path("attestations/<code:code>/attestation.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("attestations/<code:code>/badge.jwt", proofs.badge_token, name="certificate_badge"),
    path("attestations/<code:code>/badge.json", proofs.badge_json, name="certificate_badge_json"),
    path("attestations/etats/<row:number>.jwt", proofs.status_list, name="certificate_status_list"),
    path(".well-known/did.json", proofs.did_document, name="did_document"),
    path(".well-known/jwks.json", proofs.key_set, name="key_set"),
]
