from django.urls import path

from courses.learning.views import buttons, journey, quiz

urlpatterns = [
    path("commencer/", buttons.begin, name="begin"),
    path("modules/<int:module_id>/quiz/", buttons.start_quiz, name="start_quiz"),
    path("lecons/<int:lesson_id>/terminee/", buttons.lesson_done, name="lesson_done"),
    path("quiz/<uuid:attempt_id>/", quiz.attempt, name="attempt"),
    path("quiz/<uuid:attempt_id>/<int:number>/", quiz.question, name="question"),
    path("quiz/<uuid:attempt_id>/resultat/", quiz.result, name="result"),
    path("quiz/<uuid:attempt_id>/erreurs/", quiz.mistakes, name="mistakes"),
    path("mon-parcours/", journey.journey, name="journey"),
    path("mon-parcours/<int:module_id>/", journey.module_progress, name="module_progress"),
    path(
        "mon-parcours/attestation/<int:module_id>/",
        journey.certificate_request,
        name="certificate_request",
    ),
]
