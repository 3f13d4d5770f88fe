from django.urls import path

import elearning.cms.converters  # noqa: F401
from courses.learning.views import (
    answers,
    buttons,
    flags,
    journey,
    paths,
    questions,
    quiz,
    tries,
)

urlpatterns = [
    path("commencer/", buttons.begin, name="begin"),
    path("jouer/<row:page_id>/", buttons.practice, name="practice"),
    path("modules/<row:module_id>/quiz/", buttons.start_quiz, name="start_quiz"),
    path("modules/<row:module_id>/renouvellement/", buttons.start_renewal, name="start_renewal"),
    path("lecons/<row:lesson_id>/terminee/", buttons.lesson_done, name="lesson_done"),
    path(
        "lecons/<row:lesson_id>/question/<row:question_id>/",
        tries.try_question,
        name="try_question",
    ),
    path(
        "lecons/<row:lesson_id>/question/<row:question_id>/reponse/",
        tries.try_answer,
        name="try_answer",
    ),
    path("quiz/<uuid:attempt_id>/", quiz.attempt, name="attempt"),
    path("quiz/<uuid:attempt_id>/<int:number>/", questions.question, name="question"),
    path("quiz/<uuid:attempt_id>/<int:number>/signaler/", flags.flag, name="flag"),
    path("quiz/<uuid:attempt_id>/resultat/", quiz.result, name="result"),
    path("quiz/<uuid:attempt_id>/verification/", answers.review, name="review"),
    path("quiz/<uuid:attempt_id>/erreurs/", answers.mistakes, name="mistakes"),
    path("quiz/<uuid:attempt_id>/reponses/", answers.answers, name="answers"),
    path("mon-parcours/<row:module_id>/", journey.module_progress, name="module_progress"),
    path("parcours/<row:path_id>/suivre/", paths.follow, name="follow_path"),
    path("mon-parcours/parcours/<row:path_id>/", paths.path_progress, name="path_progress"),
    path("mon-parcours/tentatives/", journey.attempts, name="attempts"),
    path("mon-parcours/temps/", journey.extra_time, name="extra_time"),
    path("mon-parcours/<row:module_id>/quiz/", buttons.quiz_conditions, name="quiz_conditions"),
    path(
        "mon-parcours/attestation/<row:module_id>/",
        journey.certificate_request,
        name="certificate_request",
    ),
    path(
        "mon-parcours/attestation/parcours/<row:path_id>/",
        journey.path_certificate_request,
        name="path_certificate_request",
    ),
]
