"""A pack and its words: sources, topics, study text, entities, predicates, templates."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


def read_content(row: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """The named fields of a row; a related row stands as its key, a date as ISO text."""
    values = {name: getattr(row, name) for name in fields}
    return {name: getattr(value, "key", value) for name, value in values.items()}


class Pack(models.Model):
    """One subject in one language, as loaded from a folder of files.

    `welcome` is the engine's Welcome as JSON, for packs that have one.
    `load_stamp` names the files and the code that made what is stored: when both are the same again, there is nothing to load.
    `lexicon_checksum` is that of the lexicon (see the engine's `Lexicon`) with which the questions were last made.
    """

    content_fields: ClassVar[tuple[str, ...]] = ("title", "language", "edition", "notice", "welcome", "quizzes")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    edition = models.CharField(_("edition"), max_length=100)
    notice = models.CharField(_("notice"), max_length=300)
    welcome = models.JSONField(_("welcome"), null=True, blank=True)
    quizzes = models.JSONField(_("ready-made quizzes"), default=list, blank=True)
    loaded_checksum = models.CharField(max_length=64, editable=False, default="")
    load_stamp = models.CharField(max_length=64, editable=False, default="")
    lexicon_checksum = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def content(self) -> dict[str, Any]:
        """What the pack's head says, for comparing."""
        return read_content(self, self.content_fields)


class PackRow(models.Model):
    """A row that comes from a pack: its key there, and the checksum of the content last loaded.

    A row whose content no longer has that checksum was edited here, and the loader leaves it alone.
    A row that vanished from its pack is retired. `search_text`, where there is one, is what the search looks into: no accents, no
    capitals. It is derived, and brought in line after each load.
    """

    content_fields: ClassVar[tuple[str, ...]]

    pack = models.ForeignKey(Pack, verbose_name=_("pack"), on_delete=models.PROTECT)
    key = models.SlugField(_("key"), max_length=80)
    loaded_checksum = models.CharField(max_length=64, editable=False, default="")
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def content(self) -> dict[str, Any]:
        """What the pack says of this row, for comparing."""
        return read_content(self, self.content_fields)


class Source(PackRow):
    """A document that facts are taken from."""

    content_fields = ("title", "publisher", "address", "seen", "paragraphs")

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    address = models.URLField(_("address"), max_length=500)
    seen = models.DateField(_("date seen"))
    paragraphs = models.JSONField(_("paragraphs"), default=list)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_source_unique_key")]

    def __str__(self) -> str:
        return self.title


class Topic(PackRow):
    """A part of the subject: a page of the briefing, a line of a report."""

    content_fields = ("title", "summary", "order")

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    order = models.PositiveIntegerField(_("order"))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("pack", "order")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_topic_unique_key")]

    def __str__(self) -> str:
        return self.title


class Passage(PackRow):
    """A paragraph of the briefing. In `text`, a sentence that holds facts is written `[Sentence.](fact-key)`."""

    content_fields = ("topic", "order", "text")

    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="passages")
    order = models.PositiveIntegerField(_("order"))
    text = models.TextField(_("text"))
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("briefing paragraph")
        verbose_name_plural = _("briefing paragraphs")
        ordering = ("topic", "order")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_passage_unique_key")]


class SourceStatement(PackRow):
    """One checkable statement of a source: the facts that carry it, or the reason why it is left out."""

    content_fields = ("source", "paragraph", "says", "fact_keys", "left_out", "order")

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="statements")
    paragraph = models.CharField(_("paragraph"), max_length=40)
    order = models.PositiveIntegerField(_("order"))
    says = models.TextField(_("says"))
    fact_keys = models.JSONField(_("facts"), default=list, blank=True)
    left_out = models.TextField(_("left out because"), blank=True)

    class Meta:
        verbose_name = _("statement of a source")
        verbose_name_plural = _("statements of sources")
        ordering = ("source", "order")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_sourcestatement_unique_key")]

    def __str__(self) -> str:
        return f"{self.paragraph}: {self.says}"


class Entity(PackRow):
    """A named thing with every name it goes by."""

    content_fields = ("type", "name", "article", "abbreviation", "variants", "part_of", "gloss", "in_glossary", "plural")

    type = models.CharField(_("type"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    article = models.CharField(_("article"), max_length=20, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    variants = models.JSONField(_("other names"), default=list, blank=True)
    part_of = models.JSONField(_("part of"), default=list, blank=True)
    gloss = models.TextField(_("gloss"))
    in_glossary = models.BooleanField(_("in the glossary"), default=True)
    plural = models.BooleanField(_("plural"), default=False)
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ("name", "key")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_entity_unique_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """Every name that it goes by."""
        return [name for name in (self.name, self.abbreviation, *self.variants) if name]


class Predicate(PackRow):
    """A relation between two types of entity."""

    content_fields = ("subject_type", "object_type", "functional", "inverse_functional", "states", "part")

    subject_type = models.CharField(_("type of subject"), max_length=80)
    object_type = models.CharField(_("type of object"), max_length=80)
    functional = models.BooleanField(_("one object for each subject"))
    inverse_functional = models.BooleanField(_("one subject for each object"))
    states = models.TextField(_("as a statement"))
    part = models.CharField(_("what an object completes"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("predicate")
        verbose_name_plural = _("predicates")
        ordering = ("pack", "key")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_predicate_unique_key")]

    def content(self) -> dict[str, Any]:
        """What the pack says; `part` only where it says one, so that rows of packs from before it are not taken for edited."""
        content = super().content()
        return content if self.part else {name: value for name, value in content.items() if name != "part"}


class Template(PackRow):
    """How one part of a kind of fact is asked."""

    content_fields = ("fact_kind", "predicate", "asks", "stem", "questions")

    fact_kind = models.CharField(_("kind of fact"), max_length=20)
    predicate = models.ForeignKey(
        Predicate, verbose_name=_("predicate"), on_delete=models.PROTECT, null=True, blank=True, related_name="templates"
    )
    asks = models.CharField(_("asks"), max_length=20)
    stem = models.TextField(_("stem"))
    questions = models.JSONField(_("kinds of question"), default=list)

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ("pack", "key")
        constraints = [models.UniqueConstraint(fields=("pack", "key"), name="bank_template_unique_key")]
