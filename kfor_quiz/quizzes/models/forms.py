"""Fixed forms of exams: questions that a person approved, and that practice does not ask."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import Pack, Question, QuestionVersion
from kfor_quiz.bank.models.questions import Status


class ExamFormQuerySet(models.QuerySet["ExamForm"]):
    def in_use(self) -> "ExamFormQuerySet":
        """Forms that are approved and not withdrawn: exams use them, and practice asks none of their questions."""
        return self.filter(approved_at__isnull=False, withdrawn_at__isnull=True)


class ExamForm(models.Model):
    """One of several forms of one blueprint, drawn together: as many questions of each topic and kind, none of them shared.

    `series` numbers what was drawn together in a pack; `letter` tells its forms apart. `expected_facility` is the share of points
    that was expected when the form was drawn.
    """

    pack = models.ForeignKey(Pack, verbose_name=_("pack"), on_delete=models.PROTECT, related_name="exam_forms")
    series = models.PositiveIntegerField(_("series"))
    letter = models.CharField(_("form"), max_length=1)
    length = models.PositiveSmallIntegerField(_("questions"))
    expected_facility = models.FloatField(_("expected facility"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ExamFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("exam form")
        verbose_name_plural = _("exam forms")
        ordering = ("pack", "-series", "letter")
        constraints = [
            models.UniqueConstraint(fields=("pack", "series", "letter"), name="quizzes_examform_unique_letter"),
            models.CheckConstraint(condition=Q(length__gte=1), name="quizzes_examform_asks_something"),
            models.CheckConstraint(
                condition=Q(expected_facility__gte=0) & Q(expected_facility__lte=1), name="quizzes_examform_facility_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="quizzes_examform_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(approved_at__isnull=False),
                name="quizzes_examform_withdrawn_after_approval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack} · {self.series} {self.letter}"

    @property
    def is_in_use(self) -> bool:
        return self.approved_at is not None and self.withdrawn_at is None

    def changed_questions(self) -> "models.QuerySet[ExamFormQuestion]":
        """Places whose question says something else by now, or is no longer asked. A form that has any is not to be used."""
        return self.questions.exclude(question_version__in=Question.objects.published().values("current_version"))


class ExamFormQuestion(models.Model):
    """One place of a form."""

    form = models.ForeignKey(ExamForm, on_delete=models.CASCADE, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField(_("place"))
    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question"), on_delete=models.PROTECT, related_name="exam_places"
    )

    class Meta:
        verbose_name = _("question of an exam form")
        verbose_name_plural = _("questions of exam forms")
        ordering = ("form", "position")
        constraints = [
            models.UniqueConstraint(fields=("form", "position"), name="quizzes_examformquestion_unique_position"),
            models.UniqueConstraint(fields=("form", "question_version"), name="quizzes_examformquestion_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.question_version}"

    @property
    def is_as_drawn(self) -> bool:
        """Whether its question is still asked, and says the same. Reads the question: fetch it along."""
        question = self.question_version.question
        return question.status == Status.PUBLISHED and question.current_version_id == self.question_version_id
