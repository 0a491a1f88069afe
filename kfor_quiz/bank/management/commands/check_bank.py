from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kfor_quiz.bank.exports.figures import describe_figures, describe_shortfalls, falls_short, measure_bank
from kfor_quiz.bank.models import Pack


class Command(BaseCommand):
    help = "Print the figures of the bank beside their goals; the exit code is 1 when one that is due falls short."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pack", nargs="?", help="the key of one pack; left out: all packs")

    def handle(self, *args: Any, pack: str | None, **options: Any) -> None:
        packs = Pack.objects.filter(key=pack) if pack else Pack.objects.order_by("key")
        if not packs:
            raise CommandError(f"There is no pack “{pack}”." if pack else "There is no pack yet; load one with load_content.")
        missed = 0
        for row in packs:
            figures = measure_bank(row)
            missed += sum(map(falls_short, figures))
            self.stdout.write(f"{row.title}\n\n{describe_figures(figures)}\n{describe_shortfalls(figures)}")
        if missed:
            raise CommandError("One figure falls short." if missed == 1 else f"{missed} figures fall short.")
