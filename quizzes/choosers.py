from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.viewsets.chooser import ChooserViewSet

from quizzes.models.bank import tags_of_questions


class TagChooserViewSet(ChooserViewSet):
    """Chooses a tag among those that questions bear."""

    model = Tag
    icon = "tag"
    choose_one_text = _("Choose a tag")
    choose_another_text = _("Choose another tag")
    per_page = 50

    def get_object_list(self):
        return tags_of_questions()
