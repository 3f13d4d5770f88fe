from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    default = True
    name = "elearning.cms"
    label = "cms"


class RankedUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms that know who is filling them in."""

    default = False
    user_viewset = "elearning.cms.ranks.UserViewSet"
