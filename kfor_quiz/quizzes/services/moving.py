"""A guest's attempts, and what they say of memory, move to the account that the guest turns out to have."""

import datetime as dt

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import remove_guest
from kfor_quiz.memory.services.moving import move_cards
from kfor_quiz.quizzes.models import Attempt, Grade, Mode, QuestionReport, Response, Slot
from kfor_quiz.quizzes.services.submitting import submit_expired


@transaction.atomic
def move_attempts(*, guest: User, account: User, now: dt.datetime) -> int:
    """Make the guest's attempts the account's and take the guest away. Return how many attempts moved.

    Where both have an unfinished attempt of one quiz, or of one build, the guest's goes on without it: it can be resumed, and the
    two are not mixed. Of two unfinished exams of one pack, the guest's goes on as practice, with its questions and its time.
    What the guest answers meanwhile comes first or goes to the account. What is over by then is ended first.
    """
    guest = _lock(guest, account)
    if not guest.is_guest or guest.pk == account.pk:
        raise ValueError("only a guest's attempts move, and to somebody else")
    for person in (guest, account):
        submit_expired(learner=person, now=now)
    open_quizzes = Attempt.objects.of(account).unfinished().values("quiz")
    Attempt.objects.of(guest).unfinished().filter(quiz__in=open_quizzes).update(quiz=None)
    open_builds = Attempt.objects.of(account).unfinished().values("built_from")
    Attempt.objects.of(guest).unfinished().filter(built_from__in=open_builds).update(built_from="")
    open_exams = Attempt.objects.of(account).unfinished().filter(mode=Mode.EXAM).values("pack")
    Attempt.objects.of(guest).unfinished().filter(mode=Mode.EXAM, pack__in=open_exams).update(mode=Mode.PRACTICE, pass_mark=None)
    moved = Attempt.objects.filter(learner=guest).update(learner=account)
    Slot.objects.of(guest).update(learner=account)
    Response.objects.filter(learner=guest).move_to(account)
    Grade.objects.filter(learner=guest).move_to(account)
    move_cards(guest=guest, account=account)
    reported = QuestionReport.objects.filter(learner=account).values("question_version")
    QuestionReport.objects.filter(learner=guest).exclude(question_version__in=reported).update(learner=account)
    remove_guest(guest=guest, now=now)
    return moved


def _lock(guest: User, account: User) -> User:
    """Lock both people, then the guest's attempts, each by age, so that nobody waits in a circle. Return the guest as stored.

    No stronger than NO KEY: an answer that is being stored has its attempt locked and still has to point at its learner.
    """
    people = User.objects.select_for_update(no_key=True).filter(pk__in=(guest.pk, account.pk)).order_by("pk")
    stored: dict[int, User] = {person.pk: person for person in people}
    list(Attempt.objects.select_for_update(no_key=True).filter(learner=guest).order_by("pk"))
    return stored.get(guest.pk, guest)
