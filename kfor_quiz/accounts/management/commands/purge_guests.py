"""Remove guests who were not seen for 30 days. Meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kfor_quiz.accounts.services import purge_guests


class Command(BaseCommand):
    help = "Remove guests who were not seen for 30 days: deleted, or erased where they have answered questions."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted, erased = purge_guests(now=timezone.now())
        self.stdout.write(f"guests deleted: {deleted}, erased because they have answered: {erased}")
