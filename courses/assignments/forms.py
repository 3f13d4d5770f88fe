from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import Assignment
from courses.models import PathPage


def day_field(label, **options) -> forms.DateField:
    """Return a field for a day, as the browser's own calendar gives it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class PathField(forms.ModelChoiceField):
    def label_from_instance(self, path):
        return path.title


class AssignForm(forms.ModelForm):
    """Which path, between which days, and why."""

    path = PathField(
        PathPage.objects.live().order_by("audience", "title"),
        label=_("Path"),
        empty_label=_("Choose a path"),
        error_messages={
            "required": _("Choose a path of the list."),
            "invalid_choice": _("Choose a path of the list."),
        },
    )
    opens_on = day_field(_("From"))
    due_on = day_field(_("To complete by"))

    class Meta:
        model = Assignment
        fields = ["path", "opens_on", "due_on", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < localdate():
            raise forms.ValidationError(_("This day is past."))
        return due_on


class ChangeForm(AssignForm):
    """Another last day, or other words."""

    path = opens_on = None

    class Meta(AssignForm.Meta):
        fields = ["due_on", "message"]


class ShareForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("Count this path, which I completed before"), required=False
    )
