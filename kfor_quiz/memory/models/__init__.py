"""What a learner remembers of each fact, and everything that says so."""

from kfor_quiz.memory.models.cards import Card
from kfor_quiz.memory.models.reviews import Review, Undo

__all__ = ["Card", "Review", "Undo"]
