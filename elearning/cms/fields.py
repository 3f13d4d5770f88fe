from wagtail.fields import StreamField

from elearning.cms.posted import CheckedBlockWidget


class QuietStreamField(StreamField):
    """A StreamField whose list of blocks stays out of migrations, since it changes often."""

    def deconstruct(self):
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": CheckedBlockWidget(self.stream_block)} | kwargs)
