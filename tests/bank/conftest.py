"""The invented pack in the database."""

import pytest

from kfor_quiz.bank.models import Pack
from tests.bank.packs import lighthouse, load


@pytest.fixture
def loaded(db: None) -> Pack:
    """The lighthouse pack with its questions."""
    pack_row, _, _ = load(lighthouse())
    return pack_row
