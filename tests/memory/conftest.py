"""The handbook, its quizzes and the people who learn it, as for the quizzes themselves."""

from tests.quizzes.conftest import all_met, all_read, attempt, browser, exam, handbook_rows, pack, quiz

__all__ = ["all_met", "all_read", "attempt", "browser", "exam", "handbook_rows", "pack", "quiz"]
