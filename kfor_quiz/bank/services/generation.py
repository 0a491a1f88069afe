"""Making the questions of a pack from what is stored."""

import datetime as dt

from django.db import transaction

from kfor_quiz.bank.models import Fact, Pack, Question, Template
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.knowledge import pack_knowledge
from kfor_quiz.bank.services.columns import column_values, update_columns
from kfor_quiz.bank.services.following import follow_facts
from kfor_quiz.bank.services.judging import published_if_flawless
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.rows import BATCH
from kfor_quiz.bank.services.versions import VersionBatch, draft_checksum, links_of
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.lexicon import Lexicon, lexicon_of
from kfor_quiz.engine.questions import QuestionDraft


@transaction.atomic
def generate_questions(*, pack_row: Pack, now: dt.datetime) -> GenerationReport:
    """Make the questions of a pack anew from the database and store what has changed.

    A question is known by its key. It is published when the linter finds no flaw, gets a new version when its words or a fact
    that it rests on have changed, is retired when its pack no longer gives it, and comes back when it does again; one that a
    person retired stays retired. Nothing is deleted.
    """
    pack = pack_knowledge(pack_row)
    drafts = generate(pack)
    store = _Store(pack_row, pack, now)  # after the long work, for it locks what instructors may want to change
    for draft in drafts:
        store.take(draft)
    store.retire_others({draft.key for draft in drafts})
    store.write()
    follow_facts(pack_row=pack_row, discloser=store.discloser, report=store.report, now=now)
    _note_lexicon(pack_row, lexicon_of(pack))
    return store.report


def _note_lexicon(pack_row: Pack, lexicon: Lexicon) -> None:
    """Tell every process that grades answers which lexicon is the newest. Writes nothing where that is known."""
    if pack_row.lexicon_checksum != lexicon.checksum:
        pack_row.lexicon_checksum = lexicon.checksum
        pack_row.save(update_fields=["lexicon_checksum"])


class _Store:
    """The stored questions of one pack, and what is to become of them."""

    def __init__(self, pack_row: Pack, pack: knowledge.Pack, now: dt.datetime) -> None:
        self.pack_row = pack_row
        self.discloser = Discloser(pack)
        self.report = GenerationReport()
        self.facts = {fact.key: fact for fact in Fact.objects.current().filter(pack=pack_row)}
        self.templates = {template.key: template for template in Template.objects.filter(pack=pack_row)}
        generated = Question.objects.generated().filter(pack=pack_row).select_related("current_version").locked()
        self.stored = {question.key: question for question in generated}
        self.to_create: list[Question] = []
        self.to_update: list[Question] = []
        self.batch = VersionBatch(self.facts, now)

    def take(self, draft: QuestionDraft) -> None:
        """Plan what one draft asks for."""
        question = self.stored.get(draft.key)
        is_new = question is None
        if question is None:
            question = Question(pack=self.pack_row, key=draft.key, status=Status.DRAFT)
        before = column_values(question)
        self._fill(question, draft)
        if is_new:
            self.to_create.append(question)
            self.report.created.append(draft.key)
        elif column_values(question) != before:
            self.to_update.append(question)
        self._renew(question, draft, is_new=is_new)

    def _fill(self, question: Question, draft: QuestionDraft) -> None:
        fact = self.facts[draft.fact_key]
        question.kind, question.variant, question.importance = draft.kind.value, draft.variant, draft.importance
        question.fact, question.topic, question.template = fact, fact.topic, self.templates[draft.template_key]
        question.discloses = self.discloser.of(draft).as_json()
        status, flaws = published_if_flawless(draft, self.pack_row.language)
        if flaws:
            self.report.note_flaws(draft.key, flaws)
        self._settle(question, status)

    def _settle(self, question: Question, status: Status) -> None:
        was_retired = question.status == Status.RETIRED
        question.settle(status)
        if was_retired and question.status == Status.PUBLISHED:
            self.report.republished.append(question.key)
        if was_retired and question.status == Status.IN_REVIEW:
            self.report.to_review.append(question.key)

    def _renew(self, question: Question, draft: QuestionDraft, *, is_new: bool) -> None:
        links = links_of(draft, self.facts)
        checksum = draft_checksum(draft, links)
        if question.current_version is not None and question.current_version.checksum == checksum:
            return
        self.batch.add(question, draft, links, checksum)
        if not is_new:
            self.report.renewed.append(draft.key)

    def retire_others(self, keys: set[str]) -> None:
        """Retire the stored questions that were not made again."""
        for key, question in self.stored.items():
            if key not in keys and question.status != Status.RETIRED:
                question.withdraw()
                self.to_update.append(question)
                self.report.retired.append(key)

    def write(self) -> None:
        """Store the plan; nothing where nothing has changed."""
        Question.objects.bulk_create(self.to_create, batch_size=BATCH)
        update_columns(self.to_update)
        self.batch.store()
