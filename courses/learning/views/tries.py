"""The questions to try in a lesson: explained at once, for anybody, and kept nowhere."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.learning.views.questions import posted
from courses.models import LessonPage
from elearning.cms.public import public_page, same_site_post
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.item import Item
from quizzes.models import Question
from quizzes.presentation import feedback_to, form_of, what_is_missing


def asked(lesson_id: int, question_id: int) -> tuple[LessonPage, Question, Item]:
    """Return a live lesson and a question that it asks. Raises Http404."""
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    question = lesson.question_to_try(question_id)
    if question is None:
        raise Http404
    return lesson, question, question.current_version.item


def order_of(question: Question, item: Item) -> tuple[int, ...]:
    """Return the order of the options: the same for everybody, so that the page is public."""
    return item.order(question.current_version_id, shuffle=True)


@require_safe
def try_question(request, lesson_id, question_id):
    """Ask a question of a lesson."""
    lesson, question, item = asked(lesson_id, question_id)
    context = {"lesson": lesson, "question": question} | form_of(item, order_of(question, item))
    return public_page(render(request, "learning/try.html", context))


@same_site_post
def try_answer(request, lesson_id, question_id):
    """Explain an answer to a question of a lesson; a blank one is asked for again."""
    lesson, question, item = asked(lesson_id, question_id)
    order = order_of(question, item)
    context = {"lesson": lesson, "question": question}
    try:
        answer = item.read(order, posted(request))
    except BlankAnswer as refused:
        missing = {"error": what_is_missing(item), "typed": refused.typed}
        return render(request, "learning/try.html", context | form_of(item, order) | missing)
    except InvalidAnswer:
        return render(request, "400.html", status=400)
    return render(request, "learning/tried.html", context | feedback_to(item, answer))
