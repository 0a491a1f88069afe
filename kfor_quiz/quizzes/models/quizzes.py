"""What is asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import Pack


class QuizQuerySet(models.QuerySet["Quiz"]):
    def on_offer(self) -> "QuizQuerySet":
        """Quizzes that learners may start."""
        return self.filter(is_retired=False).select_related("pack")


class Quiz(models.Model):
    """A blueprint: how many questions, from which topics and kinds of fact. `key` is unique in its pack."""

    pack = models.ForeignKey(Pack, verbose_name=_("pack"), on_delete=models.PROTECT, related_name="quiz_set")
    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300)
    order = models.PositiveIntegerField(_("order"), default=0)
    length = models.PositiveSmallIntegerField(_("questions"))
    blueprint = models.JSONField(_("blueprint"), default=dict)
    is_retired = models.BooleanField(_("retired"), default=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ("pack", "order")
        constraints = [
            models.UniqueConstraint(fields=("pack", "key"), name="quizzes_quiz_unique_key"),
            models.CheckConstraint(condition=Q(length__gte=1), name="quizzes_quiz_asks_something"),
        ]

    def __str__(self) -> str:
        return self.title
