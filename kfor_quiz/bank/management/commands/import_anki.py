from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Topic
from kfor_quiz.bank.services.import_words import describe_import
from kfor_quiz.bank.services.imported import import_deck
from kfor_quiz.formats.anki import MOST_PACKED, AnkiFileError, FoundDeck, read_deck


class Command(BaseCommand):
    help = (
        "Bring the cards of an Anki deck into a pack as draft questions. They are used only after an author has chosen the fact of "
        "each in the admin. A second import updates the drafts that nobody has edited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what Anki exported: .apkg, old or new")
        parser.add_argument("--pack", required=True, help="the key of the pack")
        parser.add_argument("--topic", required=True, help="the key of a topic of the pack, in which the drafts stand")
        parser.add_argument("--author", required=True, help="the user name of whoever answers for the drafts")

    def handle(self, *args: Any, file: Path, pack: str, topic: str, author: str, **options: Any) -> None:
        person = User.objects.kept().filter(username=author).first()
        if person is None:
            raise CommandError(f"There is no user “{author}”.")
        row = self.find_topic(pack, topic)
        report = import_deck(deck=self.read(file), topic=row, author=person, now=timezone.now())
        self.stdout.write("\n".join(describe_import(report)))

    def find_topic(self, pack: str, topic: str) -> Topic:
        if not Pack.objects.filter(key=pack).exists():
            raise CommandError(f"There is no pack “{pack}”.")
        topics = Topic.objects.filter(pack__key=pack, is_retired=False)
        row = topics.filter(key=topic).first()
        if row is None:
            keys = ", ".join(topics.order_by("order").values_list("key", flat=True))
            raise CommandError(f"“{pack}” has no topic “{topic}”. It has: {keys}.")
        return row

    def read(self, file: Path) -> FoundDeck:
        """The notes of the file; of one that is too large no more is read than tells it."""
        try:
            with file.open("rb") as package:
                return read_deck(package.read(MOST_PACKED + 1))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except AnkiFileError as error:
            raise CommandError(f"{file}: {error} Nothing was stored.") from error
