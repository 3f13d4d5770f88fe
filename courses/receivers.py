"""What Wagtail's own publishing signals set in motion: the one place that listens to them."""

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from courses.actions import forget_addresses
from courses.certificates.actions import outdate
from courses.models import LessonPage, ModulePage, SheetPage
from elearning.cms import page_cache
from elearning.cms.models import CustomDocument, CustomImage
from elearning.facts.models import Fact
from quizzes.models import Question, Quiz
from quizzes.tasks import freeze_questions_again, rebuild_editions


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def forget_public_pages(**kwargs):
    page_cache.forget_all()


@receiver(post_delete, sender=CustomImage)
@receiver(post_delete, sender=CustomDocument)
def forget_what_showed_it(**kwargs):
    """Here and not in `delete`, which a deletion of several at once does not call."""
    page_cache.forget_all()


@receiver([published, unpublished], sender=Quiz)
def show_new_rules(**kwargs):
    page_cache.forget_all()


@receiver(page_published, sender=LessonPage)
def make_renditions(instance, **kwargs):
    """Insert the renditions that the lesson's images need: reading a page must write nothing."""
    instance.body.render_as_block()
    instance.easy_body.render_as_block()


@receiver(page_published, sender=SheetPage)
def forget_who_was_asked(instance, **kwargs):
    forget_addresses([instance])
    instance.contact_email = ""


@receiver(page_published, sender=ModulePage)
def ask_for_renewal(instance, **kwargs):
    outdate(instance.certificate_subject, instance.oldest_edition, timezone.localdate())


@receiver([published, unpublished], sender=Question)
def rebuild_pools(**kwargs):
    page_cache.forget_all()
    transaction.on_commit(rebuild_editions.enqueue)


@receiver([published, unpublished], sender=Fact)
def repeat_fact(**kwargs):
    page_cache.forget_all()
    transaction.on_commit(freeze_questions_again.enqueue)
