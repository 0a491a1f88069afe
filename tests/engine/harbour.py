"""An invented pack about the lights of an invented coast, built in Python: small, and nothing like the real subject."""

import datetime as dt
from typing import Any

from kfor_quiz.engine.facts import Fact
from kfor_quiz.engine.knowledge import Pack

TOPICS = ("lights", "keepers")

ENTITIES: list[dict[str, Any]] = [
    {
        "key": "coast-service",
        "type": "body",
        "name": "Coast Lights Service",
        "article": "the",
        "abbreviation": "CLS",
        "gloss": "It runs the lights.",
    },
    {"key": "pilot-board", "type": "body", "name": "Harbour Pilot Board", "article": "the", "gloss": "It licenses pilots."},
    {
        "key": "pilot-school",
        "type": "body",
        "name": "Harbour Pilot School",
        "article": "the",
        "part_of": ["pilot-board"],
        "gloss": "It teaches pilots.",
    },
    {"key": "tide-office", "type": "body", "name": "Northern Tide Office", "article": "the", "gloss": "It measures tides."},
    {"key": "north-light", "type": "light", "name": "North Light", "article": "the", "gloss": "A light on a cape."},
    {"key": "south-light", "type": "light", "name": "South Light", "article": "the", "gloss": "A light on a pier."},
    {"key": "east-light", "type": "light", "name": "East Light", "article": "the", "gloss": "A light on a rock."},
    {"key": "brin", "type": "town", "name": "Brindal", "variants": ["Brindale"], "gloss": "A town with a cape."},
    {"key": "corv", "type": "town", "name": "Corvane", "gloss": "A town with a pier."},
    {"key": "dell", "type": "town", "name": "Dellmar", "gloss": "A town with a rock."},
]

PREDICATES = [
    {
        "key": "stands-at",
        "subject_type": "light",
        "object_type": "town",
        "functional": True,
        "inverse_functional": True,
        "states": "{Subject} stood at {object}.",
    },
    {
        "key": "run-by",
        "subject_type": "light",
        "object_type": "body",
        "functional": True,
        "inverse_functional": False,
        "states": "{Subject} was run by {object}.",
    },
]

CHOICE_AND_TEXT = ("single_choice", "typed_text")
TEMPLATES: list[dict[str, Any]] = [
    {
        "key": "stands-at-object",
        "fact": "relation",
        "predicate": "stands-at",
        "asks": "object",
        "stem": "At which town on the coast did {subject} stand?",
        "questions": CHOICE_AND_TEXT,
    },
    {
        "key": "stands-at-subject",
        "fact": "relation",
        "predicate": "stands-at",
        "asks": "subject",
        "stem": "Which light of the coast stood at {object}?",
        "questions": CHOICE_AND_TEXT,
    },
    {
        "key": "run-by-object",
        "fact": "relation",
        "predicate": "run-by",
        "asks": "object",
        "stem": "By which body was {subject} run at first?",
        "questions": CHOICE_AND_TEXT,
    },
    {
        "key": "run-by-subject",
        "fact": "relation",
        "predicate": "run-by",
        "asks": "subject",
        "stem": "Which light was at first run by {object}?",
        "questions": CHOICE_AND_TEXT,
    },
    {"key": "relation-truth", "fact": "relation", "asks": "truth", "stem": "{proposition}", "questions": ("true_false",)},
    {"key": "event-date", "fact": "event", "asks": "date", "stem": "{When} {ask}?", "questions": ("single_choice", "typed_date")},
    {
        "key": "event-what",
        "fact": "event",
        "asks": "event",
        "stem": "What happened on the coast {date}?",
        "questions": ("single_choice",),
    },
    {"key": "event-truth", "fact": "event", "asks": "truth", "stem": "{Clause} {date}.", "questions": ("true_false",)},
    {
        "key": "measure-number",
        "fact": "measure",
        "asks": "number",
        "stem": "{Ask}?",
        "questions": ("single_choice", "typed_number"),
    },
    {"key": "members", "fact": "membership", "asks": "members", "stem": "{ask}", "questions": ("multiple_response",)},
    {"key": "member", "fact": "membership", "asks": "member", "stem": "{ask_one}", "questions": ("typed_text",)},
    {
        "key": "rather-than",
        "fact": "membership",
        "asks": "which_set",
        "stem": "Which of these was {belongs} rather than {other}?",
        "questions": ("single_choice",),
    },
    {
        "key": "expansion",
        "fact": "term",
        "asks": "expansion",
        "stem": "What does the abbreviation {abbreviation} stand for?",
        "questions": CHOICE_AND_TEXT,
    },
    {
        "key": "abbreviation",
        "fact": "term",
        "asks": "abbreviation",
        "stem": "Which abbreviation is used for {expansion}?",
        "questions": CHOICE_AND_TEXT,
    },
    {"key": "part", "fact": "claim", "asks": "part", "stem": "{ask}", "questions": CHOICE_AND_TEXT},
    {"key": "claim-truth", "fact": "claim", "asks": "truth", "stem": "{proposition}", "questions": ("true_false",)},
]


def fact(key: str, value: dict[str, Any], **fields: Any) -> Fact:
    """A fact with plain defaults for what a test does not care about."""
    defaults: dict[str, Any] = {
        "topic": "lights",
        "importance": "core",
        "objective": "Know the coast.",
        "statement": f"The statement of {key}.",
        "source": "almanac",
        "paragraph": "1/1",
    }
    return Fact.model_validate(defaults | {"key": key, "value": value} | fields)


def event(key: str, date: str, *, topic: str = "lights", done_by: bool = False, planned: bool = False) -> Fact:
    words = key.replace("-", " ")
    value = {
        "kind": "event",
        "date": date,
        "done_by": done_by,
        "planned": planned,
        "ask": f"was the {words} opened on the coast",
        "clause": f"the {words} was opened",
    }
    return fact(key, value, topic=topic, statement=f"The {words} was opened at {date}.")


def measure(key: str, number: int, **value: Any) -> Fact:
    words = key.replace("-", " ")
    data = {
        "kind": "measure",
        "number": number,
        "unit": "lamps",
        "ask": f"{{how_many}} lamps did the {words} have at first",
        "names": f"the lamps of the {words}",
    }
    return fact(key, data | value)


def relation(key: str, predicate: str, subject: str, object_key: str) -> Fact:
    return fact(key, {"kind": "relation", "predicate": predicate, "subject": subject, "object": object_key})


def duties(key: str, belongs: str, concepts: tuple[str, ...], *, closed: bool = True, family: str | None = "duties") -> Fact:
    members = [{"concept": concept, "text": f"{concept} the lamps of the coast"} for concept in concepts]
    value = {"kind": "membership", "closed": closed, "family": family, "belongs": belongs, "members": members}
    asks = {"ask": f"Which of these were {belongs.replace('a duty', 'duties')}?", "ask_one": f"Name {belongs}."}
    return fact(key, value | asks, topic="keepers")


FACTS: list[Fact] = [
    event("stone-tower", "1901-05-03"),
    event("iron-tower", "1901-05-17"),
    event("brick-tower", "1907-09-30"),
    event("wooden-pier", "1904-03", topic="keepers"),
    event("granite-pier", "1905-11", topic="keepers"),
    event("concrete-pier", "1906-08", topic="keepers"),
    measure("north-light", 14_000, hedge="more_than"),
    measure("first-count", 50_000, hedge="about", series="lamps", when="1901"),
    measure("second-count", 39_000, hedge="about", series="lamps", when="1904"),
    measure("third-count", 26_000, hedge="exact", series="lamps", when="1906-06"),
    measure("reserve", 800, hedge="at_most"),
    relation("north-at-brin", "stands-at", "north-light", "brin"),
    relation("south-at-corv", "stands-at", "south-light", "corv"),
    relation("east-at-dell", "stands-at", "east-light", "dell"),
    relation("north-run-by-board", "run-by", "north-light", "pilot-board"),
    duties("keepers-duties", "a duty of the keepers", ("trimming", "winding", "logging", "cleaning")),
    duties("pilots-duties", "a duty of the pilots", ("guiding", "hailing", "cleaning", "mooring")),
    fact(
        "term-cls",
        {
            "kind": "term",
            "entity": "coast-service",
            "decoys": [
                {"text": "Coast Lights School", "why": "The S is for Service.", "proof": "P4", "paragraph": "1/1"},
                {"text": "Coast Lamps Service", "why": "The L is for Lights.", "proof": "P4", "paragraph": "1/1"},
            ],
        },
    ),
    fact(
        "oil",
        {
            "kind": "claim",
            "proposition": "The first lamps of the coast burned [whale oil].",
            "ask": "What did the first lamps of the coast burn?",
            "accept": ["train oil"],
            "wrong": [
                {"text": "lamp gas", "why": "Gas came later.", "proof": "P4", "paragraph": "1/1"},
                {"text": "pine wood", "why": "Wood was for beacons.", "proof": "P5", "paragraph": "1/1"},
            ],
        },
    ),
]


def harbour(*more: Fact, without: frozenset[str] = frozenset()) -> Pack:
    """The pack, with further facts, and without some."""
    facts = [one for one in FACTS if one.key not in without] + list(more)
    marks = " ".join(f"[{one.statement}]({one.key})" for one in facts)
    return Pack.model_validate(
        {
            "key": "harbour",
            "title": "Lights of the coast",
            "language": "en",
            "edition": "1910",
            "notice": "Invented.",
            "sources": [
                {
                    "key": "almanac",
                    "title": "Almanac",
                    "publisher": "Nobody",
                    "address": "https://example.org",
                    "seen": dt.date(2020, 1, 1),
                    "paragraphs": ["1/1"],
                }
            ],
            "topics": [{"key": key, "title": key.title(), "summary": key} for key in TOPICS],
            "entities": ENTITIES,
            "predicates": PREDICATES,
            "templates": TEMPLATES,
            "facts": facts,
            "passages": [{"key": "all", "topic": "lights", "text": marks}],
            "statements": [{"paragraph": "1/1", "says": "All.", "facts": [one.key for one in facts]}],
        }
    )
