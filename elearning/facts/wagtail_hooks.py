from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from elearning.facts.models import Fact
from elearning.facts.rich_text import FactHandler


@hooks.register("register_rich_text_features")
def register_fact_feature(features):
    features.register_embed_type(FactHandler)


class FactViewSet(SnippetViewSet):
    model = Fact
    icon = "tag"
    list_display = ["label", "value", "kind", "confidence", "verify_again_on"]
    list_filter = ["kind", "confidence"]


register_snippet(FactViewSet)
