"""Putting questions into use and taking them out of it, as a person decides."""

from django.db import transaction
from django.utils.translation import gettext as _

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.knowledge import DRAFT_ROWS, DRAFT_SETS, draft_of, entity_names
from kfor_quiz.bank.services.authored import UnfitQuestionError
from kfor_quiz.bank.services.judging import published_if_flawless
from kfor_quiz.bank.wording import flaw_name


@transaction.atomic
def retire_question(*, question: Question, by: User) -> bool:
    """Take a question out of use for a person; False where it was out of use already."""
    question = Question.objects.locked().get(pk=question.pk)
    if question.status == Status.RETIRED:
        return False
    question.retire(by=by)
    return True


@transaction.atomic
def publish_question(*, question: Question) -> bool:
    """Put a question into use; False where it was in use already.

    Raise UnfitQuestionError, and change nothing, where it asks no fact, a fact of it is gone, or the linter finds a flaw.
    """
    question = Question.objects.select_related(*DRAFT_ROWS, "pack").prefetch_related(*DRAFT_SETS).locked().get(pk=question.pk)
    if question.status == Status.PUBLISHED:
        return False
    version = question.current_version
    if version and question.fact_id is None:
        sentence = _("“%(stem)s” stays out of use: choose the fact that it asks in its form first.")
        raise UnfitQuestionError([sentence % {"stem": version.stem}])
    if version is None or any(link.fact_version.fact.is_retired for link in version.fact_links.all()):
        sentence = _("“%(key)s” stays out of use: a fact that it rests on is no longer in the pack.")
        raise UnfitQuestionError([sentence % {"key": question.key}])
    draft = draft_of(question, version, entity_names(question.pack))
    status, flaws = published_if_flawless(draft, question.pack.language)
    if status != Status.PUBLISHED:
        words = {"stem": version.stem, "flaws": "; ".join(f"{flaw_name(flaw)}: {flaw.words}" for flaw in flaws)}
        raise UnfitQuestionError([_("“%(stem)s” stays out of use: %(flaws)s.") % words])
    question.publish()
    return True
