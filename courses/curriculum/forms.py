import base64
import hashlib

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from courses.curriculum.boards import Change
from courses.curriculum.coauthors import writers
from courses.curriculum.drafting import outlines
from courses.models import OrientationPage
from elearning.accounts.models import User
from elearning.lib.tables import MOST_BYTES
from quizzes.models import Category

OBJECTIVES = ("objective_1", "objective_2", "objective_3")
LONGEST_STATEMENT = 200
VERB = _("Begin with a verb: recognise, check, choose…")


def objective_field(required: bool = False) -> forms.CharField:
    label = _("Afterwards, people will be able to")
    more = _("Afterwards, people will also be able to")
    return forms.CharField(
        label=label if required else more,
        max_length=LONGEST_STATEMENT,
        required=required,
        help_text=VERB if required else _("May be left empty."),
    )


class NewModuleForm(forms.Form):
    """What a module begins with: a title, a place, an outline, what people will learn."""

    title = forms.CharField(label=_("Title of the module"), max_length=120)
    orientation = forms.ModelChoiceField(
        label=_("Orientation"), queryset=OrientationPage.objects.none(), empty_label=None
    )
    outline = forms.ChoiceField(label=_("Template"), widget=forms.RadioSelect)
    objective_1 = objective_field(required=True)
    objective_2 = objective_field()
    objective_3 = objective_field()

    def __init__(self, *args, orientations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["orientation"].queryset = orientations
        self.fields["outline"].choices = [
            (key, f"{one.outline.name} – {one.outline.description}")
            for key, one in outlines().items()
        ]
        self.fields["outline"].initial = next(iter(outlines()))

    @property
    def statements(self) -> list[str]:
        return [said for name in OBJECTIVES if (said := self.cleaned_data[name])]


class SharingForm(forms.Form):
    """Who writes a module beside its owner."""

    people = forms.ModelMultipleChoiceField(
        label=_("Also written by"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They may change the module, its lessons, its quiz and its questions."),
    )

    def __init__(self, *args, module, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = writers(module)
        self.initial["people"] = list(module.coauthors.values_list("user", flat=True))


class PublicationForm(forms.Form):
    """What is published of a module that people know already: a correction, or a new edition."""

    CORRECTION, EDITION = "correction", "edition"

    change = forms.ChoiceField(
        label=_("What changes for learners"),
        choices=[
            (CORRECTION, _("A correction: words, an address, a mistake. Certificates stay.")),
            (EDITION, _("A new edition: what people learn has changed.")),
        ],
        initial=CORRECTION,
        widget=forms.RadioSelect,
    )
    renew = forms.BooleanField(
        label=_("Ask to renew the certificates of earlier editions"),
        required=False,
        help_text=_("Only with a new edition. They stay true: nothing is taken back."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("renew") and cleaned.get("change") == self.CORRECTION:
            self.add_error("renew", _("A correction asks nobody to renew: choose a new edition."))
        return cleaned

    @property
    def said(self) -> Change:
        return Change(self.cleaned_data["change"] == self.EDITION, self.cleaned_data["renew"])


class SharedModuleForm(forms.Form):
    """The zip of a module, then its digest, to confirm what was read of it.

    The zip is kept an hour for whoever uploaded it, the last one only.
    """

    LARGEST = 40_000_000  # bytes
    KEPT_FOR = 60 * 60  # seconds

    file = forms.FileField(
        label=_("Zip of the module"), error_messages={"required": _("Choose a file.")}
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = f"shared-module-{user.pk}"
        self.fields["file"].required = not self.data.get("read")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > self.LARGEST:
            raise forms.ValidationError(_("This file is larger than 40 MB."))
        return file.read() if file else b""

    def clean(self):
        cleaned = super().clean()
        self.content = cleaned.get("file") or b""
        if self.is_confirmed and cleaned.get("read"):
            self.content = cache.get(self.key, b"")
            if self.digest != cleaned["read"]:
                self.add_error("file", _("Choose the file again."))
        return cleaned

    def keep(self) -> None:
        """Keep the zip until it is confirmed."""
        cache.set(self.key, self.content, self.KEPT_FOR)

    def forget(self) -> None:
        cache.delete(self.key)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        return not self.cleaned_data.get("file")


class QuestionsFileForm(forms.Form):
    """A file of questions and the category that they go to, then the same again to confirm."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("CSV, XLSX or YAML file"),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.yaml,.yml"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_name = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("kept")
        self.fields["category"].queryset = Category.objects.open_to(user).order_by("name")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        return file

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            self.name, self.content = file.name, file.read()
        elif kept := cleaned.get("kept"):
            self.name = cleaned["kept_name"]
            try:
                self.content = base64.b64decode(kept, validate=True)
            except ValueError:
                self.add_error("file", _("Choose the file again."))
        return cleaned

    @property
    def to_confirm(self) -> dict:
        """Return what the page keeps of the file until it is confirmed."""
        kept = base64.b64encode(self.content).decode()
        return {"category": self.cleaned_data["category"], "kept": kept, "kept_name": self.name}

    @property
    def is_confirmed(self) -> bool:
        return not self.cleaned_data["file"]
