"""One learner's memory of one fact."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, FactVersion
from kfor_quiz.engine.scheduling import Memory, Phase, Scheduling, retrievability

PHASES = [
    (Phase.LEARNING.value, _("learning")),
    (Phase.REVIEW.value, _("review")),
    (Phase.RELEARNING.value, _("relearning")),
]
LEECH_LAPSES = 4
MEMORY_COLUMNS = (
    *("phase", "stability", "difficulty", "studied_on", "interval", "due_on", "due_at", "step", "repetitions", "lapses"),
    *("fact_version", "reviewed_at"),
)


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, learner: User) -> "CardQuerySet":
        """The cards of one learner, of facts that their pack still has."""
        return self.filter(learner=learner, fact__is_retired=False, fact__current_version__isnull=False)

    def studied(self) -> "CardQuerySet":
        """Cards with a memory: reviewed once or more, and not all of that undone."""
        return self.filter(due_on__isnull=False)

    def due(self, day: dt.date) -> "CardQuerySet":
        """Cards that come back on a study day or were to come back before."""
        return self.filter(due_on__lte=day)

    def changed(self) -> "CardQuerySet":
        """Studied cards whose fact says something else in substance since it was last reviewed."""
        newest = F("fact__current_version__substance_checksum")
        return self.studied().filter(fact__current_version__number__gt=1).exclude(fact_version__substance_checksum=newest)


class Card(models.Model):
    """One learner's memory of one fact. Derived: what its reviews say, in their order, without those that were undone.

    A card without a memory has none of the columns of one. `fact_version` is what the fact said at the last review, which was at
    `reviewed_at`. `due_on` is the study day on which it comes back, pauses counted; the rest is as `engine.scheduling.Memory` says.
    """

    # Constraints that begin with the learner are the index of this column, here and in the tables beside.
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="cards", db_index=False
    )
    fact = models.ForeignKey(Fact, verbose_name=_("fact"), on_delete=models.PROTECT, related_name="cards")
    fact_version = models.ForeignKey(
        FactVersion, verbose_name=_("fact as last reviewed"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    phase = models.CharField(_("phase"), max_length=10, choices=PHASES, blank=True)
    stability = models.FloatField(_("stability in days"), null=True, blank=True)
    difficulty = models.FloatField(_("difficulty"), null=True, blank=True)
    studied_on = models.DateField(_("last study day"), null=True, blank=True)
    interval = models.PositiveIntegerField(_("interval in days"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("step"), null=True, blank=True)
    repetitions = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)
    reviewed_at = models.DateTimeField(_("last reviewed at"), null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        indexes = [models.Index(fields=("learner", "due_on"), name="memory_card_due")]
        constraints = [
            models.UniqueConstraint(fields=("learner", "fact"), name="memory_card_unique_fact"),
            models.CheckConstraint(
                condition=Q(
                    **{f"{name}__isnull": True for name in ("stability", "difficulty", "studied_on", "interval", "due_on")},
                    repetitions=0,
                    phase="",
                )
                | Q(
                    **{f"{name}__isnull": False for name in ("stability", "difficulty", "studied_on", "interval", "due_on")},
                    repetitions__gte=1,
                    phase__in=[phase.value for phase in Phase],
                ),
                name="memory_card_memory_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(stability__isnull=True) | Q(stability__gt=0, difficulty__range=(1, 10)),
                name="memory_card_memory_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} · {self.learner_id}"

    @property
    def memory(self) -> Memory | None:
        """The memory that the card holds; None where there is none."""
        if self.stability is None or self.difficulty is None or self.studied_on is None or self.interval is None:
            return None
        return Memory(
            phase=Phase(self.phase),
            stability=self.stability,
            difficulty=self.difficulty,
            studied_on=self.studied_on,
            interval=self.interval,
            due_at=self.due_at,
            step=self.step,
            repetitions=self.repetitions,
            lapses=self.lapses,
        )

    def scheduling(self, retention: float) -> Scheduling:
        """How the card is scheduled; what is left to chance is its own, and the same whenever it is computed again."""
        return Scheduling(f"{self.learner_id}·{self.fact_id}", retention)

    def predict(self, day: dt.date) -> float | None:
        """How likely the fact is recalled on a study day, 0 to 1; None where nothing is known of it, or it was studied that day."""
        memory = self.memory
        return retrievability(memory, day) if memory and day > memory.studied_on else None

    @property
    def is_leech(self) -> bool:
        """Whether the fact was forgotten so often that it needs another way in."""
        return self.lapses >= LEECH_LAPSES

    def hold(self, memory: Memory | None, *, due_on: dt.date | None) -> None:
        """Take on a memory, which comes back on a study day; None for none. Not saved yet."""
        self.phase = memory.phase.value if memory else ""
        for name in ("stability", "difficulty", "studied_on", "interval", "due_at", "step"):
            setattr(self, name, getattr(memory, name) if memory else None)
        self.repetitions, self.lapses = (memory.repetitions, memory.lapses) if memory else (0, 0)
        self.due_on = due_on
