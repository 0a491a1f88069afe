from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.memory import measure_memory
from kfor_quiz.bank.exports.figures import describe_figures, describe_shortfalls, falls_short


class Command(BaseCommand):
    help = "Print how true the memory of facts is, figure by figure, beside the goals; the exit code is 1 when one falls short."

    def handle(self, *args: Any, **options: Any) -> None:
        figures = measure_memory(self.stdout.write)
        self.stdout.write(f"{describe_figures(figures)}\n{describe_shortfalls(figures)}")
        missed = sum(map(falls_short, figures))
        if missed:
            raise CommandError("One figure falls short." if missed == 1 else f"{missed} figures fall short.")
