from django.urls import path

from elearning.accounts import resume_views, views

urlpatterns = [
    path("progression/", views.claim, name="claim"),
    path("quitter/", views.leave, name="leave_device"),
    path("parti/", views.left, name="left_device"),
    path("poste-partage/", views.share, name="share_device"),
    path("garder/", resume_views.keep, name="keep"),
    path("reprendre/", resume_views.resume, name="resume"),
]
