"""What learners report about questions, in the admin."""

from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.quizzes.models import QuestionReport
from kfor_quiz.quizzes.services.reporting import report_question
from tests.bank.packs import NOW

REPORT = "admin:quizzes_questionreport"


def written() -> Question:
    return Question.objects.written().get()


def test_administrators_alone_see_who_reported(author_page: Client, admin_page: Client, learner: User, loaded: Pack) -> None:
    version = Question.objects.published().earliest("key").current_version
    assert version is not None
    report_question(learner=learner, version=version, text="Unclear.", now=NOW)
    report = QuestionReport.objects.get()
    for address in (reverse(f"{REPORT}_changelist"), reverse(f"{REPORT}_change", args=[report.pk])):
        assert learner.username in admin_page.get(address).text
        assert learner.username not in author_page.get(address).text


def test_the_history_tells_who_settled_a_report(author_page: Client, learner: User, loaded: Pack) -> None:
    version = Question.objects.published().earliest("key").current_version
    assert version is not None
    report_question(learner=learner, version=version, text="Unclear.", now=NOW)
    report = QuestionReport.objects.get()
    for _ in range(2):
        author_page.post(reverse("admin:quizzes_questionreport_changelist"), {"action": "settle", "_selected_action": [report.pk]})
    report.refresh_from_db()
    assert report.is_settled
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Settled."]
