"""The log of reviews. Every card follows from it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import FactVersion, QuestionVersion
from kfor_quiz.bank.models.questions import QUESTION_KINDS
from kfor_quiz.bank.models.unchanging import UnchangingModel, UnchangingQuerySet
from kfor_quiz.engine import scheduling
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.memory.models.cards import Card

RATINGS = [
    (Rating.AGAIN.value, _("forgot")),
    (Rating.HARD.value, _("hard")),
    (Rating.GOOD.value, _("remembered")),
    (Rating.EASY.value, _("easy")),
]
SOURCES = [(Source.FLASHCARD.value, _("flashcard")), (Source.QUIZ.value, _("quiz"))]


class ReviewQuerySet(UnchangingQuerySet["Review"]):
    def of(self, learner: User) -> "ReviewQuerySet":
        """The reviews of one learner."""
        return self.filter(learner=learner)

    def counting(self) -> "ReviewQuerySet":
        """Reviews that nobody undid."""
        return self.filter(undo__isnull=True)

    def in_order(self) -> "ReviewQuerySet":
        """Reviews in the order in which they count: by their moment, and those of one moment as they were stored."""
        return self.order_by("at", "pk")

    def move_to(self, learner: User) -> int:
        """Make a guest's reviews those of the account's cards of the same facts: all that ever changes about them. Return how many
        there were.
        """
        own = Card.objects.filter(learner=learner, fact__cards=OuterRef("card")).values("pk")[:1]
        return models.QuerySet.update(self, learner=learner, card=Subquery(own))


class Review(UnchangingModel):
    """One review of one card. Append-only, but for `learner` and `card` when a guest's memory moves; to undo it is another row.

    `study_day` is the learner's own at that time, so that another time zone later changes no history.
    What was asked is `question_version`, and `fact_version` what the fact said. `seconds` is how long the answer took. `outcome`
    (0 to 1) is what our own grading says, empty where the learner alone rated. `predicted` is the recall that the card's memory
    promised, empty for a first review and for a second on one day. `is_weak`: easily right by chance. A review from a quiz has the
    `response` that it follows from. `retention`, `parameters` and `algorithm` are what scheduled the card then.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    card = models.ForeignKey(Card, verbose_name=_("card"), on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField(_("at"))
    study_day = models.DateField(_("study day"))
    source = models.CharField(_("source"), max_length=10, choices=SOURCES)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=RATINGS)
    is_weak = models.BooleanField(_("easily guessed"), default=False)
    kind = models.CharField(_("kind"), max_length=20, choices=QUESTION_KINDS)
    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question version"), on_delete=models.PROTECT, related_name="+"
    )
    fact_version = models.ForeignKey(FactVersion, verbose_name=_("fact version"), on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(
        "quizzes.Response", verbose_name=_("response"), on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    seconds = models.FloatField(_("seconds taken"), validators=[MinValueValidator(0)])
    outcome = models.FloatField(_("outcome"), null=True, blank=True)
    predicted = models.FloatField(_("recall predicted"), null=True, blank=True)
    retention = models.FloatField(
        _("recall wanted"),
        validators=[MinValueValidator(scheduling.LOWEST_RETENTION), MaxValueValidator(scheduling.HIGHEST_RETENTION)],
    )
    parameters = models.CharField(_("parameter set"), max_length=40)
    algorithm = models.CharField(_("algorithm"), max_length=20)

    objects = ReviewQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=("learner", "at"), name="memory_review_by_time")]
        constraints = [
            models.UniqueConstraint(fields=("learner", "response", "card"), name="memory_review_once_for_an_answer"),
            models.CheckConstraint(condition=Q(rating__range=(min(Rating), max(Rating))), name="memory_review_rating_is_known"),
            models.CheckConstraint(
                condition=Q(source=Source.QUIZ, response__isnull=False, outcome__isnull=False)
                | Q(source=Source.FLASHCARD, response__isnull=True),
                name="memory_review_of_a_quiz_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__gte=0, outcome__lte=1), name="memory_review_outcome_between_0_and_1"
            ),
            models.CheckConstraint(
                condition=Q(predicted__isnull=True) | Q(predicted__gte=0, predicted__lte=1),
                name="memory_review_predicted_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=Q(retention__range=(scheduling.LOWEST_RETENTION, scheduling.HIGHEST_RETENTION)),
                name="memory_review_retention_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} · {self.at:%Y-%m-%d %H:%M} · {self.rating}"

    @property
    def seen(self) -> scheduling.Review:
        """The review as the engine reads it."""
        return scheduling.Review(
            at=self.at, day=self.study_day, source=Source(self.source), rating=Rating(self.rating), is_weak=self.is_weak
        )


class Undo(UnchangingModel):
    """Takes a review back: the card is as if it had not been. An answer in a quiz and its score stay as they are."""

    review = models.OneToOneField(Review, verbose_name=_("review"), on_delete=models.PROTECT, related_name="undo")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("undoing")
        verbose_name_plural = _("undoings")

    def __str__(self) -> str:
        return f"{self.review_id} · {self.at:%Y-%m-%d %H:%M}"
