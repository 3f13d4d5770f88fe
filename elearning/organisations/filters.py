from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from elearning.organisations.models import Domain, Manager


class ManagerFilterSet(WagtailFilterSet):
    state = ChoiceFilter(
        label=_("State"),
        choices=[("to_validate", _("To validate")), ("validated", _("Validated"))],
        method="keep_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Manager
        fields = []

    def keep_state(self, managers, name, value):
        return managers.to_validate() if value == "to_validate" else managers.validated()


class DomainFilterSet(WagtailFilterSet):
    state = ChoiceFilter(
        label=_("State"),
        choices=[("to_prove", _("To prove")), ("verified", pgettext_lazy("domains", "Verified"))],
        method="keep_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Domain
        fields = []

    def keep_state(self, domains, name, value):
        return domains.to_prove() if value == "to_prove" else domains.verified()
