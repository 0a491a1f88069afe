"""The word lists that the linter and the bank's figures use."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class WordLists:
    """All in lower case. Phrases are matched as whole words.

    `denying` turn what stands beside them, the `negative` among them.

    `choosing` stands between what is asked and the pronoun it is chosen from, `counting` asks for a figure.
    `ill_fitting_article` finds an article and the word behind it that do not go together.
    """

    question: frozenset[str]
    absolute: frozenset[str]
    vague: frozenset[str]
    negative: frozenset[str]
    denying: frozenset[str]
    pronouns: frozenset[str]
    function: frozenset[str]
    choosing: str
    counting: str
    all_of_above: frozenset[str]
    none_of_above: frozenset[str]
    conjunction: str
    articles: frozenset[str]
    also_conjunctions: frozenset[str]
    plans: frozenset[str]
    unfocused: frozenset[str]
    judgements: frozenset[str]
    hedges: frozenset[str]
    activity_ending: str
    months: frozenset[str]
    counted_alike: tuple[frozenset[str], ...]
    ill_fitting_article: re.Pattern[str]
