"""The lexicons that typed answers are graded with, kept in the process for as long as they are the newest."""

from pydantic import TypeAdapter

from kfor_quiz.bank.models import Entity, Fact, Pack, Predicate
from kfor_quiz.bank.selectors.knowledge import records
from kfor_quiz.engine import entities, knowledge
from kfor_quiz.engine.facts import FactKind, FactValue
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lexicon import Lexicon, make_lexicon

_NAMING_KINDS = (FactKind.MEASURE, FactKind.MEMBERSHIP, FactKind.RELATION)
_VALUES: TypeAdapter[FactValue] = TypeAdapter(FactValue)
_newest: dict[str, Lexicon] = {}


def lexicon_for(pack: Pack) -> Lexicon:
    """The lexicon of a pack. No query where this process has the one that the pack's row names; else three.

    The row must be fresh: fetched for the answer that is graded. A kept lexicon that is not the one it names is read anew, so
    no process grades with names from before the last load. What was edited since then, without making the questions anew, is
    read at each answer.
    """
    kept = _newest.get(pack.key)
    if kept is None or kept.checksum != pack.lexicon_checksum:
        kept = _newest[pack.key] = _read(pack)
    return kept


def _read(pack: Pack) -> Lexicon:
    facts = Fact.objects.current().filter(pack=pack, kind__in=_NAMING_KINDS).values_list("key", "current_version__value")
    return make_lexicon(
        LANGUAGES[pack.language],
        [entities.Entity.model_validate(row) for row in records(pack, Entity, entities.Entity)],
        [knowledge.Predicate.model_validate(row) for row in records(pack, Predicate, knowledge.Predicate)],
        {key: _VALUES.validate_python(value) for key, value in facts},
    )
