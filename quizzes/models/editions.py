from functools import cached_property, lru_cache
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.engine.drawing import Pool
from quizzes.engine.settings import Settings
from quizzes.models.bank import Question
from quizzes.models.settings import QuizSettings


class QuizEdition(QuizSettings):
    """A quiz as it was on the day it was published. Never edited: attempts point to it."""

    quiz = models.ForeignKey("Quiz", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    draws = models.JSONField()
    bands = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition of a quiz")
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="edition_number_once")
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    @classmethod
    @lru_cache(maxsize=128)
    def kept(cls, pk: int) -> Self:
        """Return the edition of an attempt, read once a process."""
        return cls.objects.get(pk=pk)

    @cached_property
    def rules(self) -> Settings:
        return super().rules

    @cached_property
    def pools(self) -> list[Pool]:
        return [Pool(**draw) for draw in self.draws]

    @property
    def length(self) -> int:
        """Return how many questions an attempt has."""
        return sum(pool.draw for pool in self.pools)

    def says(
        self, settings: dict, bands: list[dict], draws: list[Pool], pools: list[list[int]]
    ) -> bool:
        """Return whether this edition has these rules, draws and questions."""
        rows = [(row.pool, row.question_id) for row in self.rows.order_by("pool", "position")]
        wanted = [(index, question) for index, ids in enumerate(pools) for question in ids]
        same = self.settings() == settings and self.bands == bands and self.pools == draws
        return same and rows == wanted


class PoolRow(models.Model):
    """A question's place in a pool of an edition: drawing reads only the rows it draws."""

    edition = models.ForeignKey(QuizEdition, on_delete=models.CASCADE, related_name="rows")
    pool = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "pool", "position"], name="pool_position_once"
            ),
            models.UniqueConstraint(fields=["edition", "question"], name="pool_question_once"),
        ]

    def __str__(self):
        return f"{self.edition_id} {self.pool}.{self.position}"
