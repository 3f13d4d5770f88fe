from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"

    def ready(self):
        import courses.receivers  # noqa: F401, PLC0415
