from typing import Any

from django.core.management.base import BaseCommand

from kfor_quiz.bank.exports.questions import export_lines


class Command(BaseCommand):
    help = "Print the published questions, one JSON object a line, sorted by id."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in export_lines():
            self.stdout.write(line)
