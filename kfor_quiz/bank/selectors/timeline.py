"""The chronology of a pack: its events in order, drawn on an axis, and its figures that changed with time."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from kfor_quiz.bank.models import Entity, Fact, FactVersion, Pack
from kfor_quiz.bank.selectors.briefing import sentence_url
from kfor_quiz.bank.selectors.folding import fold, searchable
from kfor_quiz.bank.selectors.wanted import query_words, read_wanted
from kfor_quiz.bank.wording import hedged
from kfor_quiz.engine.dates import FactDate, read_date
from kfor_quiz.engine.facts import EventValue, FactKind, MeasureValue
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.series_chart import Chart, Point, draw_chart, shared_words
from kfor_quiz.engine.time_axis import Axis, Happening, draw_axis

LEAST_FIGURES = 3


@dataclass(frozen=True)
class TimelineRow:
    """One pack that has events."""

    key: str
    title: str
    events: int


@dataclass(frozen=True)
class EventRow:
    """One event. `date_text` is its date as finely as the source gives it, “by early 2002”, in the language of the pack."""

    key: str
    when: FactDate
    date_text: str
    is_planned: bool
    statement: str
    topic_key: str
    topic: str
    url: str


@dataclass(frozen=True)
class YearRow:
    """The events that began in one year; `start` is the number of the first of them in the whole list."""

    year: int
    start: int
    events: tuple[EventRow, ...]


@dataclass(frozen=True)
class FigureRow:
    """One figure of a series, with its hedge."""

    date_text: str
    figure: str
    statement: str
    url: str


@dataclass(frozen=True)
class SeriesRow:
    """One thing measured at three or more times."""

    key: str
    title: str
    unit: str
    figures: tuple[FigureRow, ...]
    chart: Chart


@dataclass(frozen=True)
class EventFilter:
    """Which events to show: those of some topics (none: of all), of some years, and with some words."""

    topics: frozenset[str] = frozenset()
    first_year: int | None = None
    last_year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Chosen:
    """The events that fit a filter, and the axis on which they are drawn; None where there are none."""

    years: tuple[YearRow, ...]
    axis: Axis | None
    count: int


@dataclass(frozen=True)
class Timeline:
    """All that a pack knows of when things happened."""

    pack: str
    title: str
    notice: str
    events: tuple[EventRow, ...]
    series: tuple[SeriesRow, ...]

    @property
    def topics(self) -> tuple[tuple[str, str], ...]:
        """Key and title of the topics that have events, in the order of their pages."""
        return tuple({event.topic_key: event.topic for event in self.events}.items())

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which an event began or ended."""
        return tuple(sorted({day.year for event in self.events for day in (event.when.first, event.when.last)}))


def list_timelines() -> tuple[TimelineRow, ...]:
    """The packs that have events. One query."""
    facts = Fact.objects.current().filter(kind=FactKind.EVENT).order_by("pack__title", "pack__key")
    rows = facts.values_list("pack__key", "pack__title").annotate(Count("pk"))
    return tuple(TimelineRow(key, title, count) for key, title, count in rows)


def read_timeline(pack_key: str) -> Timeline | None:
    """The timeline of a pack, None where there is no such pack. Two queries."""
    pack = Pack.objects.filter(key=pack_key).first()
    if pack is None:
        return None
    rows = Fact.objects.current().filter(pack=pack, kind__in=(FactKind.EVENT, FactKind.MEASURE))
    language = LANGUAGES[pack.language]
    events: list[EventRow] = []
    figures: list[tuple[MeasureValue, FigureRow]] = []
    for row in rows.select_related("current_version__passage__topic").order_by("topic__order", "key"):
        version = row.current_version
        if version and row.kind == FactKind.EVENT:
            events.append(_event_row(pack, row, version, language))
        elif version and version.value.get("series"):
            figures.append(_figure_row(pack, row, version, language))
    return Timeline(pack.key, pack.title, pack.notice, tuple(events), tuple(_series_rows(figures, language)))


def choose_events(timeline: Timeline, wanted: EventFilter) -> Chosen:
    """The events that fit, in order: by year, and within a year by when they were over. One query where words are looked for."""
    has_words = _word_test(timeline.pack, wanted.words)
    fitting = [event for event in timeline.events if _fits(event, wanted) and has_words(event)]
    events = sorted(fitting, key=lambda event: (event.when.first.year, event.when.last, event.when.first))
    happenings = [Happening(number, event.when, event.topic_key, event.is_planned) for number, event in enumerate(events, start=1)]
    return Chosen(tuple(_year_rows(events)), draw_axis(happenings, dict(timeline.topics)), len(events))


def _event_row(pack: Pack, row: Fact, version: FactVersion, language: Language) -> EventRow:
    event = EventValue.model_validate(version.value)
    return EventRow(
        key=row.key,
        when=event.when,
        date_text=language.capitalise(_date_text(event, language)),
        is_planned=event.planned,
        statement=version.statement,
        topic_key=row.topic.key,
        topic=row.topic.title,
        url=sentence_url(pack.key, version.passage.topic.key, row.key),
    )


def _date_text(event: EventValue, language: Language) -> str:
    """The bare date, or the date by which something was done."""
    if event.done_by:
        return language.on_date(event.when, done_by=True, wording=event.date_text)
    return event.date_text or language.date_text(event.when)


def _figure_row(pack: Pack, row: Fact, version: FactVersion, language: Language) -> tuple[MeasureValue, FigureRow]:
    measure = MeasureValue.model_validate(version.value)
    return measure, FigureRow(
        date_text=language.capitalise(measure.when_text) or language.date_text(_measured(measure)),
        figure=hedged(language.number_text(measure.number), measure.hedge),
        statement=version.statement,
        url=sentence_url(pack.key, version.passage.topic.key, row.key),
    )


def _measured(measure: MeasureValue) -> FactDate:
    """When the figure of a series was taken; the engine demands it of each."""
    return read_date(measure.when or "")


def _series_rows(figures: list[tuple[MeasureValue, FigureRow]], language: Language) -> Iterable[SeriesRow]:
    """The series with figures enough to show a change, each in the order of its dates."""
    for key in dict.fromkeys(measure.series for measure, _ in figures):
        rows = [(measure, row) for measure, row in figures if measure.series == key]
        rows.sort(key=lambda pair: (_measured(pair[0]).first, _measured(pair[0]).last))
        if key and len(rows) >= LEAST_FIGURES:
            unit = rows[0][0].unit
            what = shared_words([measure.names for measure, _ in rows], small=language.words.function)
            yield SeriesRow(
                key=key,
                title=language.capitalise(what or unit),
                unit=language.capitalise(unit),
                figures=tuple(row for _, row in rows),
                chart=draw_chart([Point(_measured(measure), measure.number, row.figure) for measure, row in rows]),
            )


def _fits(event: EventRow, wanted: EventFilter) -> bool:
    """True for an event of the topics, some part of which lies within the years."""
    first, last = wanted.first_year or dt.MINYEAR, wanted.last_year or dt.MAXYEAR
    is_in_topics = not wanted.topics or event.topic_key in wanted.topics
    return is_in_topics and event.when.first.year <= last and event.when.last.year >= first


def _word_test(pack_key: str, query: str) -> Callable[[EventRow], bool]:
    """Whether an event holds every word of a query, as the search understands it."""
    words = query_words(query)
    names = Entity.objects.filter(pack__key=pack_key, is_retired=False) if words else ()
    sought = read_wanted(words, (row.names for row in names))
    return lambda event: sought.is_in(searchable(fold(f"{event.date_text} {event.statement} {event.topic}")))


def _year_rows(events: list[EventRow]) -> Iterable[YearRow]:
    start = 1
    for year, found in groupby(events, key=lambda event: event.when.first.year):
        rows = tuple(found)
        yield YearRow(year, start, rows)
        start += len(rows)
