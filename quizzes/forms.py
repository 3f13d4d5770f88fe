import dataclasses

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from elearning.cms.inline import tell_choosers
from quizzes.engine.settings import REASONS, Settings

MOST_POINTS = 9999  # that a stored score may count


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

    def clean_category(self):
        category = self.cleaned_data["category"]
        if self.for_user and not category.is_open_to(self.for_user):
            raise ValidationError(
                _("This category is somebody else's: ask them to share it, or choose another.")
            )
        return category


class QuizForm(WagtailAdminModelForm):
    """A quiz's form, which keeps no settings that contradict each other, and publishes no draw
    that asks for more questions than there are.
    """

    def __init__(self, *args, instance=None, **kwargs):
        if instance:
            # The formset numbers these very draws, those left as they are too: a draw deleted or
            # moved would otherwise leave two at one place.
            instance.draws.get_object_list()
        super().__init__(*args, instance=instance, **kwargs)
        by_purpose = _("as the purpose says")
        for name in {"feedback", "navigation"} & self.fields.keys():
            choices = [one for one in self.fields[name].choices if one[0]]
            self.fields[name].choices = [("", by_purpose), *choices]
        for name in {"review", "avoid_seen"} & self.fields.keys():
            choices = [("unknown", by_purpose), ("true", _("yes")), ("false", _("no"))]
            self.fields[name].widget.choices = choices
        if "draws" in self.formsets:
            tell_choosers(self.formsets["draws"], "question", "category", "tag")
        if "bands" in self.formsets:
            # Django's own sentence gives the names that the fields have in the code.
            self.formsets["bands"].get_unique_error_message = lambda _fields: _(
                "Two bands begin at the same percentage: change one, or delete it."
            )

    def clean(self):
        cleaned = super().clean()
        names = {field.name for field in dataclasses.fields(Settings)} & cleaned.keys()
        settings = Settings(**{name: cleaned[name] for name in names})
        for setting, reason in settings.contradictions():
            if setting in self.fields and setting not in self.errors:
                self.add_error(setting, _(REASONS[reason]))
        return cleaned

    def is_valid(self):
        return super().is_valid() and (self.is_deferred_validation or self._draws_can_be_made())

    def _draws_can_be_made(self) -> bool:
        """Note on its field each draw that falls short, or that makes a score too great to keep."""
        formset = self.formsets["draws"]
        forms = [form for form in formset.forms if form not in formset.deleted_forms]
        form_of = {id(form.instance): form for form in forms}
        for draw, questions in self.instance.pools(form.instance for form in forms):
            if draw.count > len(questions):
                form_of[id(draw)].add_error(*draw.shortfall(len(questions)))
        worth = [form.instance.count * form.instance.points for form in forms]
        if sum(worth) > MOST_POINTS:
            said = _("All the questions together are worth %(points)s points: %(most)s at most.")
            heaviest = forms[worth.index(max(worth))]
            heaviest.add_error("points", said % {"points": sum(worth), "most": MOST_POINTS})
        return formset.is_valid() and all(form.is_valid() for form in forms)
