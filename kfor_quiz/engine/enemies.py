"""A second look at assembled forms, question against question, that knows nothing of how they were assembled."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kfor_quiz.engine.assembly import Candidate, FormRules, assemble
from kfor_quiz.engine.briefing import marked_sentences
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.facts import Fact
from kfor_quiz.engine.knowledge import Pack, ReadyQuiz
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.lint import word_list
from kfor_quiz.engine.questions import Kind, QuestionDraft

FORMS = 1_000
# An earlier text shows a later question when it holds its key, every figure of its stem and this share of its words.
SAME_SUBJECT = 0.7
# Words that begin alike count as one: “launch” and “launched”.
LETTERS_COMPARED = 5

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
    quizzes = pack.quizzes or (ReadyQuiz(key="all", title="all", summary="all", length=10),)
    filed = {draft.key: pack.fact_by_key[draft.fact_key] for draft in drafts}
    usable = {quiz.key: [one for one in candidates if _is_in(quiz, filed[one.id])] for quiz in quizzes}
    found: list[tuple[str, str]] = []
    for number in range(FORMS):
        quiz = quizzes[number % len(quizzes)]
        at_end = bool(number // len(quizzes) % 2)
        form = assemble(usable[quiz.key], FormRules(quiz.length, at_end), random.Random(f"form {number}"))  # noqa: S311
        for one, other in combinations([shown[candidate.id] for candidate in form], 2):
            if one.shows(other, at_end=at_end) or (at_end and other.shows(one, at_end=True)):
                found.append((one.key, other.key))
    return found


def _is_in(quiz: ReadyQuiz, fact: Fact) -> bool:
    return (not quiz.topics or fact.topic in quiz.topics) and (not quiz.fact_kinds or fact.kind in quiz.fact_kinds)


@dataclass(frozen=True)
class _Shown:
    """The texts that a question shows before and after it is answered, and the words that would show it."""

    key: str
    facts: frozenset[str]
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    stem: frozenset[str]
    answers: tuple[Words, ...]

    def shows(self, later: "_Shown", *, at_end: bool) -> bool:
        """True when both ask a fact, or a text of this one holds the later one's answer and is about what its stem is about."""
        return bool(self.facts & later.facts) or any(
            _holds(text, answer) and _is_about(later.stem - set(answer), text)
            for text in (self.before if at_end else self.after)
            for answer in later.answers
        )


def _shown(draft: QuestionDraft, pack: Pack, sentences: Mapping[str, str], language: Language) -> _Shown:
    before = [draft.stem, *(option.text for option in draft.options), *(left.text for left in draft.lefts)]
    told = [text for key in draft.fact_keys for text in (pack.fact_by_key[key].statement, sentences.get(key, ""))]
    if draft.kind is not Kind.TRUE_FALSE:
        told.extend(f"{draft.stem} {option.text}" for option in draft.options if option.is_key)
    telling = [word for word in word_list(draft.stem) if word not in language.words.function | language.words.question]
    return _Shown(
        key=draft.key,
        facts=frozenset(draft.fact_keys),
        before=tuple(map(_words, before)),
        after=tuple(map(_words, before + told)),
        stem=frozenset(_words(" ".join(telling))),
        answers=tuple(map(_words, _answers(draft, language))),
    )


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


def _is_about(wanted: frozenset[str], text: Words) -> bool:
    missing = wanted - set(text)
    return not any(word[0].isdigit() for word in missing) and len(missing) <= (1 - SAME_SUBJECT) * len(wanted)
