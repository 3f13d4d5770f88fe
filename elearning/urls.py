"""Every address of the site; those below the home page belong to Wagtail pages."""

from allauth.account.views import logout
from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from elearning.privacy.views import privacy_policy

to_the_one_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", include("elearning.ops.urls")),
    path("", include("elearning.cms.urls")),
    path("donnees-personnelles/", privacy_policy, name="privacy_policy"),
    path("", include("courses.urls")),
    path("", include("courses.learning.urls")),
    path("", include("courses.assignments.urls")),
    path("", include("courses.certificates.urls")),
    path("", include("elearning.organisations.urls")),
    path("compte/mes-donnees/", include("elearning.privacy.urls")),
    path("compte/appareil/", include("elearning.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("cms/login/", to_the_one_login),
    # Wagtail's own would leave the session open at the identity provider.
    path("cms/logout/", logout),
    path(
        "cms/password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password", query_string=True),
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Images as the site made them: originals keep what a camera wrote into them.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
    # Left alone, it would let somebody with a second factor in by password only.
    path("_util/login/", to_the_one_login),
    path("", include(wagtail_urls)),
]
