"""How good a bank is: the figures that `check_bank` prints beside their goals."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kfor_quiz.engine.enemies import FORMS, enemies_in_forms
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.likeness import near_duplicates
from kfor_quiz.engine.lint import Flaw, lint, word_list
from kfor_quiz.engine.questions import ONE_RIGHT_KINDS, RECALL_KINDS, Kind, Option, Proof, QuestionDraft, Rung
from kfor_quiz.engine.trial import MOST_REFUSED, try_grader

FEWEST_QUESTIONS = 400
GUESSING_MARGIN = 5.0
BALANCE_MARGIN = 5.0
NEAR_MISS_SHARE = 10.0
ENOUGH_TO_GUESS = 200
# One of three options or more is right.
GUESSED_KINDS = ONE_RIGHT_KINDS - {Kind.TRUE_FALSE, Kind.WHICH_FIRST}


@dataclass(frozen=True)
class Figure:
    """One line of the table. `holds` is None for a figure without a goal; `is_due` is False where the goal comes later.

    `keys` names what keeps the figure from its goal, where single questions, facts or statements do.
    """

    name: str
    goal: str
    value: str
    holds: bool | None
    is_due: bool = True
    keys: tuple[str, ...] = ()


def bank_figures(pack: Pack, drafts: Sequence[QuestionDraft], *, is_identical: bool) -> list[Figure]:
    """All figures of one pack's published questions. `is_identical` says whether two builds gave the same bytes."""
    return [
        *_coverage(pack, drafts),
        *_numbers(drafts),
        *_flaws(pack, drafts),
        *_proofs(drafts),
        *_guessing(drafts),
        *_balance(drafts),
        _enemies(pack, drafts),
        _typed_grader(pack, drafts),
        Figure("two builds of the bank", "byte-identical", "byte-identical" if is_identical else "different", is_identical),
    ]


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _all_of(name: str, whole: int, lacking: Sequence[str]) -> Figure:
    """All of `whole` things but those `lacking`, which are named by their keys; a key may stand there more than once."""
    part = whole - len(lacking)
    value = f"{_percent(part, whole):.1f} % ({part} of {whole})"
    return Figure(name, "100 %", value, part == whole > 0, keys=tuple(dict.fromkeys(lacking)))


def _coverage(pack: Pack, drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    unmapped = [statement.says for statement in pack.statements if not (statement.facts or statement.left_out)]
    yield _all_of("statements of the source mapped", len(pack.statements), unmapped)
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for draft in drafts:
        for key in draft.fact_keys:
            kinds[key].add(draft.kind)
    unready = [fact.key for fact in pack.facts if len(kinds[fact.key]) < 2 or not kinds[fact.key] & RECALL_KINDS]
    yield _all_of("facts asked in two kinds or more, one typed", len(pack.facts), unready)


def _numbers(drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    counted = [draft for draft in drafts if draft.kind is not Kind.TRUE_FALSE]
    yield Figure(
        "published questions, true/false not counted",
        f"{FEWEST_QUESTIONS} or more",
        str(len(counted)),
        len(counted) >= FEWEST_QUESTIONS,
    )
    pairs = near_duplicates(counted)
    yield Figure("near duplicates", "0", str(len(pairs)), not pairs, keys=tuple(" and ".join(pair) for pair in pairs))


def _flaws(pack: Pack, drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    words = LANGUAGES[pack.language].words
    found: dict[str, list[Flaw]] = {draft.key: lint(draft, words) for draft in drafts}
    critical = tuple(key for key, flaws in found.items() if any(flaw.is_critical for flaw in flaws))
    flawed = tuple(key for key, flaws in found.items() if flaws)
    yield Figure("questions with a critical flaw", "0", str(len(critical)), not critical, keys=critical)
    yield Figure("questions with any flaw", "0", str(len(flawed)), not flawed, keys=flawed)


def _proofs(drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    pairs = [(draft.key, option) for draft in drafts for option in draft.options]
    distractors = [option for _, option in pairs if not option.is_key]
    unproved = [key for key, option in pairs if not option.is_key and option.proof is None]
    yield _all_of("distractors with a proof", len(distractors), unproved)
    yield _all_of("options with a rationale", len(pairs), [key for key, option in pairs if not option.rationale])
    near = _percent(sum(option.rung is Rung.NEAR_MISS for option in distractors), len(distractors))
    yield Figure(
        "distractors that are made-up figures", f"at most {NEAR_MISS_SHARE:.0f} %", f"{near:.1f} %", near <= NEAR_MISS_SHARE
    )
    for proof in Proof:
        count = sum(option.proof is proof for option in distractors)
        yield Figure(f"distractors proved by {proof.value}", "", f"{_percent(count, len(distractors)):.1f} % ({count})", None)


Guess = Callable[[QuestionDraft], Sequence[Option]]


def _guessing(drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    """How often a guesser who knows nothing is right; ties share the point. Due once there are enough questions to tell."""
    choices = [draft for draft in drafts if draft.kind in GUESSED_KINDS]
    frequency = Counter(option.text for draft in choices for option in draft.options)
    strategies: dict[str, Guess] = {
        "longest": lambda draft: _top(draft, lambda option: len(option.text)),
        "shortest": lambda draft: _top(draft, lambda option: -len(option.text)),
        "middle": _middle,
        "most shared": lambda draft: _top(draft, lambda option: _shared(draft, option)),
        "most frequent": lambda draft: _top(draft, lambda option: frequency[option.text]),
    }
    chance = 100 * float(sum(Fraction(1, len(draft.options)) for draft in choices) / max(1, len(choices)))
    for name, guess in strategies.items():
        hits = sum(sum(option.is_key for option in guess(draft)) / len(guess(draft)) for draft in choices)
        value = 100 * hits / max(1, len(choices))
        goal = f"at most {chance + GUESSING_MARGIN:.1f} %"
        yield Figure(
            f"guessing by the {name} option",
            goal,
            f"{value:.1f} % of {len(choices)}",
            value <= chance + GUESSING_MARGIN,
            is_due=len(choices) >= ENOUGH_TO_GUESS,
        )


def _top(draft: QuestionDraft, score: Callable[[Option], int]) -> list[Option]:
    best = max(map(score, draft.options))
    return [option for option in draft.options if score(option) == best]


def _middle(draft: QuestionDraft) -> list[Option]:
    """The middle one of sorted figures, or the texts of middle length."""
    if draft.is_sorted:
        half = len(draft.options) // 2
        return list(draft.options[half : half + 1] if len(draft.options) % 2 else draft.options[half - 1 : half + 1])
    median = statistics.median_low(len(option.text) for option in draft.options)
    return [option for option in draft.options if len(option.text) == median]


def _shared(draft: QuestionDraft, option: Option) -> int:
    """Words that the option shares with the others, counted once for each other option (rule 7: convergence)."""
    own = set(word_list(option.text))
    return sum(len(own & set(word_list(other.text))) for other in draft.options if other is not option)


def _balance(drafts: Sequence[QuestionDraft]) -> Iterator[Figure]:
    choices = [draft for draft in drafts if draft.kind in GUESSED_KINDS]
    for name, group in (
        ("place of the key among shuffled options", [draft for draft in choices if not draft.is_sorted]),
        ("rank of the key among figures and dates", [draft for draft in choices if draft.is_sorted]),
    ):
        sizes = Counter(len(draft.options) for draft in group)
        size = max(sizes, key=lambda k: sizes[k], default=0)
        places = Counter(_place(draft) for draft in group if len(draft.options) == size)
        shares = [_percent(places[place], sizes[size]) for place in range(size)]
        holds = bool(shares) and all(abs(share - 100 / size) <= BALANCE_MARGIN for share in shares)
        goal = f"each within {BALANCE_MARGIN:.0f} points of {100 / max(1, size):.1f} %"
        yield Figure(name, goal, " / ".join(f"{share:.1f}" for share in shares) + f" % of {sizes[size]}", holds)


def _place(draft: QuestionDraft) -> int:
    return next(place for place, option in enumerate(draft.options) if option.is_key)


def _enemies(pack: Pack, drafts: Sequence[QuestionDraft]) -> Figure:
    """Enemies met in forms of every ready-made quiz, drawn in turn, with feedback at once and at the end."""
    found = enemies_in_forms(pack, drafts)
    return Figure(f"enemy pairs inside {FORMS:,} assembled forms".replace(",", " "), "0", str(len(found)), not found)


def _typed_grader(pack: Pack, drafts: Sequence[QuestionDraft]) -> Figure:
    trial = try_grader(pack, drafts)
    near = f"{len(trial.accepted)} of {trial.near_misses}"
    fair = f"{trial.refused_share:.1f} % ({len(trial.refused)} of {trial.fair_variants})"
    name = "typed grader: near misses accepted / fair variants refused"
    keys = tuple(f"{key}: {text}" for key, text in (*trial.accepted, *trial.refused))
    return Figure(name, f"0 / at most {MOST_REFUSED:.0f} %", f"{near} / {fair}", trial.holds, keys=keys)
