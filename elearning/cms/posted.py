"""Forms of the editor posted by hand: what no browser sends is not understood, and not stored."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from django.core.exceptions import BadRequest
from django.db.models import Model
from django.utils.functional import cached_property
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockWidget
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.views.chooser import ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


@contextmanager
def understood() -> Iterator[None]:
    """Refuse as a bad request what Wagtail's widgets cannot read: they check nothing."""
    try:
        yield
    except (AttributeError, IndexError, LookupError, TypeError, ValueError) as error:
        raise BadRequest from error


class CheckedBlockWidget(BlockWidget):
    def value_from_datadict(self, data, files, name):
        with understood():
            return super().value_from_datadict(data, files, name)


class RichTextArea(DraftailRichTextArea):
    def value_from_datadict(self, data, files, name):
        with understood():
            return super().value_from_datadict(data, files, name)


class Numbered:
    """A chooser that is told the number of a row, and nothing else.

    `chosen` holds rows read for several choosers at once; others are read when they are shown.
    """

    chosen: Mapping[int, Model] = MappingProxyType({})

    def get_instance(self, value):
        return self.chosen.get(value) or super().get_instance(value)

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        with understood():
            return value and int(value)


class SnippetChooser(Numbered, AdminSnippetChooser):
    pass


class NamedChooseView(ChooseView):
    page_subtitle = None  # the title says it already


class CheckedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = NamedChooseView

    @cached_property
    def widget_class(self):
        return SnippetChooser(
            model=self.model,
            icon=self.icon,
            choose_one_text=self.choose_one_text,
            choose_another_text=self.choose_another_text,
            link_to_chosen_text=self.edit_item_text,
        )


class CheckedChooserBlock(SnippetChooserBlock):
    @cached_property
    def widget(self):
        return self.target_model.snippet_viewset.chooser_viewset.widget_class
