from django.urls import path

from elearning.cms import views

urlpatterns = [
    path("mentions-legales/", views.legal_notices, name="legal_notices"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("ecoconception/", views.ecodesign, name="ecodesign"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
