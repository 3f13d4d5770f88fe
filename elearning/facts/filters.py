from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from elearning.facts.models import Fact


class FactFilterSet(WagtailFilterSet):
    to_verify = ChoiceFilter(
        label=_("To verify again"),
        choices=[("yes", _("Past its date, or never confirmed"))],
        method="keep_to_verify",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Fact
        fields = ["kind", "confidence"]

    def keep_to_verify(self, facts, name, value):
        return facts.to_verify(timezone.localdate())
