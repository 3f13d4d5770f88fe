from django.urls import path

from courses import booklet, views

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path(booklet.NAME, views.booklet_file, name="booklet"),
    path("recherche/", views.search_pages, name="search"),
    path("proposer-une-fiche/", views.propose_sheet, name="propose_sheet"),
    path("proposer-une-fiche/merci/", views.proposal_thanks, name="proposal_thanks"),
]
