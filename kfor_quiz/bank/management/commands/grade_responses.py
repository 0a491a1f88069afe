import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kfor_quiz.bank.exports.responses import grade_lines


class Command(BaseCommand):
    help = (
        'Grade responses: reads lines {"question": id, "response": text, list of option ids or texts, or {left id: option id}}, '
        'prints {"score", "outcomes", "feedback"} for each. '
        "A line that cannot be graded has the score null and is named on standard error; the exit code is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="JSON lines in UTF-8; left out: standard input")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        try:
            lines = self._lines(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        errors = 0
        for graded in grade_lines(lines):
            if graded.error:
                errors += 1
                self.stderr.write(graded.error)
            self.stdout.write(graded.reply)
        if errors:
            raise CommandError(f"{errors} lines could not be graded." if errors > 1 else "One line could not be graded.")

    def _lines(self, file: Path | None) -> list[str]:
        """The lines to grade; a byte that is not UTF-8 is shown as a question mark, so that its line alone fails."""
        content = file.read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8", errors="replace").split("\n")
