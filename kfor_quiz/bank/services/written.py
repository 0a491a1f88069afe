"""Questions written by hand: saved in versions, linted, their wrong options proved by the word of their author."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack, Question
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.selectors.knowledge import draft_of, entity_names, pack_knowledge
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.versions import VersionBatch, draft_checksum, links_of
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.generation.drafting import option_key
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import Flaw, lint
from kfor_quiz.engine.questions import TYPED_KINDS, AcceptedAnswer, Kind, Option, Proof, QuestionDraft


@dataclass(frozen=True)
class WrittenOption:
    """An option as an author gives it. A wrong one needs `contradicted_by`, the paragraph of the source that makes it false."""

    text: str
    is_key: bool
    rationale: str
    contradicted_by: str = ""


@dataclass(frozen=True)
class WrittenQuestion:
    """What an author writes: choice kinds have options, typed kinds an accepted answer."""

    fact: Fact
    kind: Kind
    stem: str
    options: tuple[WrittenOption, ...] = ()
    accepted: AcceptedAnswer | None = None


class UnfitQuestionError(ValueError):
    """The question cannot be stored: one sentence for each reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class SavedQuestion:
    """The question as stored, and what the linter found: with any flaw it stays a draft."""

    question: Question
    flaws: list[Flaw]


@transaction.atomic
def save_written_question(
    *, written: WrittenQuestion, author: User, now: dt.datetime, question: Question | None = None
) -> SavedQuestion:
    """Store a new hand-written question, or an edit of one as its new version; the same words again change nothing.

    `author` writes or edits; their name stands in the proof of each wrong option. Raise UnfitQuestionError for a question
    that cannot be asked, or when `question` was generated: those follow their facts.
    """
    problems = list(find_problems(written, question))
    if problems:
        raise UnfitQuestionError(problems)
    pack = written.fact.pack
    question = question or Question(pack=pack, key=f"written.{written.fact.key}.{uuid.uuid4().hex[:12]}", author=author)
    draft = _draft(written, question, author)
    flaws = lint(draft, LANGUAGES[pack.language].words)
    _fill(question, written, draft)
    if question.retired_by != RetiredBy.PERSON and question.status != Status.IN_REVIEW:
        question.status, question.retired_by = (Status.DRAFT if flaws else Status.PUBLISHED), ""
    question.save()
    _renew(question, draft, written.fact, now)
    return SavedQuestion(question, flaws)


def find_problems(written: WrittenQuestion, question: Question | None) -> Iterable[str]:
    """Why a question could not be asked at all, in sentences for its author."""
    if question is not None and question.template_id is not None:
        yield _("A generated question follows its fact and is not edited by hand.")
    elif (
        question is not None
        and question.current_version_id
        and (question.kind, question.fact_id) != (written.kind, written.fact.pk)
    ):
        yield _("The fact and the kind of a question stay. Take this one out of use and write a new one.")
    if written.kind in TYPED_KINDS:
        if written.accepted is None or written.options:
            yield _("A typed question needs an accepted answer and no options.")
    else:
        yield from _option_problems(written)


def _option_problems(written: WrittenQuestion) -> Iterable[str]:
    texts = [option.text.strip().casefold() for option in written.options]
    if written.accepted is not None or len(texts) < 2:
        yield _("A choice question needs two options or more, and no typed answer.")
    if not all(texts) or len(set(texts)) < len(texts):
        yield _("Each option needs a text of its own.")
    if not any(option.is_key for option in written.options):
        yield _("One option must be right.")
    if not all(option.rationale.strip() for option in written.options):
        yield _("Each option needs a reason why it is right or wrong.")
    if not all(option.is_key or option.contradicted_by.strip() for option in written.options):
        yield _("Each wrong option needs the paragraph of the source that contradicts it.")


def _draft(written: WrittenQuestion, question: Question, author: User) -> QuestionDraft:
    fact = written.fact
    return QuestionDraft(
        key=question.key,
        kind=written.kind,
        topic=fact.topic.key,
        importance=fact.importance,
        fact_key=fact.key,
        template_key="",
        variant="",
        asks="",
        stem=written.stem.strip(),
        options=tuple(_option(option, question, author) for option in written.options),
        accepted=written.accepted,
        can_go_stale=bool(fact.current_version and fact.current_version.as_of),
        exempt_names=entity_names(fact.pack),
    )


def _option(option: WrittenOption, question: Question, author: User) -> Option:
    review = f"{author.get_username()}, paragraph {option.contradicted_by.strip()}: {option.rationale.strip()}"
    return Option(
        key=option_key(question.key, option.text.strip()),
        text=option.text.strip(),
        is_key=option.is_key,
        rationale=option.rationale.strip(),
        proof=None if option.is_key else Proof.REVIEWED,
        evidence="" if option.is_key else review,
    )


def _fill(question: Question, written: WrittenQuestion, draft: QuestionDraft) -> None:
    question.kind, question.fact = written.kind.value, written.fact
    question.topic, question.importance = written.fact.topic, written.fact.importance
    question.discloses = Discloser(pack_knowledge(written.fact.pack)).of(draft).as_json()


def _renew(question: Question, draft: QuestionDraft, fact: Fact, now: dt.datetime) -> None:
    facts = {fact.key: fact}
    links = links_of(draft, facts)
    checksum = draft_checksum(draft, links)
    if question.current_version is None or question.current_version.checksum != checksum:
        batch = VersionBatch(facts, now)
        batch.add(question, draft, links, checksum)
        batch.store()


def follow_facts(*, pack_row: Pack, discloser: Discloser, report: GenerationReport, now: dt.datetime) -> None:
    """Bring hand-written questions to the newest versions of their facts, and note in the report what happened.

    One whose fact is gone is retired until the fact returns; one whose fact changed in substance goes back to review.
    """
    names = entity_names(pack_row)
    rows = (
        Question.objects.written()
        .filter(pack=pack_row, current_version__isnull=False)
        .select_related("topic", "template", "current_version", "fact__topic", "fact__current_version")
        .prefetch_related("current_version__options__fact", "current_version__fact_links__fact_version")
    )
    batch = VersionBatch({}, now)
    for question in rows:
        before = (question.status, question.retired_by, question.discloses, question.topic_id, question.importance)
        _follow(question, names, discloser, report, batch)
        if before != (question.status, question.retired_by, question.discloses, question.topic_id, question.importance):
            question.save()
    batch.store()


def _follow(question: Question, names: frozenset[str], discloser: Discloser, report: GenerationReport, batch: VersionBatch) -> None:
    version, fact = question.current_version, question.fact
    if version is None:
        return
    if fact.is_retired:
        if question.status != Status.RETIRED:
            question.status, question.retired_by = Status.RETIRED, RetiredBy.LOADER
            report.retired.append(question.key)
        return
    question.topic, question.importance = fact.topic, fact.importance
    draft = draft_of(question, version, names)
    if question.retired_by == RetiredBy.LOADER:
        flaws = lint(draft, LANGUAGES[question.pack.language].words)
        question.status, question.retired_by = (Status.DRAFT if flaws else Status.PUBLISHED), ""
        report.republished.extend([] if flaws else [question.key])
    question.discloses = discloser.of(draft).as_json()
    rested_on = [link.fact_version for link in version.fact_links.all()]
    if any(old.pk == fact.current_version_id for old in rested_on):
        return
    links = links_of(draft, {fact.key: fact})
    batch.add(question, draft, links, draft_checksum(draft, links))
    report.renewed.append(question.key)
    if question.status == Status.PUBLISHED and _has_new_substance(fact, [old.substance_checksum for old in rested_on]):
        question.status = Status.IN_REVIEW
        report.to_review.append(question.key)


def _has_new_substance(fact: Fact, known: list[str]) -> bool:
    return fact.current_version is not None and fact.current_version.substance_checksum not in known
