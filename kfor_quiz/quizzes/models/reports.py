"""What learners report about questions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import QuestionVersion


class QuestionReportQuerySet(models.QuerySet["QuestionReport"]):
    def unsettled(self) -> "QuestionReportQuerySet":
        """Reports that wait for an author."""
        return self.filter(is_settled=False)


class QuestionReport(models.Model):
    """A learner's word that a question is wrong or unclear; one for each person and version."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="question_reports"
    )
    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question version"), on_delete=models.PROTECT, related_name="reports"
    )
    text = models.CharField(_("what is wrong"), max_length=1000)
    created_at = models.DateTimeField(_("reported at"))
    is_settled = models.BooleanField(_("settled"), default=False)

    objects = QuestionReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a question")
        verbose_name_plural = _("reports of questions")
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(fields=("learner", "question_version"), name="quizzes_questionreport_once"),
        ]

    def __str__(self) -> str:
        return self.text
