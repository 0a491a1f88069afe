"""What exams would bring, what they brought, and how true predictions came."""

import datetime as dt

from django.db.models import Avg, Count, Q

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.questions import RECALL_KINDS
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.engine.study_days import DAY
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.selectors.recall import Recall, read_recall
from kfor_quiz.memory.wording import source_word
from kfor_quiz.progress.rows import ExamRow, RetentionRow, ScoreRow
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.selectors.predicting import predict_of_pack

EXAMS = 10
RETENTION_DAYS = 90


def score_rows(learner: User, recall: Recall, *, later: dt.date | None) -> tuple[ScoreRow, ...]:
    """What an exam of each pack would bring, for a learner who recalls so much today. Three queries, and two for each pack; two
    and two more for each pack where a later day is asked about.
    """
    exams = Attempt.objects.of(learner).finished().filter(mode=Mode.EXAM, predicted__isnull=False).order_by("-finished_at")
    taken = [(attempt.pack_id, _exam_row(attempt)) for attempt in exams[: EXAMS * 5]]
    recall_later = read_recall(learner, later) if later else None
    rows = (
        _score_row(pack, recall, recall_later, later, tuple(exam for number, exam in taken if number == pack.pk)[:EXAMS])
        for pack in Pack.objects.order_by("title")
    )
    return tuple(row for row in rows if row)


def _score_row(
    pack: Pack, recall: Recall, recall_later: Recall | None, day: dt.date | None, exams: tuple[ExamRow, ...]
) -> ScoreRow | None:
    expected = predict_of_pack(pack, recall)
    if expected is None:
        return None
    return ScoreRow(
        pack=pack.key,
        pack_title=pack.title,
        today=expected,
        later=predict_of_pack(pack, recall_later) if recall_later else None,
        day=day,
        exams=exams,
        off_by=sum(abs(exam.points - exam.predicted) for exam in exams) / len(exams) if exams else None,
    )


def _exam_row(attempt: Attempt) -> ExamRow:
    return ExamRow(
        attempt.uuid,
        attempt.title,
        attempt.finished_at or attempt.started_at,
        attempt.score,
        attempt.predicted or 0.0,
        attempt.length,
    )


def retention_rows(learner: User, today: dt.date) -> tuple[RetentionRow, ...]:
    """How much of what came back on a later day was recalled in the last ninety days, from cards and from quizzes. One query.

    Only where nothing could be guessed.
    """
    since = Review.objects.of(learner).counting().filter(study_day__gt=today - RETENTION_DAYS * DAY)
    reviews = since.filter(predicted__isnull=False, kind__in=RECALL_KINDS)
    counted = (
        reviews.order_by("source")
        .values_list("source")
        .annotate(reviews=Count("pk"), recalled=Count("pk", filter=Q(rating__gt=Rating.AGAIN)), expected=Avg("predicted"))
    )
    return tuple(
        RetentionRow(source_word(Source(source)), reviews, round(100 * recalled / reviews), round(100 * expected))
        for source, reviews, recalled, expected in counted
    )
