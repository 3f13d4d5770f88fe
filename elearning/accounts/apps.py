from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "elearning.accounts"
    label = "accounts"

    def ready(self):
        import elearning.accounts.receivers  # noqa: F401, PLC0415
