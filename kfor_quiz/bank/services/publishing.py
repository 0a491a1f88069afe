"""Putting a question back into use."""

from django.db import transaction
from django.utils.translation import gettext as _

from kfor_quiz.bank.models import Question
from kfor_quiz.bank.selectors.knowledge import draft_of, entity_names
from kfor_quiz.bank.services.authored import UnfitQuestionError
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import lint


@transaction.atomic
def publish_question(*, question: Question) -> None:
    """Put a question into use. Raise UnfitQuestionError, and change nothing, where its fact is gone or the linter finds a flaw."""
    version = question.current_version
    if version is None or question.fact.is_retired:
        raise UnfitQuestionError([_("“%(key)s” stays out of use: its fact is no longer in the pack.") % {"key": question.key}])
    draft = draft_of(question, version, entity_names(question.pack))
    flaws = lint(draft, LANGUAGES[question.pack.language].words)
    if flaws:
        words = {"stem": version.stem, "flaws": "; ".join(f"{flaw.name}: {flaw.words}" for flaw in flaws)}
        raise UnfitQuestionError([_("“%(stem)s” stays out of use: %(flaws)s.") % words])
    question.publish()
