from collections import Counter
from collections.abc import Collection, Iterable
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
from kfor_quiz.bank.services.stamps import is_loaded, load_stamp, note_load
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.quizzes.services.quizzes import sync_quizzes


class Command(BaseCommand):
    help = (
        "Load packs and make their questions. All problems of all of them are printed at once; then nothing is stored and the exit "
        "code is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="the folder of one pack; left out: every pack in content/")
        parser.add_argument("--check", action="store_true", help="say what loading would do, and store nothing")

    def handle(self, *args: Any, path: Path | None, check: bool, **options: Any) -> None:
        content = Path(settings.BASE_DIR) / "content"
        folders = [path] if path else sorted(head.parent for head in content.glob("*/pack.toml"))
        if not folders:
            raise CommandError(f"There is no pack in {content}.")
        try:
            self.load(folders, check=check)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}") from error

    def load(self, folders: list[Path], *, check: bool) -> None:
        stamps = {folder: load_stamp(folder) for folder in folders}
        changed = [folder for folder in folders if check or not is_loaded(stamps[folder])]
        for folder in folders:
            if folder not in changed:
                self.stdout.write(f"{folder.name}: nothing has changed since it was loaded.")
        if changed:
            packs = self.read(folders)
            with transaction.atomic():
                self.store_all({folder: packs[folder] for folder in changed}, stamps)
                transaction.set_rollback(check)
        if check:
            self.stdout.write("\nOnly checked: nothing was stored.")

    def read(self, folders: list[Path]) -> dict[Path, knowledge.Pack]:
        """Every pack, or none: all problems of all of them are told at once."""
        packs: dict[Path, knowledge.Pack] = {}
        problems: list[str] = []
        for folder in folders:
            pack, found = read_pack(folder)
            problems += name_pack(map(str, found), folder, folders)
            if pack is not None:
                twins = [other.name for other, earlier in packs.items() if earlier.key == pack.key]
                problems += name_pack((f"pack.toml: {twin} has the key “{pack.key}” too" for twin in twins), folder, folders)
                packs[folder] = pack
        self.refuse(problems)
        return packs

    def store_all(self, packs: dict[Path, knowledge.Pack], stamps: dict[Path, str]) -> None:
        for folder, pack in packs.items():
            self.store(pack, stamps[folder])

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
        """Print the problems and stop; go on where there are none."""
        if not problems:
            return
        for problem in problems:
            self.stderr.write(problem)
        raise CommandError(
            f"{len(problems)} problems. Nothing was stored." if len(problems) > 1 else "One problem. Nothing was stored."
        )


def name_pack(problems: Iterable[str], folder: Path, folders: Collection[Path]) -> list[str]:
    """The problems of one pack, each after the name of its folder where several are loaded."""
    return [f"{folder.name}: {problem}" if len(folders) > 1 else problem for problem in problems]


def count_published(pack: Pack) -> Counter[str]:
    """Published questions of a pack by kind."""
    return Counter(Question.objects.published().filter(pack=pack).values_list("kind", flat=True))
