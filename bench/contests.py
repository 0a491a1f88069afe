"""What is measured against what, and the goals."""

import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.load import Outcome
from bench.prepare import Ask, Learner

NOTE = {"text": "An answer of usual length, as somebody types it into the field."}
Asks = Callable[[Learner, int], list[Ask]]


@dataclass(frozen=True)
class View:
    """One thing that is asked for; `asks` are so many requests of one learner. `statements` are counted by their first word."""

    name: str
    asks: Asks
    statements: Counter[str]


@dataclass(frozen=True)
class Goal:
    """How one view should do beside another: at least that share of its requests a second, or at most that multiple of its p99."""

    view: str
    beside: str
    figure: str
    goal: float

    def measure(self, rounds: dict[str, list[Outcome]]) -> float:
        """The median of what it was in each round, so that what slows the machine down for a while slows both."""
        pairs = zip(rounds[self.view], rounds[self.beside], strict=True)
        return float(statistics.median(getattr(one, self.figure) / getattr(other, self.figure) for one, other in pairs))

    def judge(self, measured: float) -> str:
        short = self.goal - measured if self.figure == "rate" else measured - self.goal
        return "holds" if short <= 0 else f"falls short by {short:.2f}"


GOALS = (
    Goal("answer", "one row written", "rate", 0.5),
    Goal("answer", "one row written", "p99", 2),
    Goal("answer", "bare, as an answer", "rate", 0.9),
    Goal("question", "bare, as the question", "rate", 0.9),
    Goal("home", "bare, as home", "rate", 0.9),
    Goal("result", "bare, as the result", "rate", 0.9),
)


def list_views(learner: Learner) -> list[View]:
    """All views, each of the app beside its bare one, which makes as many statements."""
    answer = measured("answer", lambda one, count: one.answers(count), learner)
    forgetful = measured("answer, no memory", lambda one, count: [ask.forgetful() for ask in one.answers(count)], learner)
    question = measured("question", partial(repeat, lambda one: reverse("quizzes:attempt", args=[one.open.uuid])), learner)
    home = measured("home", partial(repeat, lambda _one: reverse("home")), learner)
    result = measured("result", partial(repeat, lambda one: reverse("quizzes:result", args=[one.finished.uuid])), learner)
    kinds = answer.statements
    many = f"/bench/many/{kinds['SELECT'] - 2}/{kinds['INSERT']}/{kinds['UPDATE']}/"
    return [
        measured("one row written", lambda _one, count: [Ask("/bench/one-row/", NOTE)] * count, learner),
        answer,
        forgetful,
        measured("bare, as an answer", lambda _one, count: [Ask(many, NOTE)] * count, learner),
        question,
        measured("bare, as the question", bare_page(question), learner),
        home,
        measured("bare, as home", bare_page(home), learner),
        result,
        measured("bare, as the result", bare_page(result), learner),
    ]


def measured(name: str, asks: Asks, learner: Learner) -> View:
    """The view, with the statements that it makes; those of the second of two requests, when all is warm."""
    for ask in asks(learner, 2):
        with CaptureQueriesContext(connection) as queries:
            status = learner.ask(ask)
        if status != 200:
            raise AssertionError(f"{ask.path} answers {status}")
    return View(name, asks, Counter(query["sql"].split()[0] for query in queries.captured_queries))


def repeat(path: Callable[[Learner], str], learner: Learner, count: int) -> list[Ask]:
    return [Ask(path(learner))] * count


def bare_page(view: View) -> Asks:
    """A bare page with as many statements; those for session and user are made by the middleware."""
    path = f"/bench/page/{view.statements.total() - 2}/"
    return partial(repeat, lambda _one: path)
