import uuid

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class EmailUserManager(UserManager):
    """Creates users known by their e-mail address."""

    def _create_user_object(self, email, password, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **fields):
        user = self._create_user_object(email, password, **fields)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody with an account, who signs in with an e-mail address."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = EmailUserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="user_email_any_case")
        ]


class Learner(models.Model):
    """A pseudonym to which every learning record is tied, never a name."""

    class ExtraTime(models.IntegerChoices):
        NONE = 0, _("no, the usual time")
        THIRD = 33, _("one third more")
        HALF = 50, _("half as much again")
        DOUBLE = 100, _("twice the time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="learner"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    let_go_at = models.DateTimeField(
        null=True, editable=False, help_text="since when nobody holds this number any more"
    )
    extra_time = models.PositiveSmallIntegerField(
        choices=ExtraTime,
        default=ExtraTime.NONE,
        help_text="percent added to time limits; the learner alone sets it and sees it",
    )

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self):
        return str(self.id)


class ResumeCode(models.Model):
    """What a learner without account types to resume on another device; one at a time."""

    learner = models.OneToOneField(
        Learner, primary_key=True, on_delete=models.CASCADE, related_name="resume_code"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("resume code")
        verbose_name_plural = _("resume codes")

    def __str__(self):
        return str(self.learner_id)
