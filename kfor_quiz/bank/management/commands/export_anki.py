from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kfor_quiz.bank.exports.anki import build_deck
from kfor_quiz.bank.models import Pack
from kfor_quiz.formats.anki import write_deck


class Command(BaseCommand):
    help = (
        "Write the facts of a pack as a deck for Anki. A fact stays the same note, so that an import into Anki updates what an "
        "earlier one brought."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pack", help="the key of the pack")
        parser.add_argument("file", type=Path, help="where to write, with a name that ends in .apkg")

    def handle(self, *args: Any, pack: str, file: Path, **options: Any) -> None:
        row = Pack.objects.filter(key=pack).first()
        if row is None:
            raise CommandError(f"There is no pack “{pack}”.")
        deck, left_out = build_deck(row)
        if not deck.notes:
            raise CommandError(f"“{pack}” has no question in use, so there is nothing to put into a deck. Nothing was written.")
        try:
            file.write_bytes(write_deck(deck))
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(deck.notes)} notes in {file}.")
        if left_out:
            self.stdout.write(f"Left out, because every question on them is out of use or kept for exams: {', '.join(left_out)}.")
