"""Everything between an installed environment and a running server: tables, static files, content, cards; old guests go."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from kfor_quiz.accounts.services import purge_guests
from kfor_quiz.operations.errors import describe_in_one_line
from kfor_quiz.operations.services import prepare_database, prepare_static_files
from kfor_quiz.quizzes.services.remembering import remember_earlier_answers


class Command(BaseCommand):
    help = (
        "Make or update the database, the static files and the content, and remove guests not seen for 30 days. "
        "Does nothing where all is up to date."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.prepare()
        except (DatabaseError, OSError) as error:
            raise CommandError(describe_in_one_line(error)) from error

    def prepare(self) -> None:
        if prepare_database():
            self.stdout.write("The database is up to date.")
        if prepare_static_files():
            self.stdout.write("The static files are collected.")
        call_command("load_content", stdout=self.stdout)
        remembered = remember_earlier_answers()
        if remembered:
            self.stdout.write(f"Answers of before there were flashcards count as reviews now: {remembered}.")
        removed = sum(purge_guests(now=timezone.now()))
        if removed:
            self.stdout.write(f"Guests not seen for 30 days are removed: {removed}.")
