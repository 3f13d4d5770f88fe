from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "elearning.ops"
    label = "ops"

    def ready(self):
        import elearning.ops.checks  # noqa: PLC0415
        import elearning.ops.receivers  # noqa: F401, PLC0415
