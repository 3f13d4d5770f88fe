from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "courses.assignments"
    label = "assignments"
