from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    default = True
    name = "elearning.cms"
    label = "cms"

    def ready(self):
        """Let no report of Wagtail's, and no list that is exported, begin a cell as a formula."""
        from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: PLC0415

        from elearning.lib.spreadsheets import safe_cell  # noqa: PLC0415

        SpreadsheetExportMixin.custom_value_preprocess.update(
            {str: dict.fromkeys(SpreadsheetExportMixin.FORMATS, safe_cell)}
        )


class RankedUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms that know who is filling them in."""

    default = False
    user_viewset = "elearning.cms.ranks.UserViewSet"
