"""What versions of questions say, kept in the process: a version never changes, so each process reads it once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from kfor_quiz.bank.models import Option, QuestionFact, QuestionVersion

KEPT = 1_000  # versions, in some fourteen megabytes
# What the pages of a question read.
COLUMNS_OF_OPTIONS = ("version", "key", "text", "is_key", "rationale", "sort_value", "fact__key")
COLUMNS_OF_FACTS = (
    *("question_version", "role", "fact_version__fact__key", "fact_version__passage", "fact_version__statement"),
    *("fact_version__sentence", "fact_version__source_title", "fact_version__edition", "fact_version__paragraph"),
)

Content = dict[str, Any]
_kept: dict[tuple[int, str], Content] = {}


def attach_contents(versions: Iterable[QuestionVersion]) -> None:
    """Give versions their options and the facts that they ask, as a prefetch does. Two queries if some were not read yet.

    All requests of the process share these rows. Nothing that may change hangs on them: the page on which a paragraph stands is
    to be looked up by whoever shows it.
    """
    named = [((version.pk, version.checksum), version) for version in versions]
    names = dict.fromkeys(name for name, _ in named)
    contents = {name: _kept[name] for name in names if name in _kept}
    missing = [name for name in names if name not in contents]
    if missing:
        contents |= _read(missing)
        if len(_kept) + len(missing) > KEPT:
            forget_contents()
        _kept.update(contents)
    for name, version in named:
        version._prefetched_objects_cache = dict(contents[name])  # type: ignore[attr-defined]  # noqa: SLF001


def forget_contents() -> None:
    """Read every version anew when it is needed next."""
    _kept.clear()


def _read(names: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Content]:
    bare = {name: QuestionVersion(pk=name[0]) for name in names}
    options = Option.objects.select_related("fact").only(*COLUMNS_OF_OPTIONS).order_by("order")
    asked = QuestionFact.objects.asked().only(*COLUMNS_OF_FACTS)
    prefetch_related_objects([*bare.values()], Prefetch("options", options), Prefetch("fact_links", asked))
    return {name: version._prefetched_objects_cache for name, version in bare.items()}  # type: ignore[attr-defined]  # noqa: SLF001
