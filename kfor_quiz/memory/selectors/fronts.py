"""The two sides of a card. The forms of a fact take turns, so that the fact is learnt and not a wording."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import dumps
from django.db.models import F, Q
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, FactVersion, Option, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.questions import FactRole
from kfor_quiz.bank.selectors.contents import attach_contents
from kfor_quiz.bank.selectors.knowledge import told_facts
from kfor_quiz.bank.selectors.told import Page, told_row
from kfor_quiz.bank.wording import input_hint, right_answer, verdict_word
from kfor_quiz.engine.daily import Rated
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.pauses import shift_due
from kfor_quiz.engine.questions import RECALL_KINDS, Kind
from kfor_quiz.engine.rating import propose_rating
from kfor_quiz.engine.scheduling import Memory, Rating, Source, preview
from kfor_quiz.engine.scoring import verdict_of
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import StudyPlan, read_plan
from kfor_quiz.memory.rows import BackRow, FrontOptionRow, FrontRow, RatingRow
from kfor_quiz.memory.selectors.day import FRONT_KINDS
from kfor_quiz.memory.wording import card_notes, interval_words, rating_word

SALT = "kfor_quiz.memory.front"
TWO, FOUR = (Rating.AGAIN, Rating.GOOD), tuple(Rating)


@dataclass(frozen=True)
class Front:
    """The question that a card asks now. `card` has no memory, and is not stored, for a fact that is new to the learner."""

    fact: Fact
    card: Card
    version: QuestionVersion

    @property
    def kind(self) -> Kind:
        return Kind(self.version.question.kind)

    @property
    def told(self) -> FactVersion:
        """What the question took the fact to say."""
        return told_facts(self.version.question, self.version)[0]

    @property
    def options(self) -> list[Option]:
        """The options in the order of this showing; none for what is typed."""
        options = list(self.version.options.all())
        if not self.version.is_sorted:
            random.Random(f"{self.card.learner_id}·{self.version.pk}·{self.card.repetitions}").shuffle(options)  # noqa: S311
        return options


def find_front(*, learner: User, **fact: object) -> Front | None:
    """What a card asks now, of the fact that these columns name; None where no question asks it.

    Three queries, and two for a question that this process has not read yet. The questions that ask to recall a fact take turns;
    others come in where there is none, and once it was forgotten often.
    """
    asked = Fact.objects.current().select_related("pack", "current_version__passage__topic", "topic").filter(**fact).first()
    if asked is None:
        return None
    own = Card.objects.filter(learner=learner, fact=asked).select_related("fact_version")
    card = own.first() or Card(learner=learner, fact=asked)
    questions = Question.objects.for_practice().filter(fact=asked, kind__in=FRONT_KINDS).select_related("current_version")
    forms = forms_of([one for one in questions.order_by("key") if one.current_version], is_leech=card.is_leech)
    if not forms:
        return None
    version = forms[card.repetitions % len(forms)]
    attach_contents([version])
    return Front(asked, card, version)


def forms_of(questions: Sequence[Question], *, is_leech: bool) -> list[QuestionVersion]:
    """The questions that take turns on the card of a fact, of all that ask it, as their newest versions."""
    recalled = [one for one in questions if one.kind in RECALL_KINDS]
    chosen = [one for one in questions if one.kind == Kind.SINGLE_CHOICE] or [one for one in questions if one not in recalled]
    forms = [*recalled, *chosen] if is_leech else recalled or chosen
    for one in forms:
        if one.current_version:
            one.current_version.question = one
    return [one.current_version for one in forms if one.current_version]


def confused_with(rated: Sequence[Rated]) -> frozenset[int]:
    """The facts easily confused with the card rated last: wrong options of its questions, or it of theirs. One query.

    Empty where the card before is one of them: two at a time are set side by side, and no third.
    """
    if not rated:
        return frozenset()
    facts = [one.fact for one in rated]
    links = QuestionFact.objects.filter(role=FactRole.DISTRACTOR, question_version__question__current_version=F("question_version"))
    either = Q(question_version__question__fact=facts[0]) | Q(fact_version__fact=facts[0])
    pairs = links.filter(either).values_list("question_version__question__fact", "fact_version__fact")
    found = frozenset(fact for pair in pairs for fact in pair) - {facts[0]}
    return frozenset() if found.intersection(facts[1:]) else found


def front_row(front: Front, *, now: dt.datetime, typed: str = "", chosen: int = 0) -> FrontRow:
    """The front of a card as it is shown from now on, with what was typed or chosen before."""
    version, accepted = front.version, front.version.accepted_answer()
    place = [front.fact.pack.key, front.fact.key]
    options = [] if accepted else front.options
    return FrontRow(
        answer_url=reverse("memory:answer", args=place),
        token=dumps([front.fact.pk, front.told.pk, version.pk, front.kind, now.timestamp()], salt=SALT),
        topic=front.fact.topic.title,
        kind=front.kind,
        stem=version.stem,
        input_hint=input_hint(front.kind, accepted, asks=version.asks),
        options=tuple(FrontOptionRow(position, one.text, position == chosen) for position, one in enumerate(options, start=1)),
        notes=card_notes(
            is_new=front.card.memory is None,
            is_changed=changed_from(front) is not None,
            lapses=front.card.lapses,
            is_leech=front.card.is_leech,
        ),
        is_figure=bool(accepted and accepted.number is not None),
        typed=typed,
    )


def changed_from(front: Front) -> FactVersion | None:
    """What the fact said when it was last reviewed, where it says something else in substance now; else None."""
    before, newest = front.card.fact_version, front.fact.current_version
    return before if before and newest and before.substance_checksum != newest.substance_checksum else None


def back_row(front: Front, shown: FrontRow, *, learner: User, outcome: float | None, now: dt.datetime) -> BackRow:
    """The back of a card; `outcome` is what our own grading says of what was typed or chosen, None where that is nothing."""
    topic = front.told.passage.topic
    page = Page(topic.key, topic.title)
    before = changed_from(front)
    plan = read_plan(learner)
    return BackRow(
        front=shown,
        given=next((one.text for one in shown.options if one.is_chosen), shown.typed.strip()),
        right=_right(front),
        verdict="" if outcome is None else verdict_of(outcome),
        word="" if outcome is None else verdict_word(outcome),
        told=told_row(front.told, page, front.fact.pack.key, is_in_paragraph=front.card.is_leech or bool(before)),
        before=before.statement if before else "",
        ratings=_ratings(front, plan, _proposed(front, outcome, plan), day=learner.study_day(now), now=now),
        rate_url=reverse("memory:rate", args=[front.fact.pack.key, front.fact.key]),
    )


def _right(front: Front) -> str:
    accepted, language = front.version.accepted_answer(), LANGUAGES[front.fact.pack.language]
    if accepted is None:
        return "; ".join(option.text for option in front.version.options.all() if option.is_key)
    if front.kind is Kind.RECALL_LIST:
        return "; ".join(names[0] for names in accepted.members)
    return right_answer(accepted, asks=front.version.asks, language=language)


def _proposed(front: Front, outcome: float | None, plan: StudyPlan) -> Rating | None:
    """The rating that grading proposes; None where there is nothing to grade, for then only the learner knows."""
    if outcome is None:
        return None
    return propose_rating(outcome, front.kind, is_new=front.card.memory is None, has_four=plan.has_four_ratings)


def _ratings(front: Front, plan: StudyPlan, proposed: Rating | None, *, day: dt.date, now: dt.datetime) -> tuple[RatingRow, ...]:
    after = preview(front.card.memory, at=now, day=day, source=Source.FLASHCARD, scheduling=front.card.scheduling(plan.retention))
    return tuple(
        RatingRow(
            value=rating.value,
            name=rating.name.lower(),
            word=rating_word(rating, is_of_four=plan.has_four_ratings),
            interval=interval_words(_comes_back_in(after[rating], plan, now)),
            key=key,
            is_proposed=rating is proposed,
        )
        for key, rating in enumerate(FOUR if plan.has_four_ratings else TWO, start=1)
    )


def _comes_back_in(memory: Memory, plan: StudyPlan, now: dt.datetime) -> dt.timedelta:
    if memory.due_at:
        return memory.due_at - now
    return shift_due(memory.due_on, studied_on=memory.studied_on, pauses=plan.pauses) - memory.studied_on
