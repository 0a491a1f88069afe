"""What a pack covers: the tables that `load_content` prints."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kfor_quiz.bank.exports.tables import format_table
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.sync import SyncReport
from kfor_quiz.engine.knowledge import Pack


def describe_coverage(pack: Pack, questions: Mapping[str, int]) -> str:
    """Statements by section, facts by topic, kind and importance, and questions by kind (`questions` counts them)."""
    return "\n\n".join(
        [
            format_table(("section", "statements", "mapped", "left out"), list(_sections(pack))),
            format_table(("topic", *_fact_kinds(pack), "core", "supporting", "facts"), list(_topics(pack))),
            format_table(("kind of question", "questions"), [*sorted(questions.items()), ("all", sum(questions.values()))]),
        ]
    )


def _sections(pack: Pack) -> Iterator[tuple[object, ...]]:
    sections = list(dict.fromkeys(paragraph.partition("/")[0] for source in pack.sources for paragraph in source.paragraphs))
    mapped = Counter(statement.paragraph.partition("/")[0] for statement in pack.statements if statement.facts)
    left_out = Counter(statement.paragraph.partition("/")[0] for statement in pack.statements if statement.left_out)
    for section in sections:
        yield section, mapped[section] + left_out[section], mapped[section], left_out[section]
    yield "all", len(pack.statements), mapped.total(), left_out.total()


def _fact_kinds(pack: Pack) -> list[str]:
    return sorted({fact.kind.value for fact in pack.facts})


def _topics(pack: Pack) -> Iterator[tuple[object, ...]]:
    for key in (*(topic.key for topic in pack.topics), "all"):
        facts = [fact for fact in pack.facts if key in {fact.topic, "all"}]
        kinds = Counter(fact.kind.value for fact in facts)
        levels = Counter(fact.importance for fact in facts)
        yield key, *(kinds[kind] for kind in _fact_kinds(pack)), levels["core"], levels["supporting"], len(facts)


def describe_changes(sync: SyncReport, generation: GenerationReport, quizzes: list[str]) -> str:
    """What a load wrote, a line for each table that changed (`quizzes`: keys of changed ones); then what was kept, and flaws."""
    lines = [
        f"{table}: {', '.join(parts)}"
        for table, changes in sync.tables.items()
        if (parts := _parts(new=changes.created, changed=changes.updated, retired=changes.retired, returned=changes.returned))
    ]
    parts = _parts(
        new=generation.created,
        with_new_version=generation.renewed,
        retired=generation.retired,
        republished=generation.republished,
        back_in_review=generation.to_review,
    )
    lines += [f"question: {', '.join(parts)}"] if parts else []
    lines += [f"quiz: {len(quizzes)} new or changed"] if quizzes else []
    lines += [f"kept as edited here, differs from the pack: {conflict}" for conflict in sync.conflicts]
    lines += [f"not published: {key}: {'; '.join(flaws)}" for key, flaws in generation.flawed.items()]
    return "\n".join(lines or ["nothing has changed"])


def _parts(**counts: list[str]) -> list[str]:
    return [f"{len(keys)} {name.replace('_', ' ')}" for name, keys in counts.items() if keys]
