from wagtail.admin.forms import WagtailAdminModelForm


class FactForm(WagtailAdminModelForm):
    """A fact's form; its key is chosen once, since lessons and questions quote it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = not self.instance._state.adding
