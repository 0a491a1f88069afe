"""Hand-written questions follow their facts."""

import datetime as dt

from kfor_quiz.bank.models import Fact, Pack, Question, QuestionVersion
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.selectors.knowledge import DRAFT_ROWS, DRAFT_SETS, draft_of, entity_names
from kfor_quiz.bank.services.columns import column_values, update_columns
from kfor_quiz.bank.services.judging import published_if_flawless
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.versions import VersionBatch, draft_checksum, links_of, reviews_of
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.questions import QuestionDraft


def follow_facts(*, pack_row: Pack, discloser: Discloser, report: GenerationReport, now: dt.datetime) -> None:
    """Bring hand-written questions to the newest versions of their facts, and note in the report what happened.

    One whose fact is gone is retired until the fact returns, and then has the status that it had. One whose fact changed in
    substance goes to review. One in which the linter now finds a flaw is a draft until a person mends it.
    """
    rows = (
        Question.objects.written()
        .filter(pack=pack_row, current_version__isnull=False, fact__isnull=False)
        .select_related(*DRAFT_ROWS, "fact__topic", "fact__current_version")
        .prefetch_related(*DRAFT_SETS)
        .locked()
    )
    following = _Following(pack_row, discloser, report, now)
    update_columns([question for question in rows if following.take(question)])
    following.batch.store()


class _Following:
    """What is to become of the hand-written questions of one pack."""

    def __init__(self, pack_row: Pack, discloser: Discloser, report: GenerationReport, now: dt.datetime) -> None:
        self.language = pack_row.language
        self.names = entity_names(pack_row)
        self.discloser = discloser
        self.report = report
        self.batch = VersionBatch({}, now)

    def take(self, question: Question) -> bool:
        """Plan what one question needs; whether its row changes."""
        before = column_values(question)
        if question.fact and question.fact.is_retired:
            self._withdraw(question)
        elif question.fact and question.current_version:
            self._follow(question, question.fact, question.current_version)
        return column_values(question) != before

    def _withdraw(self, question: Question) -> None:
        if question.status != Status.RETIRED:
            question.withdraw()
            self.report.retired.append(question.key)

    def _follow(self, question: Question, fact: Fact, version: QuestionVersion) -> None:
        question.topic, question.importance = fact.topic, fact.importance
        draft = draft_of(question, version, self.names)
        question.discloses = self.discloser.of(draft).as_json()
        status, was_withdrawn = question.status, question.retired_by == RetiredBy.LOADER
        if was_withdrawn:
            question.settle(Status(question.status_before or Status.PUBLISHED))
        self._judge(question, draft)
        self._renew(question, fact, version, draft)
        if was_withdrawn and question.status == Status.PUBLISHED:
            self.report.republished.append(question.key)
        if question.status == Status.IN_REVIEW != status:
            self.report.to_review.append(question.key)

    def _renew(self, question: Question, fact: Fact, version: QuestionVersion, draft: QuestionDraft) -> None:
        """A new version where the fact has one; a published question goes to review where the substance is another."""
        rested_on = [link.fact_version for link in version.fact_links.all()]
        if any(old.pk == fact.current_version_id for old in rested_on):
            return
        links, reviews = links_of(draft, {fact.key: fact}), reviews_of(version)
        self.batch.add(question, draft, links, draft_checksum(draft, links, reviews), reviews)
        self.report.renewed.append(question.key)
        if question.status == Status.PUBLISHED and _has_new_substance(fact, [old.substance_checksum for old in rested_on]):
            question.status = Status.IN_REVIEW

    def _judge(self, question: Question, draft: QuestionDraft) -> None:
        """A flaw takes a question out of use until a person mends it."""
        status, flaws = published_if_flawless(draft, self.language)
        if flaws and question.status != Status.RETIRED:
            self.report.note_flaws(question.key, flaws)
            if question.status == Status.PUBLISHED:
                question.status = status


def _has_new_substance(fact: Fact, known: list[str]) -> bool:
    return fact.current_version is not None and fact.current_version.substance_checksum not in known
