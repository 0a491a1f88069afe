"""The nineteen item-writing flaws (after Tarrant, Knierim, Hayes and Ware, 2006), for generated and written questions alike.

Rule 7, convergence, shows only over a whole bank and is one of its figures (`figures.py`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kfor_quiz.engine.facts import GAP
from kfor_quiz.engine.language.words import WordLists
from kfor_quiz.engine.questions import CHOICE_KINDS, Kind, Option, QuestionDraft

MOST_WORDS = 25
FEWEST_WORDS = 6
LENGTH_RATIO = 1.5
KEY_MARGIN = 1.2
_NAME_STARTS = re.compile(r"[^\W_]+")
_ASKING = frozenset({Kind.SINGLE_CHOICE, Kind.MULTIPLE_RESPONSE})
# What stands in the place of a question is a statement or an instruction.
_TELLING = frozenset({Kind.TRUE_FALSE, Kind.CLOZE, Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST})
# Statements may deny, and may begin with a pronoun that their own subject explains.
_STATING = frozenset({Kind.TRUE_FALSE, Kind.CLOZE})
# Pronouns of these point at the options: “Put these events in order”.
_POINTING = frozenset({Kind.ORDERING, Kind.MATCHING})


@dataclass(frozen=True)
class Flaw:
    """One flaw: the number of its rule, its name, and the words that caused it."""

    rule: int
    name: str
    words: str

    @property
    def is_critical(self) -> bool:
        return self.rule in CRITICAL


CRITICAL = frozenset({1, 2, 4, 7, 8, 12, 13, 15, 18})
Rule = Callable[[QuestionDraft, WordLists], Iterator[Flaw]]


def lint(draft: QuestionDraft, words: WordLists) -> list[Flaw]:
    """Every flaw of the question, by rule."""
    rules = (*_STEM_RULES, *(_OPTION_RULES if draft.kind in CHOICE_KINDS else ()))
    return sorted((flaw for rule in rules for flaw in rule(draft, words)), key=lambda flaw: (flaw.rule, flaw.words))


def option_flaws(draft: QuestionDraft, words: WordLists) -> list[Flaw]:
    """The flaws that lie in the options; used while they are chosen."""
    return [flaw for rule in _OPTION_RULES for flaw in rule(draft, words)]


def word_list(text: str) -> list[str]:
    """The words of a text in lower case; a hyphen joins, an apostrophe belongs."""
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.lower())


def _without_names(text: str, names: frozenset[str]) -> str:
    """The text without the names in it, the longer before the shorter. Only those that begin with a word of it are looked at."""
    by_start = _by_start(names)
    inside = {name for word in _NAME_STARTS.findall(text) for name in by_start.get(word, ()) if name in text}
    for name in sorted(inside, key=lambda name: (-len(name), name)):
        text = text.replace(name, " ")
    return text


@lru_cache(maxsize=4)
def _by_start(names: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[next(iter(_NAME_STARTS.findall(name)), "")].append(name)
    return found


def _stem_form(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 1: one question of 6 to 25 words that stands on its own; a statement or an instruction where the kind wants one."""
    found = word_list(draft.stem)
    name = "ambiguous stem"
    if draft.kind in _TELLING or (draft.kind is Kind.TYPED_TEXT and draft.asks == "member"):
        if not draft.stem.endswith("."):
            yield Flaw(1, name, "no full stop at the end")
        if draft.kind is Kind.CLOZE and draft.stem.count(GAP) != 1:
            yield Flaw(1, name, f"{draft.stem.count(GAP)} gaps")
        return
    if not draft.stem.endswith("?"):
        yield Flaw(1, name, "no question mark at the end")
    asking = [word for word in found if word in words.question - words.also_conjunctions]
    if len(asking) > 1 or not (asking or set(found) & words.question):
        yield Flaw(1, name, f"question words: {', '.join(asking) or 'none'}")
    if len(found) < FEWEST_WORDS and draft.asks != "expansion":
        yield Flaw(1, name, f"{len(found)} words")


def _dangling(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 1: a pronoun with no name before it."""
    if draft.kind in _STATING | _POINTING:
        return
    tokens = re.findall(r"[^\W_]+", draft.stem)
    for place, token in enumerate(tokens):
        is_choice_phrase = place and tokens[place - 1].lower() == words.choosing
        if token.lower() in words.pronouns and not is_choice_phrase and not any(name[0].isupper() for name in tokens[1:place]):
            yield Flaw(1, "ambiguous stem", f"“{token}” points at nothing")


def _anchor(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 1: what can go stale is asked as of its time; of several facts the options may name it."""
    options = [option.text for option in draft.options] if len(draft.fact_keys) > 1 else []
    if draft.can_go_stale and not names_a_time(" ".join([draft.stem, *options]), words):
        yield Flaw(1, "ambiguous stem", "no time is named, and the answer can go stale")


def names_a_time(text: str, words: WordLists) -> bool:
    """True for a text with a year in it, or one that speaks of a plan."""
    lowered = text.lower()
    return bool(re.search(r"\b(1[89]|20)\d\d\b", lowered)) or any(phrase in lowered for phrase in words.plans)


def _gratuitous(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 5."""
    count = len(word_list(draft.stem))
    if count > MOST_WORDS:
        yield Flaw(5, "gratuitous information in the stem", f"{count} words")


def _blank(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 10."""
    if draft.kind in CHOICE_KINDS and re.search(r"_{2,}|▢|\.\.\.|…", draft.stem):
        yield Flaw(10, "blank inside the stem", draft.stem)


def _absolute_and_vague(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rules 11 and 17, with names left out; the phrase that asks for a figure is not vague."""
    text = _without_names(" ".join([draft.stem, *(option.text for option in draft.options)]), draft.exempt_names)
    found = set(word_list(text.lower().replace(words.counting, " ")))
    yield from (Flaw(11, "absolute term", word) for word in sorted(found & words.absolute))
    yield from (Flaw(17, "vague term", word) for word in sorted(found & words.vague))


def _unfocused(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 13: a stem that asks nothing before the options are read."""
    if draft.kind not in _ASKING:
        return
    lowered = draft.stem.lower()
    yield from (Flaw(13, "unfocused stem", phrase) for phrase in sorted(words.unfocused) if phrase in lowered)
    content = [word for word in word_list(draft.stem) if word not in words.function]
    if len(content) < 2:
        yield Flaw(13, "unfocused stem", "too few words of its own")


def _negative(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 19."""
    found = sorted(set(word_list(draft.stem)) & words.negative)
    yield from (Flaw(19, "negative stem", word) for word in found if draft.kind not in _STATING)


def _keys(draft: QuestionDraft) -> list[Option]:
    return [option for option in draft.options if option.is_key]


def _distractors(draft: QuestionDraft) -> list[Option]:
    return [option for option in draft.options if not option.is_key]


def _implausible(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 2: an option of another shape than the key: a month among days, a name among numbers."""
    shapes = {_shape(option.text, words) for option in draft.options}
    if len(shapes) > 1:
        yield Flaw(2, "implausible distractor", ", ".join(sorted(shapes)))


def _shape(text: str, words: WordLists) -> str:
    if re.fullmatch(r"(1[89]|20)\d\d", text):
        return "year"
    if re.fullmatch(r"[\d \u00a0.,]+", text):
        return "number"
    dated = re.fullmatch(r"(\d{1,2} (?:(?:to|and) \d{1,2} )?)?([^\W\d]+) \d{4}", text)
    if dated and dated[2].lower() in words.months:
        return "day" if dated[1] else "month"
    return "words"


def _above(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rules 3 and 9."""
    for option in draft.options:
        text = option.text.lower().strip(" .")
        if text in words.none_of_above:
            yield Flaw(3, "none of the above", option.text)
        if text in words.all_of_above:
            yield Flaw(9, "all of the above", option.text)


def _longest(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 4, for words: the key is the longest by much. Numbers and dates are as long as they are."""
    if draft.kind is not Kind.SINGLE_CHOICE or draft.is_sorted:
        return
    others = [len(option.text) for option in _distractors(draft)]
    for key in _keys(draft):
        length = len(key.text)
        if others and length > max(others) and (length > LENGTH_RATIO * min(others) or length > KEY_MARGIN * max(others)):
            yield Flaw(4, "the longest option is the key", key.text)


def _dressed_up(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 6: true or false dressed as a choice."""
    if draft.kind is Kind.SINGLE_CHOICE and any(option.text.lower().strip(".") in words.judgements for option in draft.options):
        yield Flaw(6, "true or false dressed as a choice", draft.stem)


def _logical_cue(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 8: digits, capitals or brackets that mark some of the options and not the others."""
    if draft.kind is Kind.TRUE_FALSE:
        return
    for what, pattern in (("digits", r"\d"), ("abbreviations", r"\b[A-Z]{2,}\b"), ("brackets", r"[()\[\]]")):
        marked = [option for option in draft.options if re.search(pattern, option.text)]
        if 0 < len(marked) < len(draft.options):
            yield Flaw(8, "logical cue", f"{what} in some options only")


def _repeated_word(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 12: the key shares more words with the stem than any distractor does."""
    if draft.kind not in {Kind.SINGLE_CHOICE, Kind.ODD_ONE_OUT}:
        return
    stem = set(word_list(draft.stem)) - words.function
    most = max((len(stem & set(word_list(option.text))) for option in _distractors(draft)), default=0)
    for key in _keys(draft):
        shared = stem & set(word_list(key.text))
        if len(shared) > most:
            yield Flaw(12, "word of the stem repeated in the key", ", ".join(sorted(shared)))


def _k_type(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 14: one option joins two others."""
    for option in draft.options:
        text = option.text.lower()
        joined = f" {words.conjunction} " in text and option.text not in draft.exempt_names
        if joined and any(other is not option and other.text.lower() in text for other in draft.options):
            yield Flaw(14, "an option that joins others", option.text)


def _grammar_cue(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 15: options that differ in article, capital, full stop, or in being an activity."""
    if draft.kind is Kind.TRUE_FALSE:
        return
    forms = {
        (
            _first(option.text) in words.articles,
            option.text[:1].islower(),
            option.text.endswith("."),
            _is_activity(option.text, words),
        )
        for option in draft.options
    }
    if len(forms) > 1:
        yield Flaw(15, "grammar cue", "options differ in article, capital, full stop or form of verb")


def _ill_fitting_article(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 15: an article in the stem that does not go with the next word, such as one that was put in its place."""
    yield from (Flaw(15, "grammar cue", f"“{found[0]}” in the stem") for found in words.ill_fitting_article.finditer(draft.stem))


def _first(text: str) -> str:
    return next(iter(word_list(text)), "")


def _is_activity(text: str, words: WordLists) -> bool:
    return _first(text).endswith(words.activity_ending) and " " in text


def _order(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 16: numbers and dates stand in order."""
    values = [option.sort_value for option in draft.options]
    in_order = values == sorted(values)
    if (
        draft.kind in _ASKING
        and {_shape(option.text, words) for option in draft.options} != {"words"}
        and not (draft.is_sorted and in_order)
    ):
        yield Flaw(16, "options out of order", ", ".join(option.text for option in draft.options))


def _one_right(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 18: exactly one key (for several: no more keys than distractors), all else proved, no text twice."""
    keys, distractors = _keys(draft), _distractors(draft)
    if (draft.kind is Kind.MULTIPLE_RESPONSE and not 0 < len(keys) <= len(distractors)) or (
        draft.kind is not Kind.MULTIPLE_RESPONSE and len(keys) != 1
    ):
        yield Flaw(18, "not one right option", f"{len(keys)} keys, {len(distractors)} distractors")
    yield from (Flaw(18, "a distractor without proof", option.text) for option in distractors if option.proof is None)
    if len({option.text.casefold() for option in draft.options}) < len(draft.options):
        yield Flaw(18, "an option stands twice", draft.stem)


def _hedged_option(draft: QuestionDraft, words: WordLists) -> Iterator[Flaw]:
    """Rule 17: the hedge stands in the stem."""
    for option in draft.options:
        if _first(option.text) in words.hedges and re.search(r"\d", option.text):
            yield Flaw(17, "vague term", option.text)


_STEM_RULES: tuple[Rule, ...] = (
    _stem_form,
    _dangling,
    _anchor,
    _gratuitous,
    _blank,
    _absolute_and_vague,
    _unfocused,
    _negative,
    _ill_fitting_article,
)
_OPTION_RULES: tuple[Rule, ...] = (
    _implausible,
    _above,
    _longest,
    _dressed_up,
    _logical_cue,
    _repeated_word,
    _k_type,
    _grammar_cue,
    _order,
    _one_right,
    _hedged_option,
)
