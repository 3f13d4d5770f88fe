from wagtail.admin.forms import WagtailAdminPageForm

from elearning.cms.references import refuse_missing_references


class ModulePageForm(WagtailAdminPageForm):
    """A module's form, which publishes no introduction that quotes what does not exist."""

    def clean_introduction(self):
        introduction = self.cleaned_data["introduction"]
        if not self.is_deferred_validation:
            refuse_missing_references(introduction)
        return introduction


class LessonPageForm(WagtailAdminPageForm):
    """A lesson's form, which proposes the objectives of its module only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        module = self.parent_page.specific.get_latest_revision_as_object()
        proposed = [link.objective_id for link in module.objective_links.all()]
        chosen = [objective.pk for objective in self.instance.objectives.all()]
        field = self.fields["objectives"]
        field.queryset = field.queryset.filter(pk__in=[*proposed, *chosen])
