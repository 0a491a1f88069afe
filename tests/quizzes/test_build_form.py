"""What a quiz of one's own is built from: choices, their address, the plan that they make."""

import pytest
from django.http import QueryDict

from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.building import BuildForm
from kfor_quiz.quizzes.models import Mode
from kfor_quiz.quizzes.plans import Pool, suggest_minutes
from kfor_quiz.quizzes.selectors.building import list_kinds, list_topics
from kfor_quiz.quizzes.wording import kind_word

USUAL = "pack=lighthouse&length=10&feedback=at_once"


def form_of(pack: Pack, query: str) -> BuildForm:
    form = BuildForm(QueryDict(query), pack=pack, topics=list_topics(pack), kinds=list_kinds(pack))
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_question_has_a_word_of_its_own(kind: Kind) -> None:
    words = [kind_word(each) for each in Kind]
    assert words.count(kind_word(kind)) == 1


@pytest.mark.parametrize(("length", "minutes"), [(5, 4), (10, 8), (15, 12), (20, 16), (25, 20), (30, 24), (1, 1)])
def test_the_time_is_suggested_at_the_pace_of_an_exam(length: int, minutes: int) -> None:
    assert suggest_minutes(length) == minutes


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", USUAL),
        ("length=20&feedback=at_end", "pack=lighthouse&length=20&feedback=at_end"),
        (
            "kind=typed_date&topic=watch&kind=single_choice&topic=stations",
            "pack=lighthouse&topic=stations&topic=watch&kind=single_choice&kind=typed_date&length=10&feedback=at_once",
        ),
        ("timed=on", f"{USUAL}&timed=on"),
        ("timed=on&minutes=3", f"{USUAL}&timed=on&minutes=3"),
        ("minutes=3", USUAL),
        ("csrfmiddlewaretoken=x&count=yes&other=1", USUAL),
    ],
)
def test_the_same_choices_make_the_same_address(pack: Pack, given: str, kept: str) -> None:
    form = form_of(pack, given)
    assert form.query() == kept
    assert form_of(pack, kept).query() == kept


def test_a_plan_says_what_was_chosen(pack: Pack) -> None:
    plan = form_of(pack, "topic=watch&kind=typed_text&length=5&feedback=at_end&timed=on&minutes=7").plan()
    assert plan.pool == Pool(pack, topics=("watch",), kinds=(Kind.TYPED_TEXT,))
    assert (plan.length, plan.feedback_at_end, plan.mode, plan.pass_mark) == (5, True, Mode.PRACTICE, None)
    assert plan.time_limit
    assert (plan.time_limit.total_seconds(), plan.title) == (420, "Your own quiz: The watch · A name or word")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Your own quiz"),
        ("topic=watch&topic=stations", "Your own quiz: The four stations · The watch"),
        ("kind=typed_date&kind=ordering&kind=cloze&topic=watch", "Your own quiz: The watch"),
        ("kind=typed_date&kind=ordering", "Your own quiz: A date · Put in order"),
        ("kind=typed_date&kind=ordering&kind=cloze", "Your own quiz"),
    ],
)
def test_a_quiz_is_called_by_the_topics_and_kinds_that_are_few_enough(pack: Pack, query: str, title: str) -> None:
    assert form_of(pack, query).plan().title == title


def test_more_choices_than_an_attempt_can_keep_are_refused(pack: Pack) -> None:
    topics = [(f"topic-{number}-{'x' * 60}", "Topic") for number in range(40)]
    chosen = "&".join(f"topic={key}" for key, _ in topics)
    form = BuildForm(QueryDict(chosen), pack=pack, topics=topics, kinds=[])
    assert form.errors["topic"] == ["These are too many to keep. Choose fewer topics, or none: that stands for all."]


def test_kinds_stand_in_groups_by_what_one_does(pack: Pack) -> None:
    groups = form_of(pack, "").kind_groups()
    assert [name for name, _boxes in groups][:2] == ["Choose", "Write"]
    listed = [box.data["value"] for _name, boxes in groups for box in boxes]
    assert sorted(listed) == sorted(kind.value for kind in list_kinds(pack))
