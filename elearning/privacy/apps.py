from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "elearning.privacy"
    label = "privacy"
