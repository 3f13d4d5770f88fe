from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses.certificates.models import Certificate


def titles():
    """Return the modules that certificates are about, each by the last title it was given."""
    rows = Certificate.objects.order_by("issued_at").values_list("subject", "title")
    return sorted(dict(rows).items(), key=lambda row: row[1])


class CertificateFilterSet(WagtailFilterSet):
    subject = ChoiceFilter(label=_("Module"), choices=titles, empty_label=_("All"))
    state = ChoiceFilter(
        label=_("State"),
        choices=Certificate.State.choices,
        method="keep_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    issued_at = DateFromToRangeFilter(label=_("Issued"), widget=DateRangePickerWidget)
    valid_until = DateFromToRangeFilter(label=_("Valid until"), widget=DateRangePickerWidget)

    class Meta:
        model = Certificate
        fields = ["subject", "state", "issued_at", "valid_until"]

    def keep_state(self, certificates, name, value):
        return certificates.in_state(value, timezone.localdate())
