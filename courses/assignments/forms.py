import datetime

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import Assignment, Session
from courses.assignments.models.sessions import SESSION_CODE_LASTS
from courses.certificates.rules import months_later
from courses.models import PathPage
from elearning.organisations.forms.groups import GroupField


def day_field(label, **options) -> forms.DateField:
    """Return a field for a day, as the browser's own calendar gives it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class PathField(forms.ModelChoiceField):
    def label_from_instance(self, path):
        return path.title


class AssignForm(forms.ModelForm):
    """Which path, of whom, between which days, and why."""

    group = GroupField(label=_("Asked of"), empty_label=_("Everybody"))

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
        fields = ["path", "group", "opens_on", "due_on", "every_months", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "group" in self.fields:
            self.fields["group"].offer(self.instance.organisation)
        # Before `clean`, which computes with it; the form's own only refuses what is below zero.
        months = self.fields["every_months"]
        months.validators = Assignment._meta.get_field("every_months").validators

    def clean_opens_on(self):
        opens_on = self.cleaned_data["opens_on"]
        if not _about_now(opens_on):
            raise forms.ValidationError(_("Choose a day within a year before today and ten after."))
        return opens_on

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        # What was asked for may stay so: its words are changed after its last day too.
        if due_on < localdate() and "due_on" in self.changed_data:
            raise forms.ValidationError(_("This day is past."))
        if not _about_now(due_on) and "due_on" in self.changed_data:
            raise forms.ValidationError(_("Choose a day within ten years."))
        return due_on

    def clean(self):
        cleaned = super().clean()
        due_on, months = cleaned.get("due_on"), cleaned.get("every_months")
        opens_on = cleaned.get("opens_on") or self.instance.opens_on
        if due_on and opens_on and months:
            next_opens_on = months_later(opens_on, months)
            if next_opens_on <= due_on:
                told = _("The next period would open before the last day of this one.")
                self.add_error("every_months", told)
            elif next_opens_on < localdate() and "every_months" in self.changed_data:
                told = _("The next period would have opened already: choose more months.")
                self.add_error("every_months", told)
        return cleaned


def _about_now(day: datetime.date) -> bool:
    """Return whether somebody may mean that day: not the year 0206, or 20226."""
    return months_later(localdate(), -12) <= day <= months_later(localdate(), 120)


class OwnDayForm(forms.Form):
    """Another last day for whoever fills it in, or none."""

    due_on = day_field(
        _("My own last day, agreed with my manager"),
        required=False,
        help_text=_("Nobody is told. Leave empty to go back to the date of everybody."),
    )

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and not localdate() <= due_on <= months_later(localdate(), 24):
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return due_on


class ChangeForm(AssignForm):
    """Another last day, or other words."""

    path = group = opens_on = None

    class Meta(AssignForm.Meta):
        fields = ["due_on", "every_months", "message"]


class ShareForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("Count this path, which I completed before"), required=False
    )


class SessionForm(forms.ModelForm):
    """When people did it together, and how many of them do not use the site."""

    held_on = day_field(_("Held on"))

    class Meta:
        model = Session
        fields = ["held_on", "without_account"]

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        if held_on < localdate() - SESSION_CODE_LASTS:
            raise forms.ValidationError(
                _("Note a session within 30 days: after that, nobody can type its code.")
            )
        return held_on


class SessionCodeForm(forms.Form):
    """The code of a session, typed by somebody who was there."""

    code = forms.CharField(
        label=_("Code of the session"),
        max_length=20,
        help_text=_("Nine characters, which its manager read aloud."),
    )

    def __init__(self, *args, sessions=None, **options):
        super().__init__(*args, **options)
        self.sessions = sessions

    def clean_code(self):
        session = self.sessions.typed(self.cleaned_data["code"]).first()
        if session is None:
            raise forms.ValidationError(
                _(
                    "No session of your organisations has this code. Check it, join the "
                    "organisation first, or ask who led the session: a code lasts 30 days."
                )
            )
        return session
