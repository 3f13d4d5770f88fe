from django.urls import path

from elearning.privacy import views

urlpatterns = [
    path("", views.my_data, name="my_data"),
    path("archive.zip", views.my_archive, name="my_archive"),
    path("effacer/", views.erase_me, name="erase_me"),
    path("effacees/", views.erased, name="erased"),
]
