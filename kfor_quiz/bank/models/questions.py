"""Questions: an identity with a status, and versions that never change."""

import dataclasses
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models.content import Pack, Template, Topic
from kfor_quiz.bank.models.facts import Fact, FactVersion, Importance
from kfor_quiz.bank.models.unchanging import UnchangingModel, UnchangingQuerySet
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, Left

if TYPE_CHECKING:
    from kfor_quiz.accounts.models import User

QUESTION_KINDS = [
    (Kind.SINGLE_CHOICE.value, _("single choice")),
    (Kind.MULTIPLE_RESPONSE.value, _("multiple response")),
    (Kind.TRUE_FALSE.value, _("true or false")),
    (Kind.TYPED_TEXT.value, _("typed text")),
    (Kind.TYPED_NUMBER.value, _("typed number")),
    (Kind.TYPED_DATE.value, _("typed date")),
    (Kind.ORDERING.value, _("ordering")),
    (Kind.MATCHING.value, _("matching")),
    (Kind.WHICH_FIRST.value, _("which came first")),
    (Kind.TIMELINE.value, _("place on a timeline")),
    (Kind.ODD_ONE_OUT.value, _("odd one out")),
    (Kind.CLOZE.value, _("fill the gap")),
    (Kind.RECALL_LIST.value, _("recall a list")),
]


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class RetiredBy(models.TextChoices):
    LOADER = "loader", _("its pack")
    PERSON = "person", _("a person")


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        """Questions that learners may be asked."""
        return self.filter(status=Status.PUBLISHED)

    def for_practice(self) -> "QuestionQuerySet":
        """Published questions that no approved exam form keeps to itself."""
        return self.published().filter(is_reserved=False, current_version__isnull=False)

    def generated(self) -> "QuestionQuerySet":
        """Questions made from a pack's facts."""
        return self.filter(template__isnull=False)

    def written(self) -> "QuestionQuerySet":
        """Questions written by hand."""
        return self.filter(template__isnull=True)

    def locked(self) -> "QuestionQuerySet":
        """Read anew and held until the transaction ends, so that what a person decides meanwhile is neither missed nor undone.

        Ordered, so that nobody waits in a circle. No stronger than NO KEY: learners go on answering.
        """
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Question(models.Model):
    """The identity of a question: generated from a pack's fact and template, or written by an author.

    `fact` files it, as the first of those that its versions ask. `discloses` holds the keys of all facts that the question asks and
    gives away (`engine.disclosure.Disclosure` as JSON); it is derived and rebuilt by the loader. `is_reserved`, which is derived
    too, says that an approved exam form keeps the question to itself. `retirer` is who took the question out of use, where it was
    a person with an account.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pack = models.ForeignKey(Pack, verbose_name=_("pack"), on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(_("key"), max_length=400)
    kind = models.CharField(_("kind"), max_length=20, choices=QUESTION_KINDS)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="questions")
    importance = models.CharField(_("importance"), max_length=12, choices=Importance)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    retired_by = models.CharField(_("retired by"), max_length=8, choices=RetiredBy, blank=True)
    retirer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken out of use by"),
    )
    status_before = models.CharField(_("status before its pack retired it"), max_length=12, choices=Status, blank=True)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="questions", verbose_name=_("fact asked"))
    template = models.ForeignKey(
        Template, verbose_name=_("template"), on_delete=models.PROTECT, null=True, blank=True, related_name="generated"
    )
    variant = models.CharField(_("variant"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("author"),
    )
    current_version = models.OneToOneField(
        "QuestionVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("newest version")
    )
    discloses = models.JSONField(default=dict, editable=False)
    is_reserved = models.BooleanField(_("kept for exams"), default=False, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("pack", "key")
        indexes = [models.Index(fields=("pack", "status", "topic", "kind"), name="bank_question_for_forms")]
        constraints = [
            models.UniqueConstraint(fields=("pack", "key"), name="bank_question_unique_key"),
            models.CheckConstraint(
                condition=Q(template__isnull=False, author__isnull=True) | Q(template__isnull=True, author__isnull=False),
                name="bank_question_generated_or_written",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.RETIRED) | Q(retired_by=""), name="bank_question_retired_by_only_when_retired"
            ),
            models.CheckConstraint(
                condition=Q(retired_by=RetiredBy.PERSON) | Q(retirer__isnull=True),
                name="bank_question_retirer_only_when_retired_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(retired_by=RetiredBy.LOADER) | Q(status_before=""),
                name="bank_question_status_before_only_when_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def retire(self, *, by: "User | None" = None) -> None:
        """Take the question out of use, for a person (None: whoever runs a command): the loader never republishes it."""
        self._become(Status.RETIRED, retired_by=RetiredBy.PERSON, retirer=by)
        self.save(update_fields=["status", "retired_by", "retirer", "status_before"])

    def publish(self) -> None:
        """Put the question into use."""
        self._become(Status.PUBLISHED)
        self.save(update_fields=["status", "retired_by", "retirer", "status_before"])

    def withdraw(self) -> None:
        """Retire the question for its pack, which no longer has it, and remember its status. Not saved yet."""
        self._become(Status.RETIRED, retired_by=RetiredBy.LOADER, before=self.status)

    def settle(self, status: Status) -> None:
        """Take the status that the linter's findings allow. Not saved yet.

        A person's decisions stand: a question that they retired stays so, and one held in review stays or comes back there.
        """
        if self.retired_by != RetiredBy.PERSON and self.status != Status.IN_REVIEW:
            self._become(Status.IN_REVIEW if self.status_before == Status.IN_REVIEW else status)

    def _become(self, status: str, *, retired_by: str = "", retirer: "User | None" = None, before: str = "") -> None:
        self.status, self.retired_by, self.retirer, self.status_before = status, retired_by, retirer, before


class QuestionVersion(UnchangingModel):
    """What a question says. Immutable: attempts and statistics point here.

    `accepted` is the engine's AcceptedAnswer for what is recalled, as JSON, and empty where there are options. `lefts` are what
    stands beside the options, as the engine's Left.
    """

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    stem = models.TextField(_("stem"))
    accepted = models.JSONField(_("accepted answers"), default=dict, blank=True)
    lefts = models.JSONField(_("beside the options"), default=list, blank=True)
    asks = models.CharField(_("asks"), max_length=20, blank=True)
    is_sorted = models.BooleanField(_("options stay in order"), default=False)
    checksum = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    facts = models.ManyToManyField(FactVersion, through="QuestionFact", related_name="question_versions")

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ("question", "number")
        constraints = [models.UniqueConstraint(fields=("question", "number"), name="bank_questionversion_unique_number")]

    def __str__(self) -> str:
        return self.stem

    def accepted_answer(self) -> AcceptedAnswer | None:
        """What a typed answer may be; None where there are options."""
        return read_accepted(self.accepted) if self.accepted else None

    def left_items(self) -> list[Left]:
        """What stands beside the options."""
        return [Left(**left) for left in self.lefts]


def write_accepted(accepted: AcceptedAnswer | None) -> dict[str, Any]:
    """An accepted answer as JSON, without what is empty. A right number of 0 is not empty."""
    if accepted is None:
        return {}
    empty = (None, False, (), "")
    return {name: value for name, value in dataclasses.asdict(accepted).items() if not any(value is one for one in empty)}


def read_accepted(stored: dict[str, Any]) -> AcceptedAnswer:
    """The accepted answer that `write_accepted` wrote, in this or another release: what is not stored is empty."""
    known = {field.name for field in dataclasses.fields(AcceptedAnswer)}
    return AcceptedAnswer(**{name: _tuples(value) for name, value in stored.items() if name in known})


def _tuples(value: Any) -> Any:
    """Lists of JSON as the tuples that they were."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


class FactRole(models.TextChoices):
    ASKED = "asked", _("asked")
    DISTRACTOR = "distractor", _("distractor")
    CONTEXT = "context", _("context")


class QuestionFactQuerySet(UnchangingQuerySet["QuestionFact"]):
    def asked(self) -> "QuestionFactQuerySet":
        """The facts that versions ask, with the identity of each."""
        return self.filter(role=FactRole.ASKED).select_related("fact_version__fact")


class QuestionFact(UnchangingModel):
    """A version of a fact that a version of a question rests on. Immutable like both."""

    question_version = models.ForeignKey(
        QuestionVersion, verbose_name=_("question version"), on_delete=models.PROTECT, related_name="fact_links"
    )
    fact_version = models.ForeignKey(
        FactVersion, verbose_name=_("fact version"), on_delete=models.PROTECT, related_name="question_links"
    )
    role = models.CharField(_("role"), max_length=12, choices=FactRole)

    objects = QuestionFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("fact of a question")
        verbose_name_plural = _("facts of questions")
        constraints = [
            models.UniqueConstraint(fields=("question_version", "fact_version", "role"), name="bank_questionfact_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.fact_version_id} · {self.role}"
