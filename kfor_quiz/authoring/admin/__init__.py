"""Every model in the admin. Importing the modules registers them."""

from kfor_quiz.authoring.admin import attempts, content, exams, facts, people, questions, versions

__all__ = ["attempts", "content", "exams", "facts", "people", "questions", "versions"]
