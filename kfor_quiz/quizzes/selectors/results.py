"""What came of an attempt, and the lists of quizzes and attempts."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, Max, Q

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.selectors.briefing import briefing_url
from kfor_quiz.engine.calibration import Calibration, Certainty, calibrate, rank_concern
from kfor_quiz.engine.knowledge import Welcome
from kfor_quiz.quizzes.models import Attempt, Mode, Quiz, Slot
from kfor_quiz.quizzes.rows import AttemptRow, CalibrationRow, FeedbackRow, QuizRow, ResultRow, TopicScoreRow
from kfor_quiz.quizzes.selectors.feedback import feedback_rows
from kfor_quiz.quizzes.selectors.pages import list_places, read_slots
from kfor_quiz.quizzes.wording import calibration_sentence, certainty_word

WELL_KNOWN = 0.9


def result_row(attempt: Attempt) -> ResultRow:
    """A finished attempt by topic, the weakest first, with every answer. A constant number of queries."""
    shown = Q(attempt__finished_at__isnull=False) | Q(responses__isnull=False)  # what was left open is shown when it is over
    slots = read_slots(Slot.objects.filter(shown, attempt=attempt).order_by("position"))
    places = list_places(attempt)
    answers = feedback_rows(slots, places)
    given = [(_said(slot), answer.score) for slot, answer in zip(slots, answers, strict=True)]
    calibration = calibrate(given)
    topics = _by_topic(slots, answers)
    weak = [topic for topic in topics if topic.points < WELL_KNOWN * topic.asked]
    return ResultRow(
        attempt_uuid=attempt.uuid,
        title=attempt.title,
        points=attempt.score,
        length=attempt.length,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        topics=topics,
        answers=tuple(answers[place] for place in sorted(range(len(given)), key=lambda place: rank_concern(*given[place]))),
        pack=attempt.pack.key if attempt.pack else "",
        pass_mark=attempt.pass_mark,
        is_exam=attempt.mode == Mode.EXAM,
        quiz_key=attempt.quiz.key if attempt.quiz and not attempt.quiz.is_retired else "",
        study_next=weak[0] if weak else None,
        notice=slots[0].question_version.question.pack.notice if slots else "",
        built_from=attempt.built_from,
        calibration=tuple(_calibration_row(one) for one in calibration),
        calibration_words=calibration_sentence(calibration),
    )


def _said(slot: Slot) -> Certainty | None:
    return Certainty(slot.certainty) if slot.certainty else None


def _calibration_row(one: Calibration) -> CalibrationRow:
    return CalibrationRow(certainty_word(one.certainty), one.answers, one.right, one.percent)


def _by_topic(slots: list[Slot], answers: tuple[FeedbackRow, ...]) -> tuple[TopicScoreRow, ...]:
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for slot, answer in zip(slots, answers, strict=True):
        question = slot.question_version.question
        url = briefing_url(question.pack.key, question.topic.key)
        scores[question.topic.title, url].append(answer.score)
    rows = [TopicScoreRow(topic, url, sum(points), len(points)) for (topic, url), points in scores.items()]
    return tuple(sorted(rows, key=lambda row: (row.points / row.asked, row.topic)))


def quiz_rows(learner: User | None) -> tuple[QuizRow, ...]:
    """The quizzes on offer, with what the learner has done of each. Three queries, one for a visitor."""
    quizzes = list(Quiz.objects.on_offer())
    best: dict[int | None, float] = {}
    open_ones: dict[int | None, Attempt] = {}
    if learner is not None:
        finished = Attempt.objects.of(learner).finished()
        shares = finished.order_by().values_list("quiz").annotate(best=Max(100.0 * F("score") / F("length")))
        best = dict(shares)
        open_ones = {attempt.quiz_id: attempt for attempt in Attempt.objects.of(learner).unfinished()}
    trial = choose_trial(quizzes)
    has_packs = len({quiz.pack_id for quiz in quizzes}) > 1
    return tuple(
        _quiz_row(quiz, best.get(quiz.pk), open_ones.get(quiz.pk), is_trial=quiz == trial, has_packs=has_packs) for quiz in quizzes
    )


def choose_trial(quizzes: Sequence[Quiz]) -> Quiz | None:
    """What a visitor tries: the first quiz that draws from all topics and kinds, or else the first of all. None of none."""
    return next((quiz for quiz in quizzes if not any(quiz.blueprint.values())), quizzes[0] if quizzes else None)


def _quiz_row(quiz: Quiz, best: float | None, unfinished: Attempt | None, *, is_trial: bool, has_packs: bool) -> QuizRow:
    return QuizRow(
        pack=quiz.pack.key,
        key=quiz.key,
        title=quiz.title,
        summary=quiz.summary,
        length=quiz.length,
        pack_title=quiz.pack.title if has_packs else "",
        is_trial=is_trial,
        welcome=Welcome.model_validate(quiz.pack.welcome) if is_trial and quiz.pack.welcome else None,
        best_percent=None if best is None else round(best),
        resume_uuid=unfinished.uuid if unfinished else None,
    )


def attempt_row(attempt: Attempt) -> AttemptRow:
    """One line of a list; the attempt was fetched `with_drafts`. What is saved and does not count yet is answered too."""
    return AttemptRow(
        uuid=attempt.uuid,
        title=attempt.title,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        answered=attempt.answered if attempt.finished_at or not attempt.feedback_at_end else attempt.drafted,
        deadline=attempt.deadline,
        length=attempt.length,
        points=attempt.score,
    )
