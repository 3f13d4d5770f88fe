"""The preview of a quiz in the editor, which says what is wrong where nothing can be shown."""

from collections.abc import Iterator

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from quizzes.forms import QuizForm


class TellsFaults:
    """Keeps the quiz as it was typed, faults included; looked at, it is shown or its faults are."""

    def validate_form(self, form):
        self.form = form
        return super().validate_form(form) or self.request.method == "POST"

    def error_response(self):
        context = {"object": self.object, "faults": list(faults_of(self.form))}
        return TemplateResponse(self.request, "quizzes/quiz_faults.html", context)


class PreviewNewQuizView(TellsFaults, PreviewOnCreateView):
    pass


class PreviewQuizView(TellsFaults, PreviewOnEditView):
    pass


def faults_of(form: QuizForm) -> Iterator[str]:
    """Yield what a form is refused for: where, in the words of the editor, then why."""
    yield from _faults_of_fields(form)
    labels = {"draws": _("Draw %(number)s"), "bands": _("Band %(number)s")}
    for name, formset in form.formsets.items():
        yield from map(str, formset.non_form_errors())
        kept = [member for member in formset.forms if member not in formset.deleted_forms]
        for number, member in enumerate(kept, start=1):
            place = labels[name] % {"number": number}
            for fault in _faults_of_fields(member):
                yield _("%(place)s, %(fault)s") % {"place": place, "fault": fault}


def _faults_of_fields(form) -> Iterator[str]:
    for name, sentences in form.errors.items():
        for sentence in sentences:
            if name in form.fields:
                label = form.fields[name].label
                yield _("%(place)s: %(fault)s") % {"place": label, "fault": sentence}
            else:
                yield str(sentence)
