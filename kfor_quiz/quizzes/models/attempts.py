"""One sitting of a quiz, and its slots."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, QuestionVersion
from kfor_quiz.engine.predicting import Expected
from kfor_quiz.engine.questions import Answer
from kfor_quiz.quizzes.models.answers import CERTAINTIES, KNOWN_CERTAINTIES, Mode
from kfor_quiz.quizzes.models.forms import ExamForm
from kfor_quiz.quizzes.models.quizzes import Quiz

LONGEST_BUILD = 2_000  # an index of PostgreSQL holds no more than 2,700 bytes


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, learner: User) -> "AttemptQuerySet":
        """The attempts of one learner, the newest first."""
        return self.filter(learner=learner).order_by("-started_at")

    def unfinished(self) -> "AttemptQuerySet":
        """Attempts with slots still to answer."""
        return self.filter(finished_at__isnull=True)

    def finished(self) -> "AttemptQuerySet":
        """Attempts that ended: all is answered, or they were submitted, or their time is up."""
        return self.filter(finished_at__isnull=False)

    def expired(self, now: dt.datetime) -> "AttemptQuerySet":
        """Attempts whose time, and the grace after it, has passed, and that nobody has submitted yet."""
        return self.unfinished().filter(deadline__lt=now - settings.EXAM_GRACE)

    def with_drafts(self) -> "AttemptQuerySet":
        """Attempts with how many places hold an answer that does not count yet."""
        drafts = Slot.objects.filter(attempt=OuterRef("pk"), draft__isnull=False).order_by()
        columns = {"drafted": Coalesce(Subquery(drafts.values("attempt").annotate(n=Count("pk")).values("n")), 0)}
        return self.annotate(**columns)


class Attempt(models.Model):
    """One learner's sitting: what it asked, by which rules, and the title and length it had then.

    `score` is the sum of the newest grades, 0 to `length`; it and `answered` are kept as answers come in. The last answer finishes
    it. With `feedback_at_end` answers are drafts until it is submitted; that, and a `deadline`, may end it with places left open.
    `time_limit` is in seconds, before anybody's extra time; `deadline` has it in. `pass_mark` is a share of the length.
    `predicted` are the points that an exam was expected to bring when it began, by what its learner remembered, and nine times in
    ten they lie from `predicted_low` to `predicted_high`; None for practice.
    `form` is the fixed form that it asks. `drafted` is the number of drafts; only attempts fetched `with_drafts` have it.
    `retry_of` is the attempt of the same learner whose missed questions this one asks again. `built_from` are the choices of a
    quiz that the learner built, as an address has them behind its question mark.
    """

    drafted: int

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="attempts"
    )
    pack = models.ForeignKey(Pack, verbose_name=_("pack"), on_delete=models.PROTECT, null=True, blank=True, related_name="attempts")
    quiz = models.ForeignKey(Quiz, verbose_name=_("quiz"), on_delete=models.PROTECT, null=True, blank=True, related_name="attempts")
    form = models.ForeignKey(
        ExamForm, verbose_name=_("exam form"), on_delete=models.PROTECT, null=True, blank=True, related_name="attempts"
    )
    retry_of = models.ForeignKey(
        "self", verbose_name=_("retry of"), on_delete=models.PROTECT, null=True, blank=True, related_name="retries"
    )
    built_from = models.CharField(_("built from"), max_length=LONGEST_BUILD, blank=True)
    title = models.CharField(_("title"), max_length=200)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.PRACTICE)
    feedback_at_end = models.BooleanField(_("feedback at the end"), default=False)
    time_limit = models.PositiveIntegerField(_("time limit in seconds"), null=True, blank=True)
    pass_mark = models.FloatField(_("pass mark"), null=True, blank=True)
    seed = models.CharField(max_length=80, editable=False)
    length = models.PositiveSmallIntegerField(_("questions"))
    answered = models.PositiveSmallIntegerField(_("answered"), default=0)
    predicted = models.FloatField(_("points predicted"), null=True, blank=True)
    predicted_low = models.FloatField(_("fewest points predicted"), null=True, blank=True)
    predicted_high = models.FloatField(_("most points predicted"), null=True, blank=True)
    score = models.FloatField(_("points"), default=0)
    started_at = models.DateTimeField(_("started at"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("-started_at",)
        indexes = [models.Index(fields=("learner", "-started_at"), name="quizzes_attempt_of_learner")]
        constraints = [
            models.CheckConstraint(condition=Q(length__gte=1), name="quizzes_attempt_asks_something"),
            models.CheckConstraint(condition=Q(answered__lte=F("length")), name="quizzes_attempt_answered_within_length"),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=F("length")), name="quizzes_attempt_score_within_length"
            ),
            models.CheckConstraint(
                condition=Q(answered__lt=F("length")) | Q(finished_at__isnull=False),
                name="quizzes_attempt_all_answered_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(answered=F("length"))
                | Q(feedback_at_end=True)
                | Q(deadline__isnull=False),
                name="quizzes_attempt_only_some_end_with_gaps",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True, time_limit__isnull=True)
                | Q(deadline__isnull=False, deadline__gt=F("started_at"), time_limit__isnull=False, time_limit__gt=0),
                name="quizzes_attempt_deadline_follows_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__isnull=True) | Q(pass_mark__gt=0, pass_mark__lte=1),
                name="quizzes_attempt_pass_mark_is_a_share",
            ),
            models.UniqueConstraint(
                fields=("learner", "quiz"), condition=Q(finished_at__isnull=True), name="quizzes_attempt_one_unfinished_of_a_quiz"
            ),
            models.UniqueConstraint(
                fields=("learner", "pack"),
                condition=Q(finished_at__isnull=True, mode=Mode.EXAM),
                name="quizzes_attempt_one_unfinished_exam_of_a_pack",
            ),
            models.UniqueConstraint(
                fields=("learner", "retry_of"), condition=Q(finished_at__isnull=True), name="quizzes_attempt_one_unfinished_retry"
            ),
            models.UniqueConstraint(
                fields=("learner", "built_from"),
                condition=Q(finished_at__isnull=True) & ~Q(built_from=""),
                name="quizzes_attempt_one_unfinished_of_a_build",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.learner}"

    @property
    def may_end_with_gaps(self) -> bool:
        """Whether it can be finished with places left open."""
        return self.feedback_at_end or self.deadline is not None

    @property
    def expected(self) -> Expected | None:
        """The points that were expected when it began; None where nothing was."""
        if self.predicted is None or self.predicted_low is None or self.predicted_high is None:
            return None
        return Expected(self.predicted, self.predicted_low, self.predicted_high, float(self.length))

    def expect(self, expected: Expected) -> None:
        """Note what points are expected. Not saved yet."""
        self.predicted, self.predicted_low, self.predicted_high = expected.mean, expected.low, expected.high

    def is_over(self, now: dt.datetime) -> bool:
        """Whether nothing can be answered any more: it is finished, or its time and the grace after it have passed."""
        return self.finished_at is not None or (self.deadline is not None and now > self.deadline + settings.EXAM_GRACE)

    def within_time(self, moment: dt.datetime) -> dt.datetime:
        """The moment, or the deadline for one after it: what comes in the grace counts as if it came in time."""
        return moment if self.deadline is None else min(moment, self.deadline)


class SlotQuerySet(models.QuerySet["Slot"]):
    def of(self, learner: User) -> "SlotQuerySet":
        """The slots of one learner's attempts."""
        return self.filter(learner=learner)

    def with_answers(self) -> "SlotQuerySet":
        """Slots with what was answered there."""
        columns = {"given": F("responses__answer"), "certainty": F("responses__certainty")}  # there is one response at most
        return self.annotate(**columns)

    def with_questions(self) -> "SlotQuerySet":
        """Slots with what was answered there, their attempts, and the questions they ask without the content of these."""
        return self.with_answers().select_related(
            "attempt", "question_version__question__topic", "question_version__question__pack"
        )


class Slot(models.Model):
    """One place in an attempt: the version asked and the order its options were shown in.

    `option_order` lists option keys; forms post positions in it. `shown_at` is when the learner first saw the question. With
    feedback at the end, `draft` is what the learner last answered, at `drafted_at` and as sure as `draft_certainty`, until it
    counts: at submission, or when the time is up; with feedback at once an answer counts at once. `is_flagged` is the learner's
    own mark to come back to the place. `given` is the answer that counts, None while there is none, and `certainty` what was said
    with it; only slots fetched `with_answers` have them.
    """

    given: Answer | None
    certainty: int | None

    # Constraints that begin with the learner are the index of this column, here and in the tables below.
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    attempt = models.ForeignKey(Attempt, verbose_name=_("attempt"), on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField(_("place"))
    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question version"), on_delete=models.PROTECT, related_name="slots"
    )
    option_order = models.JSONField(_("order of options"), default=list)
    draft = models.JSONField(_("draft"), null=True, blank=True)
    drafted_at = models.DateTimeField(_("draft saved at"), null=True, blank=True)
    draft_certainty = models.PositiveSmallIntegerField(_("certainty of the draft"), choices=CERTAINTIES, null=True, blank=True)
    is_flagged = models.BooleanField(_("to come back to"), default=False)
    shown_at = models.DateTimeField(_("shown at"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ("attempt", "position")
        constraints = [
            models.UniqueConstraint(fields=("learner", "attempt", "position"), name="quizzes_slot_unique_position"),
            models.CheckConstraint(
                condition=Q(draft__isnull=True, drafted_at__isnull=True) | Q(draft__isnull=False, drafted_at__isnull=False),
                name="quizzes_slot_draft_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(draft_certainty__isnull=True) | Q(draft__isnull=False, draft_certainty__range=KNOWN_CERTAINTIES),
                name="quizzes_slot_certainty_is_of_a_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.position}"
