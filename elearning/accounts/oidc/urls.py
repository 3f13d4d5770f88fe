from django.urls import path

from elearning.accounts.oidc import views

urlpatterns = [
    path("fournisseur/<slug:provider_id>/", views.login, name="openid_connect_login"),
    path("fournisseur/<slug:provider_id>/retour/", views.callback, name="openid_connect_callback"),
]
