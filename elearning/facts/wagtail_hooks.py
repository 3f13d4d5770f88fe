from django.contrib.admin.utils import quote
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChosenView

from elearning.cms import deletion
from elearning.cms.posted import CheckedChooserViewSet
from elearning.cms.snippets import NamedViewSet
from elearning.facts import editor
from elearning.facts.filters import FactFilterSet
from elearning.facts.models import Fact
from elearning.facts.panels import FactsToVerifyPanel
from elearning.facts.rich_text import FactHandler


class FactChosenView(SnippetChosenView):
    """Says of the chosen fact what a chooser field shows, and what rich text shows."""

    def get_chosen_response_data(self, item):
        return super().get_chosen_response_data(item) | editor.entity_of(item)


class FactChooserViewSet(CheckedChooserViewSet):
    chosen_view_class = FactChosenView
    choose_one_text = _("Choose a fact")
    choose_another_text = _("Choose another fact")
    edit_item_text = _("Edit this fact")


class FactViewSet(NamedViewSet):
    model = Fact
    new_one = _("New fact")
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 50
    copy_view_enabled = False
    list_display = [
        "label",
        "value",
        "kind",
        "confidence",
        "verify_again_on",
        LiveStatusTagColumn(),
    ]
    filterset_class = FactFilterSet
    chooser_viewset_class = FactChooserViewSet


register_snippet(FactViewSet)


@hooks.register("register_rich_text_features")
def register_fact_feature(features):
    features.register_embed_type(FactHandler)
    features.register_converter_rule("contentstate", "fact", editor.CONVERSION)
    features.register_editor_plugin(
        "draftail",
        "fact",
        EntityFeature(
            {
                "type": "FACT",
                "icon": "tag",
                "description": _("Fact"),
                "chooserUrls": {
                    "factChooser": reverse_lazy("wagtailsnippetchoosers_facts_fact:choose")
                },
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/fact-entity.js"],
        ),
    )


@hooks.register("construct_homepage_panels")
def add_facts_to_verify(request, panels):
    if request.user.has_perm("facts.change_fact"):
        panels.append(FactsToVerifyPanel())


@hooks.register("before_delete_snippet")
def keep_quoted_facts(request, instances):
    """Refuse to delete a fact that a lesson or a question quotes."""
    facts = [instance for instance in instances if isinstance(instance, Fact)]
    for fact in facts:
        if ReferenceIndex.get_references_to(fact).exists():
            sentence = _(
                "“%(name)s” is quoted. Unpublish it instead: its words without the value will "
                "take its place."
            ) % {"name": fact}
            usage = reverse("wagtailsnippets_facts_fact:usage", args=[quote(fact.pk)])
            return deletion.refuse(request, sentence, usage)
    return None
