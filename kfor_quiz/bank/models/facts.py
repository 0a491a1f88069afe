"""Facts: an identity that stays, and versions that never change."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models.content import PackRow, Passage, Source, Topic
from kfor_quiz.bank.models.unchanging import UnchangingModel
from kfor_quiz.engine.facts import FactKind


class Importance(models.TextChoices):
    CORE = "core", _("core")
    SUPPORTING = "supporting", _("supporting")


FACT_KINDS = [
    (FactKind.EVENT.value, _("event")),
    (FactKind.MEASURE.value, _("figure")),
    (FactKind.RELATION.value, _("relation")),
    (FactKind.MEMBERSHIP.value, _("list")),
    (FactKind.TERM.value, _("term")),
    (FactKind.CLAIM.value, _("claim")),
]


class FactQuerySet(models.QuerySet["Fact"]):
    def current(self) -> "FactQuerySet":
        """Facts that their pack still has, each with its newest version."""
        return self.filter(is_retired=False, current_version__isnull=False).select_related("current_version", "topic")


class Fact(PackRow):
    """One thing to know. What it says is in its versions; `current_version` is the newest."""

    content_fields = ("kind", "topic", "importance", "objective")

    kind = models.CharField(_("kind"), max_length=20, choices=FACT_KINDS)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="facts")
    importance = models.CharField(_("importance"), max_length=12, choices=Importance)
    objective = models.TextField(_("learning objective"))
    current_version = models.OneToOneField(
        "FactVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("newest version")
    )
    search_text = models.TextField(editable=False, default="")

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("topic", "key")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_fact_unique_key")]

    def content(self) -> dict[str, Any]:
        """What the pack says of this fact, its newest version included, for comparing."""
        version = self.current_version
        checksums = [version.substance_checksum, version.wording_checksum] if version else []
        return {**super().content(), "version": checksums}


class FactVersion(UnchangingModel):
    """What a fact says, as of one edition. Immutable.

    `value` is checked by the engine (`engine.facts`). A change of `substance` brings the fact back to learners; a change of
    `wording` alone does not. The citation is kept here as it was: `source` is a row that follows its pack to the next edition.
    """

    fact = models.ForeignKey(Fact, verbose_name=_("fact"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    statement = models.TextField(_("statement"))
    value = models.JSONField(_("value"))
    passage = models.ForeignKey(
        Passage, verbose_name=_("briefing paragraph"), on_delete=models.PROTECT, related_name="fact_versions"
    )
    sentence = models.TextField(_("marked sentence"))
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="fact_versions")
    source_title = models.CharField(_("title of the source"), max_length=300)
    source_publisher = models.CharField(_("publisher of the source"), max_length=200)
    source_address = models.URLField(_("address of the source"), max_length=500)
    source_seen = models.DateField(_("date the source was seen"))
    edition = models.CharField(_("edition"), max_length=100)
    paragraph = models.CharField(_("paragraph of the source"), max_length=40)
    valid_from = models.CharField(_("valid from"), max_length=40, blank=True)
    valid_to = models.CharField(_("valid to"), max_length=40, blank=True)
    as_of = models.CharField(_("as of"), max_length=40, blank=True)
    substance_checksum = models.CharField(max_length=64, editable=False)
    wording_checksum = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a fact")
        verbose_name_plural = _("versions of facts")
        ordering = ("fact", "number")
        constraints = [models.UniqueConstraint(fields=("fact", "number"), name="bank_factversion_unique_number")]

    def __str__(self) -> str:
        return self.statement

    @property
    def citation(self) -> str:
        """Where the fact comes from, in words that need no translation: publisher, title, number, date seen."""
        return f"{self.source_publisher}, “{self.source_title}”, {self.paragraph} ({self.source_seen:%Y-%m-%d})"
