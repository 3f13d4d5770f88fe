from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "elearning.cms"
    label = "cms"
