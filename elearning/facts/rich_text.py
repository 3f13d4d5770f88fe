"""Facts inside rich text: `<embed embedtype="fact" id="key"/>` stands for the fact's words."""

from django.utils import timezone
from django.utils.html import escape
from wagtail.rich_text import EmbedHandler

from elearning.facts.models import Fact


class FactHandler(EmbedHandler):
    identifier = "fact"

    @staticmethod
    def get_model():
        return Fact

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        words = Fact.objects.words(timezone.localdate())
        return [escape(words.get(attrs.get("id"), "")) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs):
        yield Fact, attrs["id"], "", ""
