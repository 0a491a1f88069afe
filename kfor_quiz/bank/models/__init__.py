"""Packs and what they hold, facts in versions, questions in versions."""

from kfor_quiz.bank.models.content import Entity, Pack, Passage, Predicate, Source, SourceStatement, Template, Topic
from kfor_quiz.bank.models.facts import Fact, FactVersion
from kfor_quiz.bank.models.options import Option
from kfor_quiz.bank.models.questions import Question, QuestionFact, QuestionVersion

__all__ = [
    "Entity",
    "Fact",
    "FactVersion",
    "Option",
    "Pack",
    "Passage",
    "Predicate",
    "Question",
    "QuestionFact",
    "QuestionVersion",
    "Source",
    "SourceStatement",
    "Template",
    "Topic",
]
