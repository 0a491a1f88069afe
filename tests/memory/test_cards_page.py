"""The daily session: a card, its answer, a rating, the next card, undo."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, FactVersion, Question
from kfor_quiz.engine.briefing import plain_text
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.memory.models.cards import LEECH_LAPSES
from kfor_quiz.memory.plans import KEY, StudyPlan, write_plan
from kfor_quiz.memory.selectors import log
from kfor_quiz.memory.selectors.fronts import SALT
from kfor_quiz.quizzes.wording import right_answer_typed
from tests.factories import UserFactory
from tests.memory.cards import DAY, card_of, fact, rate
from tests.quizzes.answers import HTMX
from tests.quizzes.conftest import NOW

CARDS = "/cards/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look at the clock, and a study day has an end."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def url(name: str, one: Fact) -> str:
    return reverse(f"memory:{name}", args=[one.pack.key, one.key])


def token(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', page)
    assert found
    return found[1]


def turn(browser: Client, one: Fact, **sent: str) -> str:
    """The back of a card, after something was typed."""
    front = browser.get(url("card", one)).text
    return browser.post(url("answer", one), {"shown": token(front), **sent}).text


def proposed(page: str) -> str:
    found = re.search(r'class="rating is-(\w+)"[^>]* data-primary', page)
    return found[1] if found else ""


@pytest.mark.usefixtures("pack")
def test_the_front_asks_and_holds_neither_answer_nor_rating(browser: Client) -> None:
    page = browser.get(CARDS)
    assert page.status_code == 200
    asked = re.search(r'action="/cards/lighthouse/([\w-]+)/answer/"', page.text)
    assert asked
    version = Fact.objects.get(key=asked[1]).current_version
    assert version
    assert version.statement not in page.text
    assert 'name="rating"' not in page.text
    assert "no-cache" in page["Cache-Control"]


@pytest.mark.usefixtures("pack")
def test_the_back_tells_the_fact_and_stores_nothing(browser: Client) -> None:
    one = fact(0)
    page = turn(browser, one)
    assert one.current_version
    assert one.current_version.sentence.replace("’", "&#x27;") in page or one.current_version.sentence in page
    assert not Review.objects.exists()
    assert re.findall(r'name="rating" value="(\d)"', page) == ["1", "3"]
    assert proposed(page) == "", "only the learner knows"


@pytest.mark.usefixtures("pack")
def test_what_is_typed_is_graded_and_proposes_the_rating(browser: Client) -> None:
    one = fact(0)
    forms = Question.objects.for_practice().filter(fact=one, kind__in=[Kind.TYPED_TEXT, Kind.CLOZE]).order_by("key")
    version = forms[0].current_version
    assert version
    right = turn(browser, one, text=right_answer_typed(version))
    assert "Right</span>" in right
    assert proposed(right) == "good"
    wrong = turn(browser, one, text="none of your business")
    assert "Not quite</span>" in wrong
    assert proposed(wrong) == "again"


@pytest.mark.usefixtures("pack")
def test_a_rating_moves_the_card_and_brings_the_next(browser: Client, learner: User) -> None:
    one = fact(0)
    back = turn(browser, one, text="none of your business")
    response = browser.post(url("rate", one), {"shown": token(back), "rating": "1", "text": "none of your business"})
    assert (response.status_code, response["Location"]) == (302, CARDS)
    review = Review.objects.get()
    assert (review.learner, review.card.fact, review.rating, review.source) == (learner, one, Rating.AGAIN, Source.FLASHCARD)
    assert review.outcome == 0
    assert card_of(learner, one).due_at


@pytest.mark.usefixtures("pack")
def test_htmx_gets_the_next_card_alone_and_its_address(browser: Client) -> None:
    one = fact(0)
    back = turn(browser, one)
    response = browser.post(url("rate", one), {"shown": token(back), "rating": "3"}, headers=HTMX)
    assert response["HX-Replace-Url"] == CARDS
    assert "<html" not in response.text
    assert "data-question" in response.text
    assert "HX-Request" in response["Vary"]


@pytest.mark.usefixtures("pack")
def test_twice_counts_once_and_says_so(browser: Client) -> None:
    one = fact(0)
    sent = {"shown": token(turn(browser, one)), "rating": "3"}
    browser.post(url("rate", one), sent)
    page = browser.post(url("rate", one), {**sent, "rating": "1"}, headers=HTMX).text
    assert Review.objects.get().rating == Rating.GOOD
    assert "Your first rating counts" in page


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("sent", [{}, {"rating": "3"}, {"shown": "forged", "rating": "3"}, {"rating": "9"}])
def test_garbage_is_told_and_stores_nothing(browser: Client, sent: dict[str, str]) -> None:
    page = browser.post(url("rate", fact(0)), sent, headers=HTMX)
    assert "could not be read" in page.text
    assert not Review.objects.exists()


@pytest.mark.usefixtures("pack")
def test_the_token_of_one_card_rates_no_other(browser: Client) -> None:
    browser.post(url("rate", fact(1)), {"shown": token(turn(browser, fact(0))), "rating": "3"})
    assert not Review.objects.exists()


@pytest.mark.usefixtures("pack")
def test_undo_takes_the_last_rating_back_and_shows_its_card(browser: Client, learner: User) -> None:
    one = fact(0)
    browser.post(url("rate", one), {"shown": token(turn(browser, one)), "rating": "1"})
    response = browser.post("/cards/undo/")
    assert response["Location"] == url("card", one)
    assert "The last rating is undone" in browser.get(url("card", one)).text
    assert Undo.objects.count() == 1
    assert card_of(learner, one).memory is None
    assert "left to undo" in browser.post("/cards/undo/", headers=HTMX).text


@pytest.mark.usefixtures("pack")
def test_undo_by_htmx_brings_the_card_and_its_address(browser: Client) -> None:
    one = fact(0)
    browser.post(url("rate", one), {"shown": token(turn(browser, one)), "rating": "1"})
    response = browser.post("/cards/undo/", headers=HTMX)
    assert response["HX-Replace-Url"] == url("card", one)
    assert url("answer", one) in response.text


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("number", ["", "x", "²", "9" * 5000, "-1"])
def test_a_review_that_cannot_be_is_not_found(browser: Client, number: str) -> None:
    assert browser.post("/cards/reviews/", {"review": number}).status_code == 404


@pytest.mark.usefixtures("pack")
def test_what_cannot_be_read_is_asked_again_with_what_was_typed(browser: Client) -> None:
    asked = Question.objects.for_practice().filter(kind=Kind.TYPED_NUMBER).order_by("key")[0].fact
    assert asked
    Question.objects.filter(fact=asked).exclude(kind=Kind.TYPED_NUMBER).update(is_reserved=True)
    front = browser.get(url("card", asked)).text
    response = browser.post(url("answer", asked), {"shown": token(front), "text": "a lot"}, headers=HTMX)
    assert response.status_code == 422
    assert "This is not read as a number." in response.text
    assert "Or leave it empty to see the answer." in response.text
    assert 'value="a lot"' in response.text
    assert 'name="rating"' not in response.text


@pytest.mark.usefixtures("pack")
def test_a_fact_that_changed_comes_back_and_says_so(browser: Client, learner: User) -> None:
    one = fact(0)
    rate(learner, one, Rating.EASY, at=NOW - DAY)
    version = one.current_version
    assert version
    changed = FactVersion.objects.get(pk=version.pk)
    changed.pk, changed.number, changed.substance_checksum, changed.statement = None, 2, "other", "It is otherwise now."
    changed._state.adding = True
    changed.save()
    Fact.objects.filter(pk=one.pk).update(current_version=changed)
    page = browser.get(CARDS).text
    assert url("answer", one) in page
    assert "This fact changed since you last saw it." in page
    assert f"When you last saw this fact, it said: {version.statement}" in unescape(turn(browser, one))
    rate(learner, Fact.objects.get(pk=one.pk), Rating.GOOD, at=NOW)
    assert not Card.objects.changed().exists()


@pytest.mark.usefixtures("pack")
def test_what_is_forgotten_often_comes_in_another_form_with_its_paragraph(browser: Client, learner: User) -> None:
    one = fact(0)
    rate(learner, one)
    stems = set()
    for repetitions in range(2, 8):
        Card.objects.update(lapses=LEECH_LAPSES, repetitions=repetitions)
        page = browser.get(url("card", one)).text
        stems.add(re.search(r"data-stem>(?:<label[^>]*>)?([^<]+)<", page)[1])  # type: ignore[index]
        assert f"You forgot this {LEECH_LAPSES} times." in page
    assert len(stems) > 1
    version = one.current_version
    assert version
    paragraph = plain_text(version.passage.text)
    assert len(paragraph) > len(version.sentence)
    assert paragraph.replace(version.sentence, f"<mark>{version.sentence}</mark>") in unescape(turn(browser, one))


@pytest.mark.usefixtures("pack")
def test_four_ratings_by_choice_each_with_its_interval(browser: Client, learner: User) -> None:
    learner.remember(**{KEY: write_plan(StudyPlan(has_four_ratings=True))})
    page = turn(browser, fact(0))
    assert re.findall(r'name="rating" value="(\d)"', page) == ["1", "2", "3", "4"]
    *steps, days = re.findall(r'<span class="small">([^<]+)</span>', page)
    assert steps == ["1 min", "6 min", "10 min"]
    assert re.fullmatch(r"([6-9]|10) days", days)  # some of it is left to chance


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("end", ["", "answer/", "rate/"])
def test_a_fact_that_there_is_not_has_no_card(browser: Client, end: str) -> None:
    address = f"/cards/lighthouse/none/{end}"
    response = browser.post(address) if end else browser.get(address)
    assert response.status_code == 404
    assert "There is no card of this fact." in response.text


@pytest.mark.usefixtures("pack")
def test_nothing_of_somebody_else_is_shown_or_touched(browser: Client, learner: User, sign_in: Callable[[User], Client]) -> None:
    other = UserFactory.create()
    review = rate(other, fact(0), Rating.AGAIN, at=NOW - dt.timedelta(minutes=5))
    browser.post("/cards/undo/")
    assert browser.post("/cards/reviews/", {"review": review.pk}).status_code == 404
    assert not Undo.objects.exists()
    assert "New to you" in browser.get(url("card", fact(0))).text


@pytest.mark.usefixtures("pack")
def test_every_review_can_be_undone_from_the_list_once(browser: Client, learner: User) -> None:
    review = rate(learner, fact(0))
    assert f'value="{review.pk}"' in browser.get("/cards/reviews/").text
    for _ in range(2):
        response = browser.post("/cards/reviews/?q=amber&page=1", {"review": review.pk})
        assert response["Location"] == f"/cards/reviews/?q=amber&page=1#review-{review.pk}", "the place in the list is kept"
    assert Undo.objects.count() == 1
    page = browser.get("/cards/reviews/").text
    assert "This review was undone before." in page
    assert f'value="{review.pk}"' not in page


@pytest.mark.usefixtures("pack")
def test_reviews_are_found_by_the_words_of_their_facts(browser: Client, learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "ON_A_PAGE", 2)
    for number in range(3):
        rate(learner, fact(number))
    wanted = fact(1).current_version
    assert wanted
    found = browser.get("/cards/reviews/", {"q": f"  {wanted.statement.upper()} "})
    assert [row.statement for row in found.context["reviews"]] == [wanted.statement]
    common = browser.get("/cards/reviews/", {"q": "."}).text
    assert "Page 1 of 2" in common
    assert 'href="?q=.&amp;page=2"' in common
    none = browser.get("/cards/reviews/", {"q": "<nothing> of the kind"}).text
    assert "You reviewed no fact that says “&lt;nothing&gt; of the kind”." in none
    assert browser.get("/cards/reviews/", {"q": "\x00" * 5000}).status_code == 200


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("shown", [[1, 2], [1, 1, 1, "no kind", 0.0], "text", [1, 1, 1, "typed_text", "never"]])
def test_a_card_of_before_a_release_is_asked_for_again(browser: Client, shown: object) -> None:
    response = browser.post(url("rate", fact(0)), {"shown": dumps(shown, salt=SALT), "rating": "1"}, follow=True)
    assert "That rating could not be read, so nothing was stored." in response.text
    assert not Review.objects.exists()
