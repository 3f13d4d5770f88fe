from django.urls import path

import elearning.cms.converters  # noqa: F401
from quizzes.reports import views

urlpatterns = [
    path("statistiques/", views.quizzes, name="statistics"),
    path("statistiques/signalements/", views.flags, name="flags"),
    path("statistiques/signalements/<row:flag_id>/", views.handle_flag, name="handle_flag"),
    path("statistiques/<row:quiz_id>/", views.quiz, name="quiz_statistics"),
    path("statistiques/<row:quiz_id>/questions.csv", views.questions_csv, name="statistics_csv"),
    path("statistiques/<row:quiz_id>/<row:version_id>/", views.item, name="item_statistics"),
    path("statistiques/question/<row:question_id>/", views.question, name="question_statistics"),
]
