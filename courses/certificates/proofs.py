"""What a verifier's machine reads: badges, the list of those that no longer stand, our keys."""

from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from courses.certificates import badges, credential, issuer
from courses.certificates.models import Certificate
from elearning.cms.guesses import limit_guesses

JWT = "application/vc+jwt"


def for_machines(view):
    """Let a wallet that runs in any other site's page read this address."""

    @require_safe
    @wraps(view)
    def open_to_all(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return open_to_all


@for_machines
@never_cache
@limit_guesses
def badge_token(request, code):
    """Send the badge of a certificate as one signed token."""
    token = badges.badge_of(get_object_or_404(Certificate, code=code))
    name = f'attachment; filename="badge-{code}.jwt"'
    return HttpResponse(token, content_type=JWT, headers={"Content-Disposition": name})


@for_machines
@never_cache
@limit_guesses
def badge_json(request, code):
    """Send the same token in the envelope that JSON readers expect."""
    token = badges.badge_of(get_object_or_404(Certificate, code=code))
    return JsonResponse(credential.enveloped(token))


@for_machines
@cache_control(public=True, max_age=badges.FIVE_MINUTES)
def status_list(request, number):
    """Send the list of a block of certificates; a block that nobody is in does not exist."""
    if not badges.in_list(number).exists():
        raise Http404
    return HttpResponse(badges.status_list(number, timezone.now()), content_type=JWT)


@for_machines
@cache_control(public=True, max_age=badges.FIVE_MINUTES)
def did_document(request):
    """Say which keys sign in the name of this site."""
    return JsonResponse(issuer.did_document(), content_type="application/did+json")


@for_machines
@cache_control(public=True, max_age=badges.FIVE_MINUTES)
def key_set(request):
    """Publish the same keys for verifiers that read JSON Web Key Sets."""
    return JsonResponse(issuer.key_set(), content_type="application/jwk-set+json")
