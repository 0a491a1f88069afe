"""The response to each slot, and the grades of each response."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.bank.models.unchanging import UnchangingModel, UnchangingQuerySet
from kfor_quiz.engine.calibration import Certainty

CERTAINTIES = [
    (Certainty.SURE.value, _("sure")),
    (Certainty.FAIRLY_SURE.value, _("fairly sure")),
    (Certainty.GUESSING.value, _("guessing")),
]
KNOWN_CERTAINTIES = (Certainty.GUESSING.value, Certainty.SURE.value)


class Mode(models.TextChoices):
    PRACTICE = "practice", _("practice")
    EXAM = "exam", _("exam")


Answer_co = TypeVar("Answer_co", bound=models.Model, covariant=True)


class AnswerQuerySet(UnchangingQuerySet[Answer_co]):
    def move_to(self, learner: User) -> int:
        """Make a guest's answers, or grades, an account's: all that ever changes about them. Return how many there were."""
        return models.QuerySet.update(self, learner=learner)


class Response(UnchangingModel):
    """What was answered. Immutable, but for `learner` when a guest's attempts move; the first answer to a slot is the only one.

    `answer` is as `engine.questions.Answer` says. `shown_at` is when the learner could see the question: `answered_at` minus it is
    the time the answer took. `certainty` is how sure the learner said they were; empty where they did not say.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    slot = models.ForeignKey("quizzes.Slot", verbose_name=_("slot"), on_delete=models.PROTECT, related_name="responses")
    answer = models.JSONField(_("answer"))
    shown_at = models.DateTimeField(_("shown at"))
    answered_at = models.DateTimeField(_("answered at"))
    study_day = models.DateField(_("study day"))
    certainty = models.PositiveSmallIntegerField(_("certainty"), choices=CERTAINTIES, null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode)

    objects = AnswerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(fields=("learner", "slot"), name="quizzes_response_first_answer_only"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=KNOWN_CERTAINTIES),
                name="quizzes_response_certainty_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}: {self.answer}"


class Grade(UnchangingModel):
    """One scoring of a response. Append-only, but for `learner` when a guest's attempts move; the newest counts.

    `score` is 0 to 1; `outcomes` maps the key of each fact asked to its own 0 to 1. `read_as`, `off_by_days` and `members` are how
    the engine understood what was typed then (`engine.scoring.Grading`), so that no page needs to read it again.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    response = models.ForeignKey(Response, verbose_name=_("response"), on_delete=models.PROTECT, related_name="grades")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question version"), on_delete=models.PROTECT, related_name="+"
    )
    score = models.FloatField(_("score"))
    outcomes = models.JSONField(_("outcomes"))
    read_as = models.CharField(_("read as"), max_length=300, blank=True)
    off_by_days = models.IntegerField(_("days off"), null=True, blank=True)
    members = models.JSONField(_("members named"), default=list, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    created_at = models.DateTimeField(_("graded at"))

    objects = AnswerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ("response", "number")
        constraints = [
            models.UniqueConstraint(fields=("learner", "response", "number"), name="quizzes_grade_unique_number"),
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=1), name="quizzes_grade_score_between_0_and_1"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.score}"
