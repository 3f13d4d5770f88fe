from wagtail.snippets.views.snippets import SnippetViewSet


class NamedViewSet(SnippetViewSet):
    """A list of snippets that says what one adds to it.

    Wagtail joins a verb and the name of a model, where French needs the gender of that name.
    """

    new_one: str
    """What the button of the list and the page that it leads to say: “New question”."""

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(add_item_label=self.new_one, **kwargs)

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(page_title=self.new_one, **kwargs)
