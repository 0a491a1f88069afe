"""Questions about lists: which belong, which belong to one list rather than another, name one."""

import dataclasses
from collections.abc import Iterator

from kfor_quiz.engine.comparing import only_in
from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.facts import Fact, Member, MembershipValue
from kfor_quiz.engine.generation.drafting import Drafting, arrange, option_key
from kfor_quiz.engine.generation.pools import NOTHING
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.lint import option_flaws
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, Option, Proof, QuestionDraft, Rung

MOST_KEYS = 3
FEWEST_OF_EACH = 2
ODD_AMONG = 3
MOST_ODD = 2


def ask_membership(
    drafting: Drafting, fact: Fact, value: MembershipValue, template: Template, kind: Kind
) -> Iterator[QuestionDraft]:
    """Several, one or all of a list, or one that belongs to this list rather than to its sibling."""
    if template.asks == "members":
        yield from _several(drafting, fact, value, template, kind)
    elif template.asks == "all":
        yield from _all(drafting, fact, value, template, kind)
    elif template.asks == "odd":
        for other in _closed_siblings(drafting, fact, value):
            yield from _odd_one_out(drafting, fact, value, other, template, kind)
    elif template.asks == "member":
        draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
        yield dataclasses.replace(draft, accepted=_accepted(drafting, value))
    elif value.closed:
        for other in _closed_siblings(drafting, fact, value):
            yield from _rather_than(drafting, fact, value, other, template, kind)


def _closed_siblings(drafting: Drafting, fact: Fact, value: MembershipValue) -> list[tuple[Fact, MembershipValue]]:
    """Other closed lists of the family."""
    pack, pool = drafting.pack, drafting.pools.closed_lists.get(value.family or "", NOTHING)
    return [(pack.fact_by_key[key], drafting.pools.lists[key]) for key in pool.near(fact.key) if key != fact.key]


def _accepted(drafting: Drafting, value: MembershipValue) -> AcceptedAnswer:
    texts = dict.fromkeys(name for member in value.members for name in _names(drafting, member))
    refused = {variant.text for variant in value.not_members} - set(texts)
    return AcceptedAnswer(texts=tuple(texts), refused=tuple(sorted(refused)))


def _names(drafting: Drafting, member: Member) -> tuple[str, ...]:
    entity = drafting.pack.entity_index.get(member.concept)
    return (member.text, *member.accept, *(entity.names() if entity else ()))


def _belongs(drafting: Drafting, draft: QuestionDraft, member: Member, value: MembershipValue) -> Option:
    text = drafting.language.capitalise(member.text)
    return drafting.option(draft, member.concept, text, rationale=drafting.language.this_was(value.belongs))


def _foreign(drafting: Drafting, draft: QuestionDraft, value: MembershipValue, other: tuple[Fact, MembershipValue]) -> list[Option]:
    """Members of another list as wrong options: this list is complete, and their concepts are not in it."""
    fact, held = other
    return [
        drafting.option(
            draft, member.concept, drafting.language.capitalise(member.text), rationale=drafting.language.this_was(held.belongs),
            proof=Proof.CLOSED_LIST, evidence=drafting.language.not_listed(value.belongs), rung=Rung.SIBLING, fact_key=fact.key,
        )
        for member in only_in(held, value, drafting.pools.lists)
    ]  # fmt: skip


def _strangers(drafting: Drafting, draft: QuestionDraft, fact: Fact, value: MembershipValue) -> list[Option]:
    """Everything that is proved not to belong, the hardest to tell apart first."""
    siblings = _closed_siblings(drafting, fact, value) if value.closed else []
    foreign = [option for other in siblings for option in _foreign(drafting, draft, value, other)]
    outsiders = [_outsider(drafting, draft, key, value) for key in value.outsiders if value.closed]
    reviewed = [drafting.reviewed(draft, variant) for variant in value.not_members]
    members = {option_key(draft.key, member.concept) for member in value.members}
    distinct = {option.key: option for option in foreign + outsiders + reviewed if option.key not in members}
    return sorted(distinct.values(), key=lambda option: (option.rung or Rung.ELSEWHERE, digest(draft.key, option.key)))


def _outsider(drafting: Drafting, draft: QuestionDraft, key: str, value: MembershipValue) -> Option:
    entity = drafting.pack.entity_index[key]
    return drafting.option(
        draft, key, drafting.language.capitalise(entity.name), rationale=entity.gloss,
        proof=Proof.CLOSED_LIST, evidence=drafting.language.not_listed(value.belongs), rung=Rung.SAME_SECTION, entity_key=key,
    )  # fmt: skip


def _several(drafting: Drafting, fact: Fact, value: MembershipValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """One question, and a second with other keys where the list is long enough."""
    stem = drafting.writer.fill(template, drafting.writer.words(fact))
    for number, variant in enumerate(("a", "b") if len(value.members) > MOST_KEYS else ("a",)):
        draft = drafting.draft(fact, template, kind, stem=stem, variant=variant)
        strangers = _strangers(drafting, draft, fact, value)
        members = sorted(value.members, key=lambda member: digest(fact.key, member.concept))
        count = min(MOST_KEYS, len(members), len(strangers))
        if count < FEWEST_OF_EACH:
            return
        start = number * (len(members) - count)
        keys = [_belongs(drafting, draft, member, value) for member in members[start : start + count]]
        wrong = strangers[number : number + count] if len(strangers) > count else strangers[:count]
        yield dataclasses.replace(draft, options=arrange(draft.key, [*keys, *wrong], is_sorted=False))


def _rather_than(
    drafting: Drafting, fact: Fact, value: MembershipValue, other: tuple[Fact, MembershipValue], template: Template, kind: Kind
) -> Iterator[QuestionDraft]:
    """For each member that is in this list alone: which of these was this rather than that?

    Beside one of the other list stands a stranger to both, where there is one: two of one list would show which is asked for.
    """
    stem = drafting.writer.fill(template, {"belongs": value.belongs, "other": other[1].belongs})
    for member in only_in(value, other[1], drafting.pools.lists):
        draft = drafting.draft(fact, template, kind, stem=stem, variant=f"{other[0].key}.{member.concept}")
        foreign = sorted(_foreign(drafting, draft, value, other), key=lambda option: digest(draft.key, option.key))
        held = {option_key(draft.key, member.concept) for member in other[1].members}
        thirds = [option for option in _strangers(drafting, draft, fact, value) if option.key not in held]
        for others in ([one, *thirds] for one in foreign) if thirds else [foreign]:
            made = drafting.single_choice(draft, _belongs(drafting, draft, member, value), others)
            if made and others[0].fact_key in made.distractor_facts:
                yield made
                break


def _all(drafting: Drafting, fact: Fact, value: MembershipValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The whole of a closed list."""
    if value.closed and value.ask_all:
        draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
        members = tuple(tuple(dict.fromkeys(_names(drafting, member))) for member in value.members)
        refused = {variant.text for variant in value.not_members} - {name for names in members for name in names}
        yield dataclasses.replace(draft, accepted=AcceptedAnswer(refused=tuple(sorted(refused)), members=members))


def _odd_one_out(
    drafting: Drafting, fact: Fact, value: MembershipValue, other: tuple[Fact, MembershipValue], template: Template, kind: Kind
) -> Iterator[QuestionDraft]:
    """One member that is in this closed list alone, among members of the other list; and a second one."""
    if not value.closed:
        return
    alone = sorted(only_in(value, other[1], drafting.pools.lists), key=lambda member: digest("odd", fact.key, member.concept))
    for member in alone[:MOST_ODD]:
        stem = drafting.writer.fill(template, {"other": other[1].belongs})
        draft = drafting.draft(fact, template, kind, stem=stem, variant=f"{other[0].key}.{member.concept}")
        foreign = _foreign(drafting, draft, value, other)
        chosen = sorted(foreign, key=lambda option: digest(draft.key, option.key))[:ODD_AMONG]
        if len(chosen) == ODD_AMONG:
            options = arrange(draft.key, [_belongs(drafting, draft, member, value), *chosen], is_sorted=False)
            made = dataclasses.replace(drafting.asking(draft, [fact, other[0]]), options=options)
            if not option_flaws(made, drafting.language.words):
                yield made
