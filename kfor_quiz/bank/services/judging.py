"""What the linter lets learners see."""

from kfor_quiz.bank.models.questions import Status
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import Flaw, lint
from kfor_quiz.engine.questions import QuestionDraft


def published_if_flawless(draft: QuestionDraft, language: str) -> tuple[Status, list[Flaw]]:
    """The status that a question may have, and what the linter found: with any flaw it is a draft until a person mends it."""
    flaws = lint(draft, LANGUAGES[language].words)
    return Status.DRAFT if flaws else Status.PUBLISHED, flaws
