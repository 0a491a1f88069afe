from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kfor_quiz.bank.exports.coverage import describe_changes, describe_coverage
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.selectors.knowledge import pack_knowledge
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.rows import ContentDoesNotFitError
from kfor_quiz.bank.services.stamps import is_loaded, load_stamp, note_load
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.quizzes.services.quizzes import sync_quizzes


class Command(BaseCommand):
    help = (
        "Load a pack and make its questions. All its problems are printed at once; then nothing is stored and the exit code is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="the folder of the pack; left out: content/kfor")
        parser.add_argument("--check", action="store_true", help="say what loading would do, and store nothing")

    def handle(self, *args: Any, path: Path | None, check: bool, **options: Any) -> None:
        folder = path or Path(settings.BASE_DIR) / "content" / "kfor"
        try:
            self.load(folder, check=check)
        except OSError as error:
            raise CommandError(f"{folder} cannot be read: {error.strerror}") from error

    def load(self, folder: Path, *, check: bool) -> None:
        stamp = load_stamp(folder)
        if not check and is_loaded(stamp):
            self.stdout.write(f"{folder.name}: nothing has changed since it was loaded.")
            return
        pack, problems = read_pack(folder)
        if pack is None:
            self.refuse([str(problem) for problem in problems])
            return
        try:
            with transaction.atomic():
                self.store(pack, stamp)
                transaction.set_rollback(check)
        except ContentDoesNotFitError as error:
            self.refuse(error.problems)
        if check:
            self.stdout.write("\nOnly checked: nothing was stored.")

    def store(self, pack: knowledge.Pack, stamp: str) -> None:
        """Load the pack, make its questions, and print what came of it."""
        now = timezone.now()
        sync = sync_pack(pack=pack, now=now)
        generation = generate_questions(pack_row=sync.pack, now=now)
        quizzes = sync_quizzes(pack=sync.pack)
        note_load(pack_row=sync.pack, stamp=stamp)
        stored = pack_knowledge(sync.pack)
        coverage = describe_coverage(stored, count_published(sync.pack))
        self.stdout.write(f"{stored.title}\n\n{coverage}\n\n{describe_changes(sync, generation, quizzes)}")

    def refuse(self, problems: list[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)
        raise CommandError(
            f"{len(problems)} problems. Nothing was stored." if len(problems) > 1 else "One problem. Nothing was stored."
        )


def count_published(pack: Pack) -> Counter[str]:
    """Published questions of a pack by kind."""
    return Counter(Question.objects.published().filter(pack=pack).values_list("kind", flat=True))
