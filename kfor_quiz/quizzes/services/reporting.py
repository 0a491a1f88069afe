"""Reports of questions."""

import datetime as dt

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.quizzes.models import QuestionReport


def report_question(*, learner: User, version: QuestionVersion, text: str, now: dt.datetime) -> QuestionReport:
    """Keep what a learner says of a question. Said again, it replaces what was said before, and is open again."""
    report, _ = QuestionReport.objects.update_or_create(
        learner=learner, question_version=version, defaults={"text": text, "created_at": now, "is_settled": False}
    )
    return report
