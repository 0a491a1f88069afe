"""What an author writes, and why it could not be asked at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Fact, Question
from kfor_quiz.engine.questions import TYPED_KINDS, WRITTEN_KINDS, AcceptedAnswer, Kind

MOST_IN_STEM = 500
Field = Literal["", "fact", "kind", "text", "rationale", "contradicted_by"]


@dataclass(frozen=True)
class WrittenOption:
    """An option as an author gives it. A wrong one needs `contradicted_by`, the paragraph of the source that makes it false.

    `key` is that of the stored option that the author had before them and edited; empty for one that was added.
    """

    text: str
    is_key: bool
    rationale: str
    contradicted_by: str = ""
    key: str = ""


@dataclass(frozen=True)
class WrittenQuestion:
    """What an author writes: choice kinds have options, typed kinds an accepted answer.

    `edits` is the number of the version that the author had before them; None where they had none.
    """

    fact: Fact
    kind: Kind
    stem: str
    options: tuple[WrittenOption, ...] = ()
    accepted: AcceptedAnswer | None = None
    edits: int | None = None


@dataclass(frozen=True)
class Problem:
    """One reason, in a sentence for the author.

    `field` names what is wrong: of the option at the place `option` (from 0) where there is one, else of the question; empty
    where it is the whole.
    """

    sentence: str
    field: Field = ""
    option: int | None = None


class UnfitQuestionError(ValueError):
    """The question cannot be stored or used: one sentence for each reason."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(dict.fromkeys(sentences)))


def find_problems(written: WrittenQuestion, question: Question | None) -> Iterator[Problem]:
    """Why a question could not be asked at all. `question` is the stored one that is edited."""
    if question is not None:
        yield from _identity_problems(written, question)
        yield from _stale_problems(written, question)
    if written.fact.is_retired:
        yield Problem(_("This fact is no longer in the pack."), "fact")
    if written.kind not in WRITTEN_KINDS:
        yield Problem(_("Questions of this kind are made from the facts of a pack, and not written by hand."), "kind")
        return
    if written.kind in TYPED_KINDS:
        if written.accepted is None or written.options:
            yield Problem(_("A typed question needs an accepted answer and no options."), "kind")
        return
    if written.accepted is not None or len(written.options) < 2:
        yield Problem(_("A choice question needs two options or more, and no typed answer."))
    if not any(option.is_key for option in written.options):
        yield Problem(_("One option must be right."))
    yield from _option_problems(written.options)
    yield from _paragraph_problems(written)


def _identity_problems(written: WrittenQuestion, question: Question) -> Iterator[Problem]:
    if question.template_id is not None:
        yield Problem(_("A generated question follows its fact and is not edited by hand."))
    elif question.fact_id is None:
        if question.pack_id != written.fact.pack_id:
            sentence = _("This fact is in another pack than the question. Choose one of “%(pack)s”.")
            yield Problem(sentence % {"pack": question.pack.title}, "fact")
    elif question.current_version_id:
        sentence = _("The fact and the kind of a question stay. Take this one out of use and write a new one.")
        if question.kind != written.kind:
            yield Problem(sentence, "kind")
        if question.fact_id != written.fact.pk:
            yield Problem(sentence, "fact")


def _stale_problems(written: WrittenQuestion, question: Question) -> Iterator[Problem]:
    version = question.current_version
    if written.edits is not None and version is not None and written.edits != version.number:
        yield Problem(_("The question was saved by someone else after you opened it. Open it anew and repeat your changes there."))


def _option_problems(options: tuple[WrittenOption, ...]) -> Iterator[Problem]:
    seen = {""}
    for place, option in enumerate(options):
        text = option.text.strip().casefold()
        if text in seen:
            yield Problem(_("Each option needs a text of its own."), "text", place)
        seen.add(text)
        if not option.rationale.strip():
            yield Problem(_("Each option needs a reason why it is right or wrong."), "rationale", place)
        if not option.is_key and not option.contradicted_by.strip():
            yield Problem(_("Each wrong option needs the paragraph of the source that contradicts it."), "contradicted_by", place)


def _paragraph_problems(written: WrittenQuestion) -> Iterator[Problem]:
    """The paragraph that contradicts a wrong option is one of the source that the fact comes from."""
    version = written.fact.current_version
    for place, option in enumerate(written.options if version else ()):
        paragraph = option.contradicted_by.strip()
        if version and paragraph and not option.is_key and paragraph not in version.source.paragraphs:
            sentence = _("“%(source)s” has no paragraph “%(paragraph)s”.")
            yield Problem(sentence % {"source": version.source.title, "paragraph": paragraph}, "contradicted_by", place)
