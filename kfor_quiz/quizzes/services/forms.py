"""Fixed forms of exams: drawn by the engine, approved by a person."""

import datetime as dt
import random
from string import ascii_uppercase

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Pack, Question
from kfor_quiz.engine.forms import FormItem, draw_forms, expected_facility, mean_facility
from kfor_quiz.engine.questions import Rung
from kfor_quiz.quizzes.models import ExamForm, ExamFormQuestion
from kfor_quiz.quizzes.plans import pool_of_forms
from kfor_quiz.quizzes.selectors.candidates import form_candidates

FORMS = 3


class NoFormsError(Exception):
    """The core facts of the pack do not give each form a question of its own."""


class OutdatedFormError(Exception):
    """The form is not approved, was withdrawn, or has a question that was changed or taken out of use since."""


@transaction.atomic
def propose_forms(*, pack: Pack, by: User, now: dt.datetime) -> list[ExamForm]:
    """Draw forms A, B and C from the pack's core facts, for somebody to look at. Nothing uses them before they are approved.

    Each series is drawn from its own seed, and from no question of a form in use. Raise NoFormsError where there are too few.
    """
    pack = Pack.objects.select_for_update(no_key=True).get(pk=pack.pk)
    series = (ExamForm.objects.filter(pack=pack).aggregate(last=Max("series"))["last"] or 0) + 1
    rng = random.Random(f"{pack.key} {series}")  # noqa: S311 - the same bank gives the same forms
    drawn = draw_forms(form_items(pack), length=settings.EXAM_QUESTIONS, count=FORMS, rng=rng)
    if not drawn[0]:
        raise NoFormsError
    forms = [
        ExamForm(
            pack=pack,
            series=series,
            letter=letter,
            length=len(items),
            expected_facility=mean_facility(items),
            proposed_by=by,
            proposed_at=now,
        )
        for letter, items in zip(ascii_uppercase, drawn, strict=False)
    ]
    ExamForm.objects.bulk_create(forms)
    ExamFormQuestion.objects.bulk_create(
        ExamFormQuestion(form=form, position=position, question_version_id=int(item.candidate.id))
        for form, items in zip(forms, drawn, strict=True)
        for position, item in enumerate(items, start=1)
    )
    return forms


def form_items(pack: Pack) -> list[FormItem]:
    """The questions on core facts that a fixed form may hold, with how hard each should be. Two queries."""
    candidates = form_candidates(pool=pool_of_forms(pack))
    rungs: dict[str, list[Rung | None]] = {one.id: [] for one in candidates}
    keys = dict.fromkeys(rungs, 0)
    options = Option.objects.filter(version__in=[int(one.id) for one in candidates])
    for version, is_key, rung in options.order_by("pk").values_list("version_id", "is_key", "rung"):
        if is_key:
            keys[str(version)] += 1
        else:
            rungs[str(version)].append(Rung(rung) if rung else None)
    return [FormItem(one, expected_facility(one.kind, rungs[one.id], keys[one.id])) for one in candidates]


@transaction.atomic
def approve_form(*, form: ExamForm, by: User, now: dt.datetime) -> bool:
    """Give a form to exams and take its questions out of practice. Return whether it was not approved before.

    Raise OutdatedFormError where a question was changed or taken out of use since the form was drawn, or stands in a form that was
    approved meanwhile.
    """
    Pack.objects.select_for_update(no_key=True).get(pk=form.pack_id)  # one approval in a pack after the other
    stored = ExamForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    if stored.approved_at is not None:
        return False
    taken = ExamFormQuestion.objects.filter(form__in=ExamForm.objects.in_use()).values("question_version")
    if stored.changed_questions().exists() or stored.questions.filter(question_version__in=taken).exists():
        raise OutdatedFormError
    ExamForm.objects.filter(pk=form.pk).update(approved_by=by, approved_at=now)
    reserve_questions(pack=stored.pack)
    return True


@transaction.atomic
def withdraw_form(*, form: ExamForm, now: dt.datetime) -> bool:
    """Take an approved form out of use: its questions come back to practice. Return whether it was in use."""
    was_in_use = bool(ExamForm.objects.in_use().filter(pk=form.pk).update(withdrawn_at=now))
    reserve_questions(pack=form.pack)
    return was_in_use


def reserve_questions(*, pack: Pack) -> int:
    """Keep the questions of the pack's forms in use to exams, and no others. Return for how many that was other before."""
    in_use = ExamForm.objects.in_use().filter(pack=pack)
    kept = ExamFormQuestion.objects.filter(form__in=in_use).values("question_version__question")
    questions = Question.objects.filter(pack=pack)
    return questions.filter(is_reserved=False, pk__in=kept).update(is_reserved=True) + questions.filter(is_reserved=True).exclude(
        pk__in=kept
    ).update(is_reserved=False)
