"""Answer cards through the scheduler of the real Anki, and say what it makes of each answer. Runs under the real Anki.

In: {"parameters": [21 numbers], "histories": [{"retention": 0.9, "reviews": [[day, seconds, rating], ...]}, ...]}, where a review
is on a day of study (a whole number), so many seconds after that day began at four.
Out: for each history, for each review: {"stability": days, "difficulty": 1 to 10, "days": a whole number, "seconds": a number}, and
one of the last two is null.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DAY = 86_400
# Anki's own tests switch chance off so. Noon, wherever and whenever this runs: no day of study ends while it does.
os.environ |= {"ANKI_TEST_MODE": "1", "TZ": f"NOON{time.gmtime().tm_hour - 12:+d}"}
time.tzset()

from anki.collection import Collection  # noqa: E402 - reads these two when it is loaded
from anki.decks import UpdateDeckConfigs  # noqa: E402
from anki.scheduler.v3 import CardAnswer  # noqa: E402

RATINGS = {1: CardAnswer.AGAIN, 2: CardAnswer.HARD, 3: CardAnswer.GOOD, 4: CardAnswer.EASY}


def main() -> None:
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "parity.anki2"))
        collection.set_config("rollover", 4)
        collection.db.execute("pragma synchronous = off")
        decks = {
            retention: make_deck(collection, retention, asked["parameters"])
            for retention in {history["retention"] for history in asked["histories"]}
        }
        answers = [
            list(answer_all(collection, add_card(collection, decks[history["retention"]]), history["reviews"]))
            for history in asked["histories"]
        ]
        collection.close()
    json.dump(answers, sys.stdout)


def make_deck(collection: Any, retention: float, parameters: list[float]) -> Any:
    """A deck for cards of this desired retention, with FSRS on."""
    deck = collection.decks.id(f"retention {retention}")
    asked = collection.decks.get_deck_configs_for_update(deck)
    config = asked.all_config[0].config
    config.id, config.name = 0, f"retention {retention}"
    settings = config.config
    settings.desired_retention = retention
    del settings.fsrs_params_6[:]
    settings.fsrs_params_6.extend(parameters)
    settings.learn_steps[:] = [1, 10]
    settings.relearn_steps[:] = [10]
    settings.leech_threshold = 9999
    collection.decks.update_deck_configs(
        UpdateDeckConfigs(target_deck_id=deck, configs=[config], fsrs=True, limits=asked.current_deck.limits)
    )
    return deck


def add_card(collection: Any, deck: Any) -> Any:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "front"
    collection.add_note(note, deck)
    return note.cards()[0].id


def answer_all(collection: Any, card_id: Any, reviews: list[tuple[int, int, int]]) -> Iterator[dict[str, Any]]:
    """What Anki makes of each review."""
    last = None
    for day, seconds, rating in reviews:
        if last:
            let_time_pass(collection, card_id, days=day - last[0], last_seconds=last[1])
        states = collection._backend.get_scheduling_states(card_id)
        card = collection.get_card(card_id)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=states, rating=RATINGS[rating])
        collection.sched.answer_card(answer)
        card.load()
        last = (day, seconds)
        yield {
            "stability": card.memory_state.stability,
            "difficulty": card.memory_state.difficulty,
            **next_interval(answer.new_state),
        }


def let_time_pass(collection: Any, card_id: Any, *, days: int, last_seconds: int) -> None:
    """Anki's clock is the machine's. So time passes by all that is written on the card becoming older.

    The last review was so many days of study before today's, so many seconds after its day began.
    """
    card = collection.get_card(card_id)
    card.last_review_time = collection.sched.day_cutoff - DAY * (days + 1) + last_seconds
    # A step of minutes is due at a moment, all else on a day.
    card.due -= days * DAY if card.queue == 1 else days
    collection.update_card(card, skip_undo_entry=True)


def next_interval(state: Any) -> dict[str, int | None]:
    """In how many days the card comes back, or in how many seconds."""
    normal = state.normal
    kind = normal.WhichOneof("kind")
    if kind == "review":
        return {"days": normal.review.scheduled_days, "seconds": None}
    learning = normal.relearning.learning if kind == "relearning" else normal.learning
    return {"days": None, "seconds": learning.scheduled_secs}


main()
