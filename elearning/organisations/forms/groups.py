from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.organisations.models import Group, Organisation
from elearning.organisations.names import folded


class GroupField(forms.ModelChoiceField):
    """A group of an organisation, or none; hidden, and always none, where there is none."""

    def __init__(self, **options):
        wrong = {"invalid_choice": _("Choose a group of the list.")}
        super().__init__(Group.objects.none(), required=False, error_messages=wrong, **options)

    def offer(self, organisation: Organisation) -> None:
        self.queryset = organisation.groups.current()
        if not self.queryset.exists():
            self.widget = self.hidden_widget()


class GroupForm(forms.Form):
    """The name of a new group."""

    name = forms.CharField(
        label=_("Name of the group"),
        help_text=_("A service, a team, a site. Your people read it."),
        max_length=80,
        error_messages={"required": _("Type the name of the group.")},
    )

    def __init__(self, *args, organisation, **options):
        super().__init__(*args, **options)
        self.organisation = organisation

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not any(map(str.isalnum, name)):
            raise forms.ValidationError(_("Type the name of the group."))
        others = self.organisation.groups.current().values_list("name", flat=True)
        if folded(name) in map(folded, others):
            raise forms.ValidationError(_("You have a group of this name already."))
        return name


class ChooseGroupForm(forms.Form):
    """The group that a person says they are in."""

    group = GroupField(label=_("My group"), empty_label=_("None"))

    def __init__(self, *args, membership, **options):
        super().__init__(*args, auto_id=f"groupe-{membership.pk}-%s", **options)
        self.initial = {"group": membership.group_id}
        self.fields["group"].offer(membership.organisation)
