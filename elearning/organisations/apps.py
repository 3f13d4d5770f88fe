from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "elearning.organisations"
    label = "organisations"
