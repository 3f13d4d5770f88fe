from django.conf import settings

from elearning.accounts.learners import THIRTEEN_MONTHS


class LearnerMiddleware:
    """Sends the cookie of a learner who was made during this request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if cookie := getattr(request, "new_learner_cookie", None):
            response.set_cookie(
                settings.LEARNER_COOKIE_NAME,
                cookie,
                max_age=THIRTEEN_MONTHS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
