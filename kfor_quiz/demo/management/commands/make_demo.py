"""A database of simulated learners, made once; who they are is printed each time."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kfor_quiz.bank.exports.tables import format_table
from kfor_quiz.demo.selectors.accounts import count_rows, list_accounts
from kfor_quiz.demo.services.making import RealPeopleError, Size, is_made, make_demo, refuse_real_people
from kfor_quiz.demo.services.people import PASSWORD

TOLD_OF_EVERY = 10
SEED = "a year of simulated learners"


class Command(BaseCommand):
    help = (
        "Fill a database of its own with simulated learners and a year of their answers, and print the accounts to sign in with. "
        "Does nothing where that was done; refuses a database that holds real people."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=Size.people, help="how many learners")
        parser.add_argument("--days", type=int, default=Size.days, help="for how many days they have studied")
        parser.add_argument("--seed", default=SEED, help="the same one gives the same people on the same day")

    def handle(self, *args: Any, **options: Any) -> None:
        size = Size(options["people"], options["days"])
        if not settings.LOCAL:
            raise CommandError("Everybody knows the password of a demo, so it is made with KFOR_MODE=local only.")
        if min(size.people, size.days) < 1:
            raise CommandError("A demo needs one learner and one day at least.")
        was_made = is_made()
        try:
            self.make(size, options["seed"], was_made=was_made)
        except RealPeopleError as error:
            raise CommandError("This database holds real people. A demo needs one of its own; nothing was changed.") from error
        self.stdout.write(f"{format_table(('account', 'who'), list_accounts())}\n")
        self.stdout.write(f"All of them are simulated and have the password: {PASSWORD}")

    def make(self, size: Size, seed: str, *, was_made: bool) -> None:
        """Make the demo, or say that it is there. Raise RealPeopleError."""
        if was_made:
            self.stdout.write("The demo is there already, and goes on with what it holds.")
            return
        refuse_real_people()
        call_command("prepare", stdout=self.stdout)
        self.stdout.write(f"Simulating {size.people} learners, {size.days} days each. This takes a minute or two.")
        began = time.monotonic()
        make_demo(size=size, seed=seed, now=timezone.now(), tell=self.tell)
        self.stdout.write(f"{count_rows()}: made in {time.monotonic() - began:.0f} seconds.\n")

    def tell(self, number: int) -> None:
        """Say how far it is, now and then."""
        if number % TOLD_OF_EVERY == 0:
            self.stdout.write(f"  {number} learners")
            self.stdout.flush()
