from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "elearning.facts"
    label = "facts"
