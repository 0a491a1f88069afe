"""The accessibility tree of each page: what a screen reader says of it, and in which order."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question, QuestionVersion
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_planned
from tests.e2e.quiz import Outcome, Quizzing
from tests.e2e.skeletons import CERTAINTY, CLOCK, FRAME, PLACES, WORDS, asked, feedback, section, table, under

SignedIn = Callable[..., tuple[Page, User]]
PARTLY = {Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST, Kind.MULTIPLE_RESPONSE}


def expect_main(page: Page, *blocks: str) -> None:
    """Expect these nodes in the page's content, in this order."""
    expect(page.get_by_role("main")).to_match_aria_snapshot(under("main", *blocks))


def begin_exam(learner: User) -> Attempt:
    return start_planned(learner=learner, plan=plan_exam(Pack.objects.get()), now=timezone.now()).attempt


def count_of(version: QuestionVersion) -> int:
    return len(version.left_items()) if version.question.kind == Kind.MATCHING else version.options.count()


def test_every_kind_of_question_and_its_feedback(signed_in: SignedIn, quizzing: Quizzing, subtests: pytest.Subtests) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, *(quizzing.question_of(kind) for kind in Kind))
    page.goto(f"/attempts/{attempt.uuid}/")
    expect(page.locator("body")).to_match_aria_snapshot(FRAME)
    for position, kind in enumerate(Kind, start=1):
        place, question = f"paragraph: /Question {position} of {len(Kind)}/", asked(kind, count_of(quizzing.version_on(page)))
        with subtests.test(f"question: {kind}"):
            expect_main(page, place, *question, 'button "Check answer"', 'link "Leave for now"')
        outcome: Outcome = "partly" if kind in PARTLY else "wrong"
        quizzing.answer_open_question(page, outcome)
        quizzing.check(page)
        with subtests.test(f"feedback: {kind}"):
            expect_main(page, *feedback(kind, is_last=position == len(Kind)))
        quizzing.go_on(page)


def test_a_practice_with_how_sure_one_was_and_the_past_attempts(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(User.objects.create(username="sure", preferences={"certainty": True}))
    outcomes: tuple[Outcome, ...] = ("right", "wrong")
    for outcome in outcomes:
        attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.SINGLE_CHOICE))
        page.goto(f"/attempts/{attempt.uuid}/")
        expect_main(page, *asked(Kind.SINGLE_CHOICE, 3), CERTAINTY, 'button "Check answer"')
        page.get_by_role("radio", name="Sure", exact=True).check()
        quizzing.take_all(page, 1, outcome)
    expect_main(
        page,
        under("paragraph", "text: Chosen questions", r"time: /\d/"),
        'heading "0 of 1 point" [level=1]',
        section(
            "By topic",
            under("list", under("listitem", r"paragraph: /\w+ 0 of 1, 0 %/")),
            under("paragraph", 'strong: "Study next:"', f"link {WORDS}"),
        ),
        'button "Retry the one you missed"',
        'link "All quizzes"',
        section("How sure you were", table("You said", "Right", "Share", rows=('"Sure"', '"Fairly sure"', '"Guessing"'))),
        section("Your answers", r"group: /\w.* Not quite · sure/"),
    )
    page.goto("/attempts/")
    taken = ('link "Chosen questions"', r"time: /\d/")
    missed = under("listitem", *taken, "button /Retry what you missed.+Chosen questions/", "text: 0 of 1")
    expect_main(
        page,
        'heading "Past attempts" [level=1]',
        section("Your last 2 results", "group: The chart as a table"),
        section("Right answers by topic", table("Topic", "Lately", "Before")),
        section("All attempts", under("list", missed, under("listitem", *taken, "text: 1 of 1"))),
    )


def test_the_start_of_an_exam(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/quizzes/kfor/exam/")
    figures = {"Questions": '"25"', "Minutes": '"20"', "Passed with": "70 %"}
    rules = (node for term, figure in figures.items() for node in (f"term: {term}", f"definition: {figure}"))
    chances = table("Who knows of the facts", "passes, of 100 times", rows=('"60 %"', '"70 %"', '"80 %"', '"90 %"'))
    expect_main(
        page,
        'heading "Exam" [level=1]',
        "paragraph: /against the clock/",
        section("How it works", *rules, under("list", f"listitem: {WORDS}"), 'button "Start"'),
        section("How much must one know to pass?", chances),
    )


def test_an_exam_from_its_places_to_its_result(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    Question.objects.exclude(kind=Kind.SINGLE_CHOICE).update(status=Status.DRAFT)
    page.goto(f"/attempts/{begin_exam(learner).uuid}/1/")
    quizzing.answer_open_question(page, "wrong")
    page.get_by_role("button", name="Flag").click()
    flagged = ('button "Next"', 'button "Flagged" [pressed]', 'button "Overview"')
    expect_main(page, CLOCK, "paragraph: /Question 1 of 25/", under(f"group {WORDS}", f"radio {WORDS} [checked]"), *flagged)
    page.get_by_role("button", name="Next").click()
    moves = ('button "Next"', 'button "Back"', 'button "Flag" [pressed=false]', 'button "Overview"')
    expect_main(page, CLOCK, "paragraph: /Question 2 of 25/", *asked(Kind.SINGLE_CHOICE, 3), *moves)
    page.get_by_role("button", name="Overview").click()
    back, count = 'link "Back to the questions"', "paragraph: 1 of 25 answered, and saved. 24 places are open. You flagged 1."
    expect_main(page, CLOCK, 'heading "Overview" [level=1]', count, PLACES, 'link "Submit…"', back)
    page.get_by_role("link", name="Submit…").click()
    warning = ('heading "24 places are still open" [level=1]', "paragraph: /earns nothing/")
    expect_main(page, CLOCK, *warning, PLACES, 'button "Submit"', back)
    page.get_by_role("button", name="Submit").click()
    expect_main(
        page,
        under("paragraph", "text: /^Exam/", r"time: /\d/"),
        'heading "0 of 25 points" [level=1]',
        under("paragraph", "strong: Not passed this time."),
        section("By topic", under("list", under("listitem", r"paragraph: /\w+ 0 of \d+, 0 %/"))),
        'button "Retry the 25 you missed"',
        'link "Another exam"',
        'link "All quizzes"',
        section("Your answers", "group: /Not quite/", "group: /Left open/"),
    )


def test_the_builder(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/quizzes/build/")
    choose = ('checkbox "One right answer"', 'checkbox "All right answers"', 'checkbox "True or false"')
    write = ('checkbox "A name or word"', 'checkbox "A number"', 'checkbox "A date"')
    arrange = ('checkbox "Put in order"', 'checkbox "Match pairs"')
    kinds = (under('group "Choose"', *choose), under('group "Write"', *write), under('group "Arrange"', *arrange))
    expect_main(
        page,
        'heading "Build a quiz" [level=1]',
        under("group /^Topics/", f"checkbox {WORDS}"),
        under("group /^Kinds of question/", *kinds),
        under('group "How many questions"', 'radio "5"', 'radio "10" [checked]'),
        under('group "Feedback"', 'radio "After each answer" [checked]', 'radio "At the end"'),
        under('group "Time"', 'checkbox "Against the clock"', 'spinbutton "Minutes"'),
        under("status", r"paragraph: /\d+ questions match\./"),
        'button "Start"',
    )


def test_the_timeline(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/timeline/")
    when = under("paragraph", under("strong", r"time: /\d/"), f"text: {WORDS}")
    years = under("list", under("listitem", when, under("paragraph", f"text: {WORDS}", r"link /In the briefing.+\w/")))
    axis = under('region "Time axis"', "img /Time axis, .*The list below has the same content/")
    strength = section(
        "KFOR’s strength", "img /The table has the same content/", table("When", "Troops", rows=('"At the start in 1999"',))
    )
    head = 'heading "Timeline" [level=1]'
    events = ("paragraph: 28 of 28 events", under("figure", axis), section("1999", years), section("2008", years), strength)
    expect_main(page, head, "group: Choose topics, years or words", *events)
    page.get_by_text("Choose topics, years or words").click()
    fields = (under("group /Topics/", f"checkbox {WORDS}"), 'combobox "From"', 'combobox "To"', 'textbox "With the words"')
    expect_main(page, head, under("group", "text: Choose topics, years or words", under("search", *fields, 'button "Show"')))


def offer(level: int) -> str:
    """A quiz to start, its title at a level."""
    return under(
        "article", rf"heading /\w/ [level={level}]", "paragraph: 10 questions", f"paragraph: {WORDS}", r"button /Start.+\w/"
    )


def test_the_list_of_quizzes(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/quizzes/")
    exam = under("article", 'heading "Exam" [level=2]', "paragraph: 25 questions 20 minutes", 'link "To the exam"')
    build = under("paragraph", 'link "Build a quiz of your own"')
    expect_main(page, 'heading "Quizzes" [level=1]', build, *[offer(2)] * 8, exam)


def test_today_before_and_after_the_first_question(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    page.goto("/")
    expect(page.locator("body")).to_match_aria_snapshot(FRAME)
    begin = section(r"/\w/", f"paragraph: {WORDS}", 'button "Start"')
    cards = section("Or learn by cards", f"paragraph: {WORDS}", under("paragraph", 'link "Start with today’s cards"'))
    offers = section("Quizzes", 'link "Build your own"', 'link "All quizzes"', *[offer(3)] * 6)
    nothing = section("Recent attempts", "paragraph: You have taken no quiz yet. Your results will stand here.")
    expect_main(page, 'heading "Start with 10 questions" [level=1]', begin, under("group", cards, nothing, offers))
    quizzing.attempt_with(learner, quizzing.question_of(Kind.SINGLE_CHOICE))
    page.reload()
    go_on = section("Chosen questions", "paragraph: 0 of 1 question answered", 'link "Continue"')
    beside = section("Cards", r"paragraph: /\d+ facts, about \d+ min/", under("paragraph", 'link "Start with today’s cards"'))
    open_one = under("listitem", 'link "Chosen questions"', "text: /0 of 1 answered/", "link /Resume.+Chosen questions/")
    recent = section("Recent attempts", 'link "All attempts"', under("list", open_one))
    expect_main(page, 'heading "Go on where you stopped" [level=1]', go_on, under("group", beside, recent, offers))


def test_on_a_phone_only_what_to_do_next_stands_in_front_and_the_rest_behind_more(signed_in: SignedIn, javascript: bool) -> None:
    page, _ = signed_in(viewport={"width": 390, "height": 780}, java_script_enabled=javascript)
    page.goto("/")
    expect(page.get_by_role("button", name="Start")).to_have_count(1)
    more = page.get_by_text("More", exact=True)
    more.click()
    expect(page.get_by_role("region", name="Recent attempts")).to_be_visible()
    more.click()
    expect(page.get_by_role("region", name="Recent attempts")).to_be_hidden()
    page.set_viewport_size({"width": 800, "height": 780})
    expect(page.get_by_role("region", name="Recent attempts")).to_be_visible()
    expect(more).to_be_hidden()


def test_the_place_of_a_row_that_was_moved_is_said(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.ORDERING))
    page.goto(f"/attempts/{attempt.uuid}/")
    first = page.locator("[data-placed] > span:not(.moves)").first.inner_text()
    page.get_by_role("button", name=f"Move “{first}” down").click()
    expect(page.get_by_role("status")).to_have_text(f"Place of “{first}”: 2")
    page.get_by_label(f"Place of “{first}”").select_option("4")
    expect(page.get_by_role("status")).to_have_text(f"Place of “{first}”: 4")


def test_a_flag_keeps_the_focus_and_the_next_place_is_said(signed_in: SignedIn) -> None:
    page, learner = signed_in()
    exam = begin_exam(learner)
    page.goto(f"/attempts/{exam.uuid}/2/")
    page.get_by_role("button", name="Flag").click()
    expect(page.get_by_role("button", name="Flagged")).to_be_focused()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("status")).to_have_text(f"Question 3 of 25: {exam.title}")
    expect(page.locator("[data-stem]")).to_be_focused()
