"""The handbook, its quizzes and the people who take them, as for the quizzes themselves."""

from tests.quizzes.conftest import attempt, browser, handbook_rows, pack, quiz

__all__ = ["attempt", "browser", "handbook_rows", "pack", "quiz"]
