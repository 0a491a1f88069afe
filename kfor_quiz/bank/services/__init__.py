"""What writes the bank: loading packs, making questions, saving hand-written ones."""

from kfor_quiz.bank.services.authored import UnfitQuestionError, WrittenOption, WrittenQuestion
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.rows import ContentDoesNotFitError
from kfor_quiz.bank.services.stamps import is_loaded, load_stamp, note_load
from kfor_quiz.bank.services.sync import SyncReport, sync_pack
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question

__all__ = [
    "ContentDoesNotFitError",
    "GenerationReport",
    "SavedQuestion",
    "SyncReport",
    "UnfitQuestionError",
    "WrittenOption",
    "WrittenQuestion",
    "generate_questions",
    "is_loaded",
    "load_stamp",
    "note_load",
    "save_written_question",
    "sync_pack",
]
