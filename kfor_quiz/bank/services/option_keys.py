"""Keys of options written by hand: an option keeps its key when its text is corrected."""

from collections.abc import Sequence

from kfor_quiz.bank.models import Question
from kfor_quiz.bank.services.authored import WrittenOption
from kfor_quiz.engine.generation.drafting import option_key


def option_keys(options: Sequence[WrittenOption], question: Question) -> list[str]:
    """The key of each option in its place; no two are the same, and nothing in them tells which option is right.

    A text that the newest version has keeps its key wherever it stands now. Another text takes over the key of the option that it
    was edited from, unless the text of that one still stands somewhere. All else is new.
    """
    version = question.current_version
    stored = {option.text: option.key for option in version.options.all()} if version else {}
    keys = [stored.get(option.text.strip(), "") for option in options]
    free = set(stored.values()) - set(keys)
    number = version.number + 1 if version else 1
    for place, option in enumerate(options):
        if not keys[place]:
            keys[place] = option.key if option.key in free else option_key(question.key, f"{number}.{place}")
            free.discard(option.key)
    return keys
