"""Feedback: what it says of each kind of answer, where it cites, and what it still holds back."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Question
from kfor_quiz.bank.models.questions import write_accepted
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.quizzes.misses import describe_miss
from kfor_quiz.quizzes.models import Attempt, Grade
from kfor_quiz.quizzes.rows import AnsweredOptionRow, Chosen, FeedbackRow, GradedRow, Recalled, Typed
from kfor_quiz.quizzes.selectors.feedback import feedback_row
from kfor_quiz.quizzes.selectors.pages import list_places
from kfor_quiz.quizzes.services.answering import record_response
from tests.bank.packs import lighthouse, load, rebuild
from tests.factories import UserFactory
from tests.quizzes.answers import ask, record, slot_of
from tests.quizzes.conftest import NOW


def question(key: str) -> Question:
    return Question.objects.get(key=key)


def feedback_to(learner: User, key: str, answer: str | list[str], *others: str) -> FeedbackRow:
    """The feedback to an answer (option texts or typed text) to a question, with other questions still to come."""
    attempt = ask(learner, question(key), *map(question, others))
    slot = slot_of(attempt)
    if isinstance(answer, list):
        answer = [Option.objects.get(version=slot.question_version, text=text).key for text in answer]
    record_response(slot=slot, answer=answer, now=NOW)
    return feedback_row(slot_of(attempt), list_places(attempt))


def options_of(feedback: FeedbackRow) -> tuple[AnsweredOptionRow, ...]:
    """The options of a choice question after the answer."""
    assert isinstance(feedback.given, Chosen)
    return feedback.given.options


def typed_of(feedback: FeedbackRow) -> Typed:
    """What was typed."""
    assert isinstance(feedback.given, Typed)
    return feedback.given


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["fog", "foam", "mist"], [("fog", False), ("foam", False), ("mist", False)]),
        (["RIGHT", "fog", "RIGHT"], [("RIGHT", False), ("fog", False), ("RIGHT", True)]),
    ],
)
def test_of_the_lines_of_a_list_only_what_was_right_was_said_before(
    learner: User, pack: object, lines: list[str], told: list[tuple[str, bool]]
) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=Kind.RECALL_LIST).earliest("key"))
    slot = slot_of(attempt)
    accepted = slot.question_version.accepted_answer()
    assert accepted
    name = accepted.members[0][0]
    record_response(slot=slot, answer=[name if line == "RIGHT" else line for line in lines], now=NOW)
    given = feedback_row(slot_of(attempt), list_places(attempt)).given
    assert isinstance(given, Recalled)
    assert [(row.text.replace(name, "RIGHT"), row.is_repeated) for row in given.rows] == told


LIT = "gull-rock-lit.event-date"  # 3 May 1881
STEPS = "gull-rock-steps.measure-number"
DUTIES = "day-duties.membership-members.multiple_response.a"


@pytest.mark.parametrize(
    ("key", "answer", "verdict", "heading"),
    [
        (f"{LIT}.typed_date", "3 May 1881", "right", "Right"),
        (f"{LIT}.typed_date", "11.5.1881", "wrong", "Not quite: the right answer is eight days earlier"),
        (f"{LIT}.typed_date", "2 May 1881", "wrong", "Not quite: the right answer is one day later"),
        (f"{LIT}.typed_date", "May 1881", "partly", "Partly right: month and year"),
        (f"{LIT}.typed_date", "1881", "partly", "Partly right: the year"),
        (f"{LIT}.typed_date", "1882", "wrong", "Not quite"),
        (f"{STEPS}.typed_number", "1", "wrong", "Not quite: 213 more"),
        (f"{STEPS}.typed_number", "1 214", "wrong", "Not quite: 1\u00a0000 fewer"),
        ("fog-bell.claim-part.typed_text", "by hand", "right", "Right"),
        ("fog-bell.claim-part.typed_text", "by steam", "wrong", "Not quite"),
        ("fog-bell.claim-part.single_choice", ["By steam"], "wrong", "Not quite"),
        ("fog-bell.claim-truth.true_false", ["False"], "right", "Right"),
        ("fog-bell.claim-truth.true_false", ["True"], "wrong", "Not quite"),
    ],
)
def test_the_heading_says_how_near_an_answer_was(
    learner: User, pack: object, key: str, answer: str | list[str], verdict: str, heading: str
) -> None:
    feedback = feedback_to(learner, key, answer)
    assert (feedback.verdict, feedback.heading) == (verdict, heading)


def test_a_figure_near_one_that_the_source_hedges_is_partly_right(learner: User, pack: object) -> None:
    feedback = feedback_to(learner, "amber-point-steps.measure-number.typed_number", "147")
    assert (feedback.verdict, feedback.score, typed_of(feedback).read_as) == ("partly", 0.5, "147")
    assert feedback.heading == "Partly right: 3 more"


def test_the_right_figure_of_another_unit_is_told_what_is_asked(pack: object) -> None:
    version = question(f"{STEPS}.typed_number").current_version
    assert version is not None
    version.accepted = write_accepted(AcceptedAnswer(number=5, unit="task forces"))
    graded = [GradedRow(0.0, "5 brigades"), GradedRow(1.0, "5")]
    told = [describe_miss(version, [], one.read_as, one, LANGUAGES["en"]) for one in graded]
    assert told == ["the question asks for task forces", ""]


@pytest.mark.parametrize("read_as", ["1", "1\u00a0214", ""])
def test_how_far_off_a_figure_was_follows_from_how_it_was_read_when_graded(learner: User, pack: object, read_as: str) -> None:
    feedback_to(learner, f"{STEPS}.typed_number", "7")
    Grade._base_manager.update(read_as=read_as)
    attempt = Attempt.objects.get()
    feedback = feedback_row(slot_of(attempt), list_places(attempt))
    assert feedback.heading == {"1": "Not quite: 213 more", "1\u00a0214": "Not quite: 1\u00a0000 fewer", "": "Not quite"}[read_as]


@pytest.mark.parametrize("key", [f"{LIT}.single_choice", f"{STEPS}.single_choice"])
def test_a_chosen_date_or_figure_is_told_its_distance_too(learner: User, pack: object, key: str) -> None:
    version = question(key).current_version
    assert version is not None
    wrong = version.options.filter(is_key=False).order_by("order")[0]
    feedback = feedback_to(learner, key, [wrong.text])
    assert feedback.heading.startswith("Not quite: ")
    assert any(feedback.heading.endswith(word) for word in ("earlier", "later", "more", "fewer"))


@pytest.mark.parametrize(
    ("hits", "misses", "score", "heading"),
    [
        (0, 0, 1, "Right"),
        (1, 0, 1 / 3, "Partly right: 1 of 3 found"),
        (2, 1, 1 / 3, "Partly right: 2 of 3 found, 1 wrong"),
        (3, 3, 0, "Not quite: 3 of 3 found, 3 wrong"),
    ],
)
def test_a_list_says_how_many_were_found(learner: User, pack: object, hits: int, misses: int, score: float, heading: str) -> None:
    version = question(DUTIES).current_version
    assert version is not None
    keys, others = (list(version.options.filter(is_key=is_key).values_list("text", flat=True)) for is_key in (True, False))
    feedback = feedback_to(learner, DUTIES, keys[: hits or None] + others[:misses])
    assert feedback.score == pytest.approx(score)
    assert feedback.heading == heading
    assert [option.is_chosen for option in options_of(feedback)].count(True) == (hits or 3) + misses


def test_each_option_tells_what_it_is(learner: User, pack: object) -> None:
    feedback = feedback_to(learner, f"{LIT}.single_choice", ["3 May 1881"])
    told = {option.text: option for option in options_of(feedback)}
    assert [option.text for option in options_of(feedback) if option.is_key and option.is_chosen] == ["3 May 1881"]
    assert told["21 June 1894"].rationale == "The lamp of Amber Point was first lit on 21 June 1894."
    assert told["3 May 1881"].rationale == "", "the statement below says the same"


@pytest.mark.parametrize(
    ("key", "answer", "read_as", "right"),
    [
        (f"{LIT}.typed_date", "3.5.81", "3 May 1981", "3 May 1881"),
        (f"{STEPS}.typed_number", " 1,214 ", "1\u00a0214", "214"),
        ("day-duties.membership-member.typed_text", "sleeping", "", "For example: polishing the lens"),
        ("nlo-means.term-expansion.typed_text", "Northern Light Office", "", "Northern Lights Office"),
    ],
)
def test_a_typed_answer_stands_beside_the_right_one(
    learner: User, pack: object, key: str, answer: str, read_as: str, right: str
) -> None:
    feedback = feedback_to(learner, key, answer)
    assert feedback.given == Typed(answer, read_as, right)


def test_it_cites_the_sentence_and_leads_to_it(learner: User, pack: object, client: Client) -> None:
    feedback = feedback_to(learner, f"{LIT}.typed_date", "3 May 1881")
    (told,) = feedback.told
    assert told.sentence
    assert told.statement.endswith("3 May 1881.")
    assert told.citation == ("Briefing, The four stations · from Handbook for Keepers (third edition, 1931), paragraph 1/2")
    page, _, anchor = told.passage_url.partition("#")
    assert anchor == "f-gull-rock-lit"
    text = client.get(page).content.decode()
    assert f'id="{anchor}"' in text
    assert told.sentence in text


def test_a_new_edition_leaves_the_citation_of_an_old_answer_as_it_was(learner: User, pack: object) -> None:
    attempt = ask(learner, question(f"{LIT}.typed_date"))
    record(attempt, 1)
    before = feedback_row(slot_of(attempt), list_places(attempt)).told[0].citation
    source = lighthouse().sources[0].model_copy(update={"title": "Handbook of Lights", "seen": dt.date(2032, 1, 5)})
    load(rebuild(lighthouse(), edition="fourth edition, 1932", sources=(source,)))
    assert feedback_row(slot_of(attempt), list_places(attempt)).told[0].citation == before
    after = feedback_to(learner, f"{LIT}.typed_date", "3 May 1881").told[0].citation
    assert after == "Briefing, The four stations · from Handbook of Lights (fourth edition, 1932), paragraph 1/2"


def test_what_an_option_is_stays_untold_while_its_fact_is_still_to_be_asked(learner: User, pack: object) -> None:
    version = question(f"{LIT}.single_choice").current_version
    assert version is not None
    sibling = version.options.filter(is_key=False, fact__isnull=False).order_by("order")[0]
    coming = f"{sibling.fact.key}.event-date.typed_date" if sibling.fact else ""
    held_back = feedback_to(learner, f"{LIT}.single_choice", [sibling.text], coming)
    assert [option.text for option in options_of(held_back) if not option.is_key and not option.rationale] == [sibling.text]
    told = feedback_to(UserFactory.create(), f"{LIT}.single_choice", [sibling.text])
    assert {option.text: option.rationale for option in options_of(told)}[sibling.text] == sibling.rationale


def test_a_rationale_whose_words_tell_a_fact_still_to_be_asked_stays_untold(learner: User, pack: object) -> None:
    held_back = feedback_to(learner, "fog-bell.claim-part.single_choice", ["By clockwork"], "lamp-fuel.claim-part.typed_text")
    assert "colza oil" not in str(held_back.given)
    told = feedback_to(UserFactory.create(), "fog-bell.claim-part.single_choice", ["By clockwork"])
    assert "colza oil" in str(told.given)


def test_the_newest_grade_counts(attempt: Attempt) -> None:
    response = record(attempt, 1, is_right=False)
    grade = response.grades.get()
    Grade.objects.create(
        learner=attempt.learner,
        response=response,
        number=2,
        question_version=grade.question_version,
        score=0.5,
        outcomes={},
        reason="an instructor's word",
        created_at=NOW,
    )
    feedback = feedback_row(slot_of(attempt), list_places(attempt))
    assert (feedback.score, feedback.verdict, feedback.segments[0].state) == (0.5, "partly", "partly")


def test_an_answered_place_shows_its_feedback_again(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1)
    response = browser.get(reverse("quizzes:slot", args=[attempt.uuid, 1]))
    assert response.context["feedback"] == feedback_row(slot_of(attempt), list_places(attempt))
    assert "no-store" in response.headers["Cache-Control"]
    assert "question" not in response.context


def test_an_open_place_is_asked_first(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1)
    for position in (2, 5):
        response = browser.get(reverse("quizzes:slot", args=[attempt.uuid, position]))
        assert response.headers["Location"] == reverse("quizzes:attempt", args=[attempt.uuid])


def test_the_feedback_of_somebody_else_is_not_found(attempt: Attempt, sign_in: Callable[[User], Client]) -> None:
    record(attempt, 1)
    assert sign_in(UserFactory.create()).get(reverse("quizzes:slot", args=[attempt.uuid, 1])).status_code == 404


def test_a_visitor_signs_in_first(client: Client, attempt: Attempt) -> None:
    address = reverse("quizzes:slot", args=[attempt.uuid, 1])
    assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_it_is_only_read(browser: Client, attempt: Attempt) -> None:
    assert browser.post(reverse("quizzes:slot", args=[attempt.uuid, 1])).status_code == 405


@pytest.mark.usefixtures("all_read")
def test_it_takes_as_many_queries_for_every_kind(
    browser: Client, learner: User, pack: object, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in Kind:
        attempt = ask(learner, Question.objects.published().filter(kind=kind).order_by("key")[0])
        record(attempt, 1)
        with django_assert_num_queries(6):
            browser.get(reverse("quizzes:slot", args=[attempt.uuid, 1]))
        attempt.refresh_from_db()


@pytest.mark.parametrize(
    ("key", "answer", "heading", "read_as"),
    [
        (f"{LIT}.typed_date", "11.5.1881", "Not quite: the right answer is eight days earlier", "11 May 1881"),
        (f"{STEPS}.typed_number", "about 1", "Not quite", "1"),
    ],
)
def test_an_answer_that_is_no_longer_read_keeps_its_feedback(
    learner: User, pack: object, key: str, answer: str, heading: str, read_as: str
) -> None:
    attempt = ask(learner, question(key))
    record_response(slot=slot_of(attempt), answer=answer, now=NOW)
    language = type(LANGUAGES["en"])
    with patch.object(language, "read_date", return_value=None), patch.object(language, "read_number", return_value=None):
        feedback = feedback_row(slot_of(attempt), list_places(attempt))
    assert (feedback.heading, typed_of(feedback).read_as, typed_of(feedback).text) == (heading, read_as, answer)


def test_a_grade_keeps_how_the_answer_was_read(learner: User, pack: object) -> None:
    attempt = ask(learner, question(f"{LIT}.typed_date"))
    record_response(slot=slot_of(attempt), answer="11.5.1881", now=NOW)
    grade = Grade.objects.get(response__slot__attempt=attempt)
    assert (grade.read_as, grade.off_by_days) == ("11 May 1881", 8)


@pytest.mark.parametrize(
    ("template", "name"), [("quizzes/_answer_fold.html", "answer"), ("quizzes/feedback.html#feedback", "feedback")]
)
def test_a_statement_that_the_question_or_the_briefing_says_word_for_word_is_not_said_twice(
    learner: User, pack: object, template: str, name: str
) -> None:
    feedback = feedback_to(learner, f"{LIT}.typed_date", "3 May 1881")
    told = dataclasses.replace(feedback.told[0], sentence="The briefing’s own words.")
    other = dataclasses.replace(feedback, told=(told,))
    asked = dataclasses.replace(other, stem=told.statement)
    quoted = dataclasses.replace(other, told=(dataclasses.replace(told, sentence=told.statement),))
    counts = [render_to_string(template, {name: row}).count(f"<p>{told.statement}</p>") for row in (other, asked, quoted)]
    assert counts == [1, 0, 0]
