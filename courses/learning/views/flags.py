"""A learner reports a problem with a question that they have answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.learning.forms import FlagForm
from courses.learning.results import place_of
from elearning.accounts.learners import owner
from quizzes.models import Attempt
from quizzes.presentation import split_stem
from quizzes.reports.flags import TooManyFlags
from quizzes.reports.flags import flag as report


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def flag(request, attempt_id, number):
    """Ask what is wrong with a question, and pass it on without saying who told."""
    attempt = get_object_or_404(Attempt.objects.filter(**owner(request)), pk=attempt_id)
    answers = attempt.responses.select_related("attempt", "version")
    response = get_object_or_404(answers, position=number - 1, step=0)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _reported(form, response):
        messages.success(request, _("Thank you: those who write the questions will read it."))
        return redirect(place_of(response)["url"])
    stem = split_stem(response.version.content["stem"])["stem"]
    context = {"form": form, "stem": stem} | place_of(response)
    return render(request, "learning/flag.html", context)


def _reported(form, response) -> bool:
    """Pass on what is wrong; say so on the form when it is too much for one day."""
    try:
        report(response, **form.cleaned_data, now=timezone.now())
    except TooManyFlags:
        form.add_error(None, _("You have reported many questions today. Try again tomorrow."))
        return False
    return True
