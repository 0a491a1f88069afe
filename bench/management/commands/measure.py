"""Measure the app beside bare views, on the database of the settings, and print how it does beside the goals."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from django.urls import reverse

from bench.browser import VISITS, measure_in_browser
from bench.contests import GOALS, View, list_views
from bench.load import Outcome, median_of, run_round
from bench.prepare import Learner, prepare_app
from bench.server import run_server


class Command(BaseCommand):
    help = "Measure the app beside bare views. The database is filled: give it one of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the database is called in the table")
        parser.add_argument("--rounds", type=int, default=9)
        parser.add_argument("--clients", type=int, default=8)
        parser.add_argument("--requests", type=int, default=18, help="of each client in each round")

    def handle(self, *args: Any, **options: Any) -> None:
        pack, clients, count = prepare_app(), options["clients"], options["requests"]
        # Answers come from people of their own: their many open attempts would weigh on the home of the others.
        learners = {is_answer: [Learner(pack) for _ in range(clients)] for is_answer in (True, False)}
        views = list_views(Learner(pack))
        rounds: dict[str, list[Outcome]] = {view.name: [] for view in views}
        with run_server() as port:
            for number in range(options["rounds"] + 1):
                for view in views if number % 2 else reversed(views):
                    people = learners[view.name.startswith("answer")]
                    requests = [[one.write(ask) for ask in view.asks(one, count)] for one in people]
                    outcome = run_round(port, requests)
                    if number:  # the first warms the server up
                        rounds[view.name].append(outcome)
            self.stdout.write(
                f"\n{options['name']}: {clients} clients, rounds of {count} requests each, medians of {options['rounds']}\n"
            )
            self.print_views(views, rounds)
            self.print_goals(rounds)
            self.print_memory(rounds)
            reader = learners[False][0]
            paths = [reverse("quizzes:attempt", args=[reader.start().uuid]) for _ in range(VISITS)]
            connections.close_all()  # the browser's event loop would refuse to have any
            for line in measure_in_browser(port, reader.client.cookies[settings.SESSION_COOKIE_NAME].value, paths):
                self.stdout.write(line)

    def print_views(self, views: list[View], rounds: dict[str, list[Outcome]]) -> None:
        self.stdout.write(f"{'view':24}{'a second':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}  statements")
        for view in views:
            of = median_of(rounds[view.name])
            kinds = ", ".join(f"{count} {kind}" for kind, count in view.statements.items())
            figures = f"{of.rate:9.0f}{of.p50:9.1f}{of.p95:9.1f}{of.p99:9.1f}"
            self.stdout.write(f"{view.name:24}{figures}  {view.statements.total()}: {kinds}")

    def print_memory(self, rounds: dict[str, list[Outcome]]) -> None:
        fed, unfed = (median_of(rounds[name]) for name in ("answer", "answer, no memory"))
        self.stdout.write(f"\nfeeding the memory costs an answer {fed.p50 - unfed.p50:.1f} ms of {fed.p50:.1f} (p50)")

    def print_goals(self, rounds: dict[str, list[Outcome]]) -> None:
        self.stdout.write(f"\n{'view':10}{'beside':24}{'figure':8}{'ratio':>7}{'goal':>7}")
        for goal in GOALS:
            measured = goal.measure(rounds)
            name = f"{goal.view:10}{goal.beside:24}{goal.figure:8}"
            self.stdout.write(f"{name}{measured:7.2f}{goal.goal:7.2f}  {goal.judge(measured)}")
