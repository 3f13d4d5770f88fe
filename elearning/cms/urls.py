from django.urls import path

import elearning.cms.converters  # noqa: F401
from elearning.cms import views

urlpatterns = [
    path("couleurs/<colour:accent>.css", views.shades, name="shades"),
    path("mentions-legales/", views.legal_notices, name="legal_notices"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("ecoconception/", views.ecodesign, name="ecodesign"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap_xml"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
