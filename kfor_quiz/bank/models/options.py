"""What there is to choose from in a version of a question."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models.facts import Fact
from kfor_quiz.bank.models.questions import QuestionVersion
from kfor_quiz.bank.models.unchanging import UnchangingModel

PROOFS = [
    ("P1", _("P1: one value only")),
    ("P2", _("P2: not in a complete list")),
    ("P3", _("P3: another time")),
    ("P4", _("P4: the source denies it")),
    ("P5", _("P5: reviewed")),
]


class Option(UnchangingModel):
    """One thing to choose, with why it is right or wrong. Immutable like its version.

    `reviewer` vouches for a wrong option that was written by hand, and `paragraph` of the source contradicts it; both are empty
    where the proof follows from the facts.
    """

    version = models.ForeignKey(QuestionVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="options")
    key = models.CharField(_("key"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))
    is_key = models.BooleanField(_("right answer"))
    rationale = models.TextField(_("rationale"))
    proof = models.CharField(_("proof"), max_length=2, choices=PROOFS, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    paragraph = models.CharField(_("paragraph that contradicts it"), max_length=40, blank=True)
    rung = models.PositiveSmallIntegerField(_("rung"), null=True, blank=True)
    sort_value = models.CharField(max_length=40, editable=False, default="")
    fact = models.ForeignKey(Fact, verbose_name=_("fact"), on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(fields=("version", "key"), name="bank_option_unique_key"),
            models.CheckConstraint(
                condition=Q(is_key=True, proof="") | (Q(is_key=False) & ~Q(proof="")), name="bank_option_distractor_is_proved"
            ),
        ]

    def __str__(self) -> str:
        return self.text
