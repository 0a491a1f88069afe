"""Cards of an Anki deck as draft questions: nothing is used before an author has chosen the fact that it asks."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question, Topic
from kfor_quiz.bank.models.facts import Importance
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.knowledge import pack_knowledge
from kfor_quiz.bank.services.authored import MOST_IN_STEM
from kfor_quiz.bank.services.rows import BATCH
from kfor_quiz.bank.services.versions import VersionBatch, draft_checksum
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, QuestionDraft
from kfor_quiz.engine.scoring import MOST_CHARACTERS
from kfor_quiz.formats.anki import FoundDeck, Item, Lack, list_items

_UPDATED = ["kind", "topic", "discloses", "imported_checksum"]


@dataclass
class DeckImport:
    """What became of the cards of a deck: drafts that are new or updated, counts of all else, and why cards were skipped.

    `left` were edited here since the last import, or put to use, or taken out of it. `media` counts pictures and sounds left out.
    """

    created: list[Question] = field(default_factory=list)
    updated: list[Question] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0
    skipped: Counter[Lack] = field(default_factory=Counter)
    media: int = 0


def import_deck(*, deck: FoundDeck, topic: Topic, author: User, now: dt.datetime) -> DeckImport:
    """Store each card of a deck as a draft question in a topic, once: a second import updates the drafts that nobody has edited.

    A card with a gap becomes a gap to fill, any other a question with a typed answer. The linter judges it when it is edited.
    """
    report = DeckImport()
    drafts: dict[str, QuestionDraft] = {}
    for item in map(_fitting, list_items(deck)):
        if isinstance(item, Lack):
            report.skipped[item] += 1
        else:
            drafts[f"anki:{item.key}"] = _draft(item, topic)
            report.media += item.media
    discloser = Discloser(pack_knowledge(topic.pack))
    discloses = {key: discloser.of(draft).as_json() for key, draft in drafts.items()}
    with transaction.atomic():  # after the long work, for it holds the pack
        _Importing(topic, author, discloses, report, VersionBatch({}, now)).store(drafts)
    return report


def _fitting(found: Item | Lack) -> Item | Lack:
    """What a card asks, unless it is more than a question may have or a learner may type."""
    if isinstance(found, Item) and (len(found.front) > MOST_IN_STEM or max(map(len, found.answers)) > MOST_CHARACTERS):
        return Lack.TOO_LONG
    return found


def _draft(item: Item, topic: Topic) -> QuestionDraft:
    return QuestionDraft(
        key="",
        kind=Kind.CLOZE if item.has_gap else Kind.TYPED_TEXT,
        topic=topic.key,
        importance=Importance.SUPPORTING,
        fact_keys=(),
        template_key="",
        variant="",
        asks="",
        stem=item.front,
        accepted=AcceptedAnswer(texts=item.answers),
    )


@dataclass
class _Importing:
    """What is to become of the drafts of earlier imports, and of new ones. `discloses` holds what each draft gives away."""

    topic: Topic
    author: User
    discloses: Mapping[str, dict[str, Any]]
    report: DeckImport
    batch: VersionBatch

    def store(self, drafts: Mapping[str, QuestionDraft]) -> None:
        """Store drafts by their external keys; nothing where all is as it was. Of two imports at once, one waits for the other."""
        pack = Pack.objects.select_for_update(no_key=True).get(pk=self.topic.pack_id)
        rows = Question.objects.imported().filter(pack=pack).select_related("current_version").locked()
        stored = {question.external_key: question for question in rows if question.external_key in drafts}
        for key, draft in drafts.items():
            if key in stored:
                self._follow(stored[key], draft)
            else:
                self._create(key, draft)
        Question.objects.bulk_create(self.report.created, batch_size=BATCH)
        Question.objects.bulk_update(self.report.updated, _UPDATED, batch_size=BATCH)
        self.batch.store()

    def _create(self, key: str, draft: QuestionDraft) -> None:
        question = Question(
            pack=self.topic.pack,
            key=f"imported.{uuid.uuid4().hex[:12]}",
            importance=draft.importance,
            status=Status.DRAFT,
            author=self.author,
            external_key=key,
        )
        self._fill(question, draft)
        self.report.created.append(question)

    def _follow(self, question: Question, draft: QuestionDraft) -> None:
        """Bring a draft of an earlier import to what its card says now, unless somebody has had it in hand since."""
        version = question.current_version
        if question.status != Status.DRAFT or version is None or version.checksum != question.imported_checksum:
            self.report.left += 1
        elif version.checksum == draft_checksum(draft, []) and question.topic_id == self.topic.pk:
            self.report.unchanged += 1
        else:
            self._fill(question, draft)
            self.report.updated.append(question)

    def _fill(self, question: Question, draft: QuestionDraft) -> None:
        checksum = draft_checksum(draft, [])
        question.kind, question.topic = draft.kind.value, self.topic
        question.discloses = self.discloses[question.external_key]
        if question.imported_checksum != checksum:
            question.imported_checksum = checksum
            self.batch.add(question, draft, [], checksum)
