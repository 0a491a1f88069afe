"""`manage.py rebuild` makes anew what is derived, and says what was other."""

import io

from django.core.management import call_command
from django.urls import reverse

from kfor_quiz.bank.models import Entity, Question
from kfor_quiz.quizzes.models import Attempt
from tests.platform.conftest import Site, answer, start


def rebuild() -> list[str]:
    out = io.StringIO()
    call_command("rebuild", stdout=out)
    return [line.partition(": ")[2] if line.startswith("lighthouse") else line for line in out.getvalue().splitlines()]


def test_what_was_spoilt_is_put_right_and_counted_once(site: Site) -> None:
    browser = site.open_browser("guest")
    answer(browser, start(browser, reverse("quizzes:start", args=["lighthouse", "all"])), 1)
    rebuild()
    Entity.objects.filter(key__in=["lume", "carra"]).update(search_text="spoilt")
    Question.objects.filter(pk=Question.objects.published().earliest("pk").pk).update(discloses={}, is_reserved=True)
    Attempt.objects.filter(answered=1).update(answered=0)
    spoilt = Attempt.objects.filter(answered=0, slots__responses__isnull=False).count()
    assert spoilt
    said = rebuild()
    assert said[0] == "texts for the search put right: 2"
    assert said[1] == "questions kept for exams, or no longer: 1"
    assert said[2] == "questions whose disclosures were put right: 1"
    assert said[-1] == f"attempts whose points were put right: {spoilt}"
    assert all(line.endswith(": 0") for line in rebuild())
