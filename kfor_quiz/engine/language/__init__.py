"""One module a language: how it writes dates and numbers, how it reads answers, and which words the linter looks for."""

from kfor_quiz.engine.language.base import Language
from kfor_quiz.engine.language.english import English

LANGUAGES: dict[str, Language] = {"en": English()}

__all__ = ["LANGUAGES", "Language"]
