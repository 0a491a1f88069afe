"""From facts to questions. The same pack gives the same questions, whatever else is in the bank."""

from collections.abc import Iterator

from kfor_quiz.engine.facts import ClaimValue, EventValue, Fact, MeasureValue, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.generation.claims import ask_claim
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.generation.events import ask_event
from kfor_quiz.engine.generation.matchings import match_ends, match_parts
from kfor_quiz.engine.generation.measures import ask_measure
from kfor_quiz.engine.generation.memberships import ask_membership
from kfor_quiz.engine.generation.orders import order_events
from kfor_quiz.engine.generation.relations import ask_relation
from kfor_quiz.engine.generation.terms import ask_term
from kfor_quiz.engine.generation.timelines import ask_place, ask_which_first
from kfor_quiz.engine.knowledge import Pack, Template
from kfor_quiz.engine.questions import Kind, QuestionDraft

# How templates of events and relations that ask several facts are served; all others ask one.
_IN_TIME = {"order": order_events, "first": ask_which_first, "place": ask_place}
_MATCHED = {"pairs": match_ends, "parts": match_parts}


def generate(pack: Pack) -> list[QuestionDraft]:
    """Every question that the pack's facts and templates give and whose wrong options are proved, sorted by key."""
    drafting = Drafting(pack)
    drafts = [
        draft
        for fact in pack.facts
        for template in pack.templates_for(fact)
        for kind in template.questions
        for draft in _ask(drafting, fact, template, kind)
    ]
    return sorted(drafts, key=lambda draft: draft.key)


def _ask(drafting: Drafting, fact: Fact, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    match fact.value:
        case EventValue() as event:
            ask = _IN_TIME.get(template.asks, ask_event)
            return ask(drafting, fact, event, template, kind)
        case MeasureValue() as measure:
            return ask_measure(drafting, fact, measure, template, kind)
        case RelationValue() as relation:
            ask_about = _MATCHED.get(template.asks, ask_relation)
            return ask_about(drafting, fact, relation, template, kind)
        case MembershipValue() as membership:
            return ask_membership(drafting, fact, membership, template, kind)
        case TermValue() as term:
            return ask_term(drafting, fact, term, template, kind)
        case ClaimValue() as claim:
            return ask_claim(drafting, fact, claim, template, kind)


__all__ = ["generate"]
