"""All that is derived from other rows, made anew from them."""

from typing import Any

from django.core.management.base import BaseCommand

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.services.rebuilding import rebuild_disclosures, rebuild_search_texts
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from kfor_quiz.quizzes.services.forms import reserve_questions
from kfor_quiz.quizzes.services.rebuilding import rebuild_attempts


class Command(BaseCommand):
    help = "Make anew what is derived from other rows, and print how many rows it was other for. May run while the app does."

    def handle(self, *args: Any, **options: Any) -> None:
        for pack in Pack.objects.order_by("key"):
            self.stdout.write(f"{pack.key}: texts for the search put right: {rebuild_search_texts(pack_row=pack)}")
            self.stdout.write(f"{pack.key}: questions kept for exams, or no longer: {reserve_questions(pack=pack)}")
            self.stdout.write(f"{pack.key}: questions whose disclosures were put right: {rebuild_disclosures(pack_row=pack)}")
        self.stdout.write(f"cards whose memory was put right: {rebuild_cards()}")
        self.stdout.write(f"attempts whose points were put right: {rebuild_attempts()}")
