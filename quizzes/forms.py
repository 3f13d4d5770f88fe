from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class QuestionForm(WagtailAdminModelForm):
    """A question's form, open on the most common type.

    It does not ask for an identifier: the model can make one.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.content:
            block = self.fields["content"].block
            self.initial["content"] = block.to_python([{"type": "single", "value": {}}])
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Left empty, it is made from the question.")


class QuizForm(WagtailAdminModelForm):
    """A quiz's form, which publishes no draw that asks for more questions than there are."""

    def is_valid(self):
        return super().is_valid() and (self.is_deferred_validation or self._refuse_short_draws())

    def _refuse_short_draws(self) -> bool:
        """Note each draw that falls short, on its field; return whether there is none."""
        formset = self.formsets["draws"]
        forms = [form for form in formset.forms if form not in formset.deleted_forms]
        form_of = {id(form.instance): form for form in forms}
        for draw, questions in self.instance.pools(form.instance for form in forms):
            if draw.count > len(questions):
                form_of[id(draw)].add_error(*draw.shortfall(len(questions)))
        return formset.is_valid() and all(form.is_valid() for form in forms)
