"""A second look at assembled forms, question against question, that knows nothing of how they were assembled."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kfor_quiz.engine.assembly import Candidate, FormRules, assemble
from kfor_quiz.engine.briefing import marked_sentences
from kfor_quiz.engine.dates import Precision, read_date
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.facts import EventValue, Fact
from kfor_quiz.engine.knowledge import Pack, ReadyQuiz
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.lint import word_list
from kfor_quiz.engine.questions import Kind, QuestionDraft

FORMS = 1_000
# An earlier text shows a later question when it holds its key, every figure of its stem and this share of its words; or, where the
# dates of events are asked, the month of one with this share of the event's words.
SAME_SUBJECT = 0.7
SAME_EVENT = 0.3
# As exams are drawn: from everything but what is for practice alone.
EXAM = ReadyQuiz(key="exam", title="exam", summary="exam", length=25)
# Words that begin alike count as one: “launch” and “launched”.
LETTERS_COMPARED = 5
# What templates ask whose answer is, or follows from, the date of an event.
_DATES_ASKED = frozenset({"date", "event", "order", "first", "place"})

Words = tuple[str, ...]


def candidates_of(pack: Pack, drafts: Sequence[QuestionDraft]) -> list[Candidate]:
    """The questions as forms are drawn from them."""
    discloser = Discloser(pack)
    return [
        Candidate(draft.key, draft.kind, draft.topic, told.asks, draft.template_key, told.before, told.after)
        for draft in drafts
        for told in [discloser.of(draft)]
    ]


def enemies_in_forms(pack: Pack, drafts: Sequence[QuestionDraft]) -> list[tuple[str, str]]:
    """Keys of the pairs of questions, one form after another, of which the first shows the second or both ask one fact."""
    candidates = candidates_of(pack, drafts)
    sentences = {fact: text for passage in pack.passages for fact, text in marked_sentences(passage.text).items()}
    language = LANGUAGES[pack.language]
    shown = {draft.key: _shown(draft, pack, sentences, language) for draft in drafts}
    quizzes = (*pack.quizzes, EXAM)
    filed = {draft.key: pack.fact_by_key[draft.fact_key] for draft in drafts}
    usable = {quiz.key: [one for one in candidates if _is_in(quiz, one, filed[one.id])] for quiz in quizzes}
    found: list[tuple[str, str]] = []
    for number in range(FORMS):
        quiz = quizzes[number % len(quizzes)]
        at_end = quiz is EXAM or bool(number // len(quizzes) % 2)
        form = assemble(usable[quiz.key], FormRules(quiz.length, at_end), random.Random(f"form {number}"))  # noqa: S311
        for one, other in combinations([shown[candidate.id] for candidate in form], 2):
            if one.shows(other, at_end=at_end) or (at_end and other.shows(one, at_end=True)):
                found.append((one.key, other.key))
    return found


def _is_in(quiz: ReadyQuiz, candidate: Candidate, fact: Fact) -> bool:
    if quiz is EXAM:
        return candidate.kind is not Kind.TRUE_FALSE
    return (not quiz.topics or fact.topic in quiz.topics) and (not quiz.fact_kinds or fact.kind in quiz.fact_kinds)


@dataclass(frozen=True)
class _Shown:
    """The texts that a question shows before and after it is answered, and the words that would show it."""

    key: str
    facts: frozenset[str]
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    asked: tuple["_Asked", ...]

    def shows(self, later: "_Shown", *, at_end: bool) -> bool:
        """True when both ask a fact, or a text of this one holds the later one's answer and is about what its stem is about."""
        return bool(self.facts & later.facts) or any(
            _holds(text, asked.answer) and asked.is_about(text)
            for text in (self.before if at_end else self.after)
            for asked in later.asked
        )


@dataclass(frozen=True)
class _Asked:
    """What a question asks for, and the words that say of what; `share` of them is enough to speak of it."""

    answer: Words
    about: frozenset[str]
    share: float = SAME_SUBJECT

    def is_about(self, text: Words) -> bool:
        """True for a text with every figure and enough of the words."""
        missing = self.about - set(text) - set(self.answer)
        return not any(word[0].isdigit() for word in missing) and len(missing) <= (1 - self.share) * len(self.about)


def _shown(draft: QuestionDraft, pack: Pack, sentences: Mapping[str, str], language: Language) -> _Shown:
    before = [draft.stem, *(option.text for option in draft.options), *(left.text for left in draft.lefts)]
    told = [text for key in draft.fact_keys for text in (pack.fact_by_key[key].statement, sentences.get(key, ""))]
    if draft.kind is not Kind.TRUE_FALSE:
        told.extend(f"{draft.stem} {option.text}" for option in draft.options if option.is_key)
    return _Shown(
        key=draft.key,
        facts=frozenset(draft.fact_keys),
        before=tuple(map(_words, before)),
        after=tuple(map(_words, before + told)),
        asked=tuple(_asked(draft, pack, language)),
    )


def _asked(draft: QuestionDraft, pack: Pack, language: Language) -> Iterator[_Asked]:
    """The answer about the stem, and the date of each event whose date is asked: its month too, where not all options are in it."""
    for answer in map(_words, _answers(draft, language)):
        yield _Asked(answer, _telling(draft.stem, language) - set(answer))
    for key in draft.fact_keys:
        event = pack.fact_by_key[key].value
        if isinstance(event, EventValue) and draft.asks in _DATES_ASKED:
            month = language.date_text(event.when.as_fine_as(Precision.MONTH))
            tells = not draft.options or any(month not in option.text for option in draft.options)
            for answer in map(_words, (*([month] if tells else []), *language.date_spellings(event.when))):
                yield _Asked(answer, _telling(event.ask, language) - set(answer), SAME_EVENT)


def _telling(text: str, language: Language) -> frozenset[str]:
    """The words of a text that carry meaning."""
    passed_over = language.words.function | language.words.question
    return frozenset(_words(" ".join(word for word in word_list(text) if word not in passed_over)))


def _answers(draft: QuestionDraft, language: Language) -> list[str]:
    """The answer as it is written; none where there are several, or only true and false."""
    accepted = draft.accepted
    if draft.kind is Kind.SINGLE_CHOICE:
        return [option.text for option in draft.options if option.is_key]
    if accepted is None:
        return []
    if accepted.number is not None:
        return list(language.number_spellings(accepted.number))
    return list(language.date_spellings(read_date(accepted.date)) if accepted.date else accepted.texts[:1])


def _words(text: str) -> Words:
    return tuple(word[:LETTERS_COMPARED] for word in word_list(re.sub(r"(?<=\d)\s(?=\d)", "", text)))


def _holds(text: Words, answer: Words) -> bool:
    return any(text[start : start + len(answer)] == answer for start in range(len(text) - len(answer) + 1))
