"""Checksums that tell whether content has changed: SHA-256 over canonical JSON."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from kfor_quiz.engine.entities import EntityIndex
from kfor_quiz.engine.facts import Fact, FactKind, MembershipValue, TermValue

# What a learner has to know anew when it changes; all else of a fact is its wording.
_SUBSTANCE: dict[FactKind, set[str]] = {
    FactKind.EVENT: {"date", "done_by", "who"},
    FactKind.MEASURE: {"number", "unit", "hedge", "series", "when"},
    FactKind.RELATION: {"predicate", "subject", "object"},
    FactKind.MEMBERSHIP: {"closed"},
    FactKind.TERM: {"entity"},
    FactKind.CLAIM: {"proposition"},
}


def checksum_of(content: Any) -> str:
    """64 hex digits for any JSON value; the order of names does not matter, that of lists does."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


def value_as_json(fact: Fact) -> dict[str, Any]:
    """A fact's value as it is stored: defaults left out, so that a new optional field changes no checksum."""
    return {"kind": fact.kind.value} | fact.value.model_dump(mode="json", exclude_defaults=True)


def substance_checksum(fact: Fact, entities: EntityIndex) -> str:
    """Changes when what is to be known changes."""
    value = fact.value.model_dump(mode="json", include=_SUBSTANCE[fact.kind])
    if isinstance(fact.value, MembershipValue):
        value["members"] = sorted(member.concept for member in fact.value.members)
    if isinstance(fact.value, TermValue):
        entity = entities[fact.value.entity]
        value["stands_for"] = [entity.abbreviation, entity.name]
    return checksum_of({"kind": fact.kind.value, "valid": [fact.valid_from, fact.valid_to], "value": value})


def wording_checksum(fact: Fact, *, passage: str, sentence: str, citation: Mapping[str, Any]) -> str:
    """Changes when anything about the fact changes that its versions hold. `citation` are the columns that say where it is from."""
    content = fact.model_dump(mode="json", include={"statement", "source", "paragraph", "valid_from", "valid_to", "as_of"})
    return checksum_of({**content, **citation, "value": value_as_json(fact), "passage": passage, "sentence": sentence})
