"""The POST buttons of public pages: begin, take the quiz, lesson finished; and what they tell."""

from contextlib import suppress

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.learning import actions
from courses.learning.conditions import conditions_of
from courses.learning.models import Completion
from courses.learning.renewal import renewal_opened_on
from courses.models import GamePage, HomePage, LessonPage, ModulePage, PathPage
from elearning.accounts.learners import current_learner, learner_for_action
from elearning.cms.limits import Limit, limit
from elearning.cms.public import same_site_post
from quizzes.actions import NotNow

# A class of thirty behind one address must all be able to begin.
STARTS = Limit("starts", most=300, window=600)


@same_site_post
@limit(STARTS)
def begin(request):
    """Open the quiz of the home page, where it was left."""
    homes = HomePage.objects.live().filter(quiz__live=True, quiz__current_edition__isnull=False)
    home = get_object_or_404(homes.select_related("quiz__current_edition"))
    return _begin(request, home.quiz)


@same_site_post
@limit(STARTS)
def practice(request, page_id):
    """Open the quiz of a game, or the positioning quiz of a path, where it was left."""
    page = get_object_or_404(Page.objects.live().type(GamePage, PathPage), pk=page_id).specific
    if page.quiz is None or not page.quiz.is_open:
        raise Http404
    return _begin(request, page.quiz)


def _begin(request, quiz, module=None):
    """Open a quiz where it was left; its conditions, if any, are told in place of it first."""
    now = timezone.now()
    if not quiz.current_edition.rules.has_conditions or "ready" in request.POST:
        with suppress(NotNow):
            return redirect("attempt", actions.begin(quiz, learner_for_action(request), now).pk)
    context = conditions_of(quiz, module, current_learner(request), now)
    return render(request, "learning/conditions.html", context | {"start_url": request.path})


@same_site_post
@limit(STARTS)
def start_quiz(request, module_id):
    """Open the quiz of a module, where it was left; its conditions, if any, are told first."""
    module = startable_module(module_id)
    if module.quiz.current_edition.rules.has_conditions and "ready" not in request.POST:
        return redirect("quiz_conditions", module.pk)
    try:
        attempt = actions.start_quiz(module, learner_for_action(request), timezone.now())
    except NotNow:
        return redirect("quiz_conditions", module.pk)
    return redirect("attempt", attempt.pk)


@require_safe
@never_cache
def quiz_conditions(request, module_id):
    """Tell what is to be known before the quiz of a module starts, or why it may not."""
    module = startable_module(module_id)
    context = conditions_of(module.quiz, module, current_learner(request), timezone.now())
    return render(request, "learning/conditions.html", context)


def startable_module(module_id) -> ModulePage:
    modules = ModulePage.objects.live().filter(quiz__live=True, quiz__current_edition__isnull=False)
    return get_object_or_404(modules.select_related("quiz__current_edition"), pk=module_id)


@same_site_post
def start_renewal(request, module_id):
    """Open the quiz that renewing asks for, once its time has come."""
    completion = Completion.objects.latest_of(current_learner(request), module_id)
    if completion is None:
        raise Http404
    quiz = completion.module.short_renewal or completion.module.quiz
    opened = renewal_opened_on(completion, timezone.now())
    if opened is None or quiz is None or not quiz.is_open:
        return redirect("module_progress", module_id)
    return _begin(request, quiz, completion.module)


@same_site_post
def lesson_done(request, lesson_id):
    """Note that a lesson is finished, then go to the next one or to where the learner stands.

    Whoever reads the easy-to-read versions goes on with them.
    """
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    actions.finish_lesson(lesson, learner_for_action(request), timezone.now())
    following = lesson.get_next_siblings().live().first()
    if following:
        easy = "easy" in request.POST
        return redirect(following.specific.easiest_url if easy else following.url)
    return redirect("module_progress", lesson.get_parent().pk)
