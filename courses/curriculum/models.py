from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedObject(models.Model):
    """An object as the loader left it: what its file said, and the state it was in then.

    The same file writes nothing again, and an object in another state has been edited since.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    key = models.CharField(max_length=100, help_text="slug or code in the files")
    object_id = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, blank=True, help_text="of the source; blank: a draft")
    state = models.CharField(max_length=80, help_text="revision, or digest of the fields")

    class Meta:
        verbose_name = _("loaded object")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "key"], name="loaded_once_a_key")
        ]

    def __str__(self):
        return f"{self.content_type_id} {self.key}"
