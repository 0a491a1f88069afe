"""What exams would bring, and what they brought."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.bars import places_of, width_of
from kfor_quiz.engine.predicting import Expected
from kfor_quiz.memory.selectors.recall import Recall, read_recall
from kfor_quiz.progress.rows import ExamRow, ScoreBar, ScoreRow
from kfor_quiz.quizzes.models import Attempt, Mode
from kfor_quiz.quizzes.selectors.predicting import predict_of_pack

EXAMS = 10


def score_rows(learner: User, recall: Recall, *, later: dt.date | None) -> tuple[ScoreRow, ...]:
    """What an exam of each pack would bring, for a learner who recalls so much today. Three queries, and two for each pack; two
    and two more for each pack where a later day is asked about.
    """
    exams = Attempt.objects.of(learner).finished().filter(mode=Mode.EXAM, predicted__isnull=False)
    place = Window(RowNumber(), partition_by="pack", order_by=F("finished_at").desc())
    last = exams.annotate(place=place).filter(place__lte=EXAMS).order_by("-finished_at")
    known = ((attempt, attempt.expected) for attempt in last)
    taken = [(attempt.pack_id, _exam_row(attempt, expected)) for attempt, expected in known if expected]
    recall_later = read_recall(learner, later) if later else None
    rows = (
        _score_row(pack, recall, recall_later, later, tuple(exam for number, exam in taken if number == pack.pk))
        for pack in Pack.objects.order_by("title")
    )
    return tuple(row for row in rows if row)


def _score_row(
    pack: Pack, recall: Recall, recall_later: Recall | None, day: dt.date | None, exams: tuple[ExamRow, ...]
) -> ScoreRow | None:
    expected = predict_of_pack(pack, recall)
    if expected is None:
        return None
    bars = _bars(exams, expected)
    return ScoreRow(
        pack=pack.key,
        pack_title=pack.title,
        today=expected,
        later=predict_of_pack(pack, recall_later) if recall_later else None,
        day=day,
        exams=exams,
        off_by=sum(abs(exam.points - exam.expected.mean) for exam in exams) / len(exams) if exams else None,
        bars=bars,
        width=width_of(len(bars)),
    )


def _bars(exams: Sequence[ExamRow], today: Expected) -> tuple[ScoreBar, ...]:
    places = places_of(len(exams) + 1)
    taken = [_bar(x, exam.expected, exam.points) for x, exam in zip(places, reversed(exams), strict=False)]
    return (*taken, _bar(places[-1], today, None))


def _bar(x: int, expected: Expected, points: float | None) -> ScoreBar:
    mean, low, high = (round(100 * value / expected.most) for value in (expected.mean, expected.low, expected.high))
    return ScoreBar(x, None if points is None else round(100 * points / expected.most), mean, low, high)


def _exam_row(attempt: Attempt, expected: Expected) -> ExamRow:
    finished_at = attempt.finished_at or attempt.started_at
    return ExamRow(attempt.uuid, finished_at, attempt.score, attempt.length, expected)
