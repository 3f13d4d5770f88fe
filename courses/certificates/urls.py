from django.urls import path

from courses.certificates import proofs, views

urlpatterns = [
    path("verifier/", views.verify, name="verify"),
    path("attestations/<str:code>/", views.certificate, name="certificate"),
    path("attestations/<str:code>/attestation.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("attestations/<str:code>/badge.jwt", proofs.badge_token, name="certificate_badge"),
    path("attestations/<str:code>/badge.json", proofs.badge_json, name="certificate_badge_json"),
    path("attestations/etats/<int:number>.jwt", proofs.status_list, name="certificate_status_list"),
    path(".well-known/did.json", proofs.did_document, name="did_document"),
    path(".well-known/jwks.json", proofs.key_set, name="key_set"),
]
