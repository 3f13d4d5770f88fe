"""Wrong codes, counted by network address, so that nobody finds a code by trying."""

from functools import wraps

from django.http import Http404

from elearning.cms.limits import Limit, address_of, refuse

WRONG_CODES = Limit("wrong-codes", most=30, window=600)


def limit_guesses(view):
    """Answer 429 to whoever guessed wrong too often; right codes do not count.

    A wrong guess is a page not found, or a response that says `is_wrong_guess`.
    """

    @wraps(view)
    def limited(request, *args, **kwargs):
        address = address_of(request)
        if WRONG_CODES.is_reached(address):
            return refuse(request, WRONG_CODES)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            WRONG_CODES.count(address)
            raise
        if getattr(response, "is_wrong_guess", False):
            WRONG_CODES.count(address)
        return response

    return limited
