from django.urls import path

from courses.certificates import views

urlpatterns = [
    path("verifier/", views.verify, name="verify"),
    path("attestations/<str:code>/", views.certificate, name="certificate"),
    path("attestations/<str:code>/attestation.pdf", views.certificate_pdf, name="certificate_pdf"),
]
