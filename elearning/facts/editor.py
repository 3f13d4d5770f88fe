"""Facts in the rich text editor: an entity nobody can type into, which shows the fact's words."""

from django.utils.translation import gettext as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)

from elearning.dates import date_format
from elearning.facts.models import Fact


def entity_of(fact: Fact) -> dict:
    """Return what the editor shows of a fact: its words, and on hover where they come from."""
    return {
        "id": fact.key,
        "words": fact.words(),
        "label": fact.label,
        "source": _("%(label)s. Source: %(source)s. Verified on %(day)s.")
        % {
            "label": fact.label,
            "source": fact.source,
            "day": date_format(fact.verified_on),
        },
    }


def missing_entity(key: str) -> dict:
    """Return what the editor shows of a fact that is not there: its key, so that one can mend."""
    return {"id": key, "words": key, "label": key, "source": _("There is no such fact.")}


class FactElementHandler(InlineEntityElementHandler):
    """Reads `<embed embedtype="fact" id="key"/>`, which has no text of its own."""

    mutability = "IMMUTABLE"

    def handle_starttag(self, name, attrs, state, contentstate):
        super().handle_starttag(name, attrs, state, contentstate)
        key = state.current_entity_ranges[-1].key
        state.current_block.text += contentstate.entity_map[key].data["words"]
        state.leading_whitespace = KEEP_WHITESPACE

    def get_attribute_data(self, attrs):
        key = attrs.get("id", "")
        fact = Fact.objects.filter(pk=key).first()
        return entity_of(fact) if fact else missing_entity(key)


def fact_element(props):
    """Write the entity back as an `<embed>`; the words it shows are not kept."""
    return DOM.create_element("embed", {"embedtype": "fact", "id": props.get("id", "")})


CONVERSION = {
    "from_database_format": {'embed[embedtype="fact"]': FactElementHandler("FACT")},
    "to_database_format": {"entity_decorators": {"FACT": fact_element}},
}
