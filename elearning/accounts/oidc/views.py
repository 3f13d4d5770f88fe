from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404
from django.views.decorators.cache import never_cache

from elearning.accounts.oidc.client import Client


class CallbackView(OAuth2CallbackView):
    """Gives the client what the session kept: the nonce is in it."""

    def _get_state(self, request, provider):
        state, refusal = super()._get_state(request, provider)
        self.adapter.state = state
        return state, refusal


@never_cache
def login(request, provider_id):
    """Lead to the provider, once the button was pressed."""
    return _answer(OAuth2LoginView, request, provider_id)


@never_cache
def callback(request, provider_id):
    """Take what the browser brings back from the provider."""
    return _answer(CallbackView, request, provider_id)


def _answer(view, request, provider_id):
    try:
        return view.adapter_view(Client(request, provider_id))(request)
    except SocialApp.DoesNotExist as fault:
        raise Http404 from fault
