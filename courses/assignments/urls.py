from django.urls import path

import elearning.cms.converters  # noqa: F401
from courses.assignments.views import campaign, managing, named, reminders, to_do

urlpatterns = [
    path("mon-parcours/", to_do.journey, name="journey"),
    path("mon-parcours/a-faire/", to_do.to_do, name="to_do"),
    path("mon-parcours/a-faire/seance/", to_do.attend, name="attend_session"),
    path("mon-parcours/a-faire/<row:assignment_id>/date/", to_do.choose_day, name="choose_day"),
    path(
        "mon-parcours/a-faire/<row:assignment_id>/partager/",
        to_do.share_completion,
        name="share_completion",
    ),
    path("equipe/<row:organisation_id>/formations/", managing.assignments, name="assignments"),
    path(
        "equipe/<row:organisation_id>/formations.<slug:kind>",
        managing.assignments_table,
        name="assignments_table",
    ),
    path("equipe/formations/<row:assignment_id>/", campaign.assignment, name="assignment"),
    path("equipe/formations/<row:assignment_id>/bilan.pdf", campaign.summary, name="summary"),
    path("equipe/formations/<row:assignment_id>/noms.csv", named.names_csv, name="names_csv"),
    path(
        "equipe/formations/<row:assignment_id>/<slug:picture>.<slug:kind>",
        campaign.picture_table,
        name="picture_table",
    ),
    path(
        "equipe/formations/<row:assignment_id>/seances/",
        campaign.record_session,
        name="record_session",
    ),
    path(
        "equipe/formations/<row:assignment_id>/modifier/",
        managing.change_assignment,
        name="change_assignment",
    ),
    path(
        "equipe/formations/<row:assignment_id>/terminer/",
        managing.end_assignment,
        name="end_assignment",
    ),
    path("equipe/formations/<row:assignment_id>/noms/", named.names, name="names"),
    path("equipe/formations/<row:assignment_id>/rappeler/", reminders.remind, name="remind"),
    path("rappels/<str:token>/", reminders.stop_reminders, name="stop_reminders"),
]
