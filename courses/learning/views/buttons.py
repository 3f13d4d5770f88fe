"""The POST buttons of public pages: begin, take the quiz, lesson finished."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.models import Page

from courses.learning import actions
from courses.models import GamePage, HomePage, LessonPage, ModulePage, PathPage
from elearning.accounts.learners import learner_for_action
from elearning.cms.public import same_site_post
from quizzes import actions as quiz_actions


@same_site_post
def begin(request):
    """Open the quiz of the home page, where it was left."""
    homes = HomePage.objects.live().filter(quiz__live=True, quiz__current_edition__isnull=False)
    home = get_object_or_404(homes.select_related("quiz__current_edition"))
    attempt = quiz_actions.start(home.quiz, learner_for_action(request), timezone.now())
    return redirect("attempt", attempt.pk)


@same_site_post
def practice(request, page_id):
    """Open the quiz of a game, or the positioning quiz of a path, where it was left."""
    page = get_object_or_404(Page.objects.live().type(GamePage, PathPage), pk=page_id).specific
    if page.quiz is None or not page.quiz.is_open:
        raise Http404
    attempt = quiz_actions.start(page.quiz, learner_for_action(request), timezone.now())
    return redirect("attempt", attempt.pk)


@same_site_post
def start_quiz(request, module_id):
    """Open the quiz of a module, where it was left."""
    modules = ModulePage.objects.live().filter(quiz__live=True, quiz__current_edition__isnull=False)
    module = get_object_or_404(modules.select_related("quiz__current_edition"), pk=module_id)
    attempt = actions.start_quiz(module, learner_for_action(request), timezone.now())
    return redirect("attempt", attempt.pk)


@same_site_post
def lesson_done(request, lesson_id):
    """Note that a lesson is finished, then go to the next one or to where the learner stands."""
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    actions.finish_lesson(lesson, learner_for_action(request), timezone.now())
    following = lesson.get_next_siblings().live().first()
    if following:
        return redirect(following.url)
    return redirect("module_progress", lesson.get_parent().pk)
