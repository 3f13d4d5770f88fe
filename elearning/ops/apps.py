from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "elearning.ops"
    label = "ops"
