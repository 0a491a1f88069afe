"""The export of the bank, and grading against it."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kfor_quiz.bank.exports.questions import export_lines
from kfor_quiz.bank.models import Fact, FactVersion, Option, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.questions import Status
from tests.bank.packs import lighthouse, load, rebuild

pytestmark = pytest.mark.django_db
FIELDS = [
    "id", "version", "kind", "topic", "importance", "facts", "stem", "options", "lefts", "key", "accepted", "rationales", "proofs",
    "statement", "sentence", "passage", "citation", "as_of",
]  # fmt: skip


def exported() -> dict[str, dict[str, Any]]:
    out = io.StringIO()
    call_command("export_questions", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    return {row["id"].partition("/")[2]: row for row in rows}


def forget_everything() -> None:
    """Empty the bank, so that it can be built anew in another order and with other row numbers."""
    Question.objects.update(current_version=None)
    Fact.objects.update(current_version=None)
    for model in (QuestionFact, Option, QuestionVersion, Question):
        model._base_manager.all().delete()
    FactVersion._base_manager.filter(fact__key="fog-bell").delete()
    for fact in Fact.objects.all():
        FactVersion._base_manager.filter(fact=fact).delete()
        fact.delete()
    for name in ("sourcestatement", "passage", "source", "topic", "entity", "template", "predicate"):
        Pack.objects.get()._meta.apps.get_model("bank", name)._default_manager.all().delete()
    Pack.objects.all().delete()


def test_every_published_question_is_exported_in_the_order_of_ids(loaded: Pack) -> None:
    rows = list(map(json.loads, export_lines()))
    ids = [row["id"] for row in rows]
    assert ids == sorted(ids)
    assert len(ids) == Question.objects.published().count()
    assert all(sorted(row) == sorted(FIELDS) for row in rows)


def test_a_choice_question_is_exported_with_reasons_and_proofs(loaded: Pack) -> None:
    row = exported()["amber-point-lit.event-date.single_choice"]
    texts = {option["id"]: option["text"] for option in row["options"]}
    assert [texts[key] for key in row["key"]] == ["21 June 1894"]
    assert set(row["rationales"]) == set(texts)
    assert set(row["proofs"]) == set(texts) - set(row["key"])
    assert set(row["proofs"].values()) == {"P1"}
    assert (row["accepted"], row["lefts"], row["facts"], row["version"]) == ([], [], ["amber-point-lit"], 1)
    assert row["sentence"] in row["passage"]
    assert row["citation"] == "Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05) https://example.org/keepers"


@pytest.mark.parametrize(
    ("question", "accepted"),
    [
        ("amber-point-lit.event-date.typed_date", ["1894-06-21"]),
        ("gull-rock-steps.measure-number.typed_number", ["214"]),
        ("fog-bell.claim-part.typed_text", ["by hand", "manually"]),
    ],
)
def test_a_typed_question_is_exported_with_what_it_accepts(loaded: Pack, question: str, accepted: list[str]) -> None:
    row = exported()[question]
    assert (row["accepted"], row["key"], row["options"], row["proofs"]) == (accepted, [], [], {})


def test_the_date_of_a_statement_that_can_go_stale_is_exported(loaded: Pack) -> None:
    rows = exported()
    assert rows["lamp-fuel.claim-part.typed_text"]["as_of"] == "1931"
    assert rows["fog-bell.claim-part.typed_text"]["as_of"] is None


def test_drafts_and_retired_questions_are_not_exported(loaded: Pack) -> None:
    Question.objects.filter(fact__key="fog-bell").update(status=Status.RETIRED)
    Question.objects.filter(fact__key="lamp-fuel").update(status=Status.DRAFT)
    assert not [key for key in exported() if key.startswith(("fog-bell.", "lamp-fuel."))]


def test_two_builds_are_byte_identical(loaded: Pack) -> None:
    first = "\n".join(export_lines())
    forget_everything()
    tables = ("entities", "predicates", "templates", "facts")
    load(rebuild(lighthouse(), **{name: tuple(reversed(getattr(lighthouse(), name))) for name in tables}))
    assert "\n".join(export_lines()) == first


def test_an_export_takes_the_same_few_queries_whatever_the_size(loaded: Pack) -> None:
    with CaptureQueriesContext(connection) as queries:
        list(export_lines())
    assert len(queries) == 5


def grade(tmp_path: Path, *lines: str) -> list[dict[str, Any]]:
    path = tmp_path / "responses.jsonl"
    path.write_text("\n".join(lines))
    out = io.StringIO()
    call_command("grade_responses", str(path), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def response(question: str, answer: object) -> str:
    return json.dumps({"question": f"lighthouse/{question}", "response": answer})


def test_every_key_is_right_and_every_distractor_is_wrong(loaded: Pack, tmp_path: Path) -> None:
    singles = {key: row for key, row in exported().items() if row["kind"] in {"single_choice", "true_false"}}
    asked = [(key, option["id"], row) for key, row in singles.items() for option in row["options"]]
    graded = grade(tmp_path, *(response(key, [option]) for key, option, _ in asked))
    for (_, option, row), reply in zip(asked, graded, strict=True):
        assert reply["score"] == float(option in row["key"])
        assert reply["outcomes"] == {row["facts"][0]: reply["score"]}
        assert row["rationales"][option] in reply["feedback"]


def test_every_accepted_answer_is_right(loaded: Pack, tmp_path: Path) -> None:
    typed = [(key, text) for key, row in exported().items() if row["kind"] != "recall_list" for text in row["accepted"]]
    assert {reply["score"] for reply in grade(tmp_path, *(response(*pair) for pair in typed))} == {1.0}


@pytest.mark.parametrize("question", ["amber-point-lit.event-order.ordering", "amber-point-island.stands-on-pairs.matching"])
def test_the_key_of_an_order_or_a_matching_earns_all_and_the_reverse_nothing(loaded: Pack, tmp_path: Path, question: str) -> None:
    key = exported()[question]["key"]
    torn = dict(zip(key, [*list(key.values())[1:], next(iter(key.values()))], strict=True)) if isinstance(key, dict) else key[::-1]
    replies = grade(tmp_path, response(question, key), response(question, torn))
    assert [reply["score"] for reply in replies] == [1.0, 0.0]
    assert len(replies[0]["outcomes"]) == len(key), "it says something of each fact"


def test_a_list_is_graded_as_a_whole_or_line_by_line(loaded: Pack, tmp_path: Path) -> None:
    question = "night-duties.membership-all.recall_list"
    given = ["trim the wick", "winding the clockwork", "log passing ships", "read the barometer"]
    replies = grade(tmp_path, *(response(question, answer) for answer in (given, given[:2], given[0], ["sleeping", *given])))
    assert [reply["score"] for reply in replies] == [1.0, 0.5, 0.25, 0.75]


def test_ticking_all_earns_nothing_and_half_earns_half(loaded: Pack, tmp_path: Path) -> None:
    row = exported()["night-duties.membership-members.multiple_response.a"]
    everything = [option["id"] for option in row["options"]]
    replies = grade(
        tmp_path, *(response(row["id"].partition("/")[2], chosen) for chosen in (everything, row["key"], row["key"][:1]))
    )
    assert [reply["score"] for reply in replies] == [0.0, 1.0, pytest.approx(1 / len(row["key"]))]


@pytest.mark.parametrize(
    ("question", "answer", "score", "feedback"),
    [
        ("amber-point-lit.event-date.typed_date", "21 JUN 1894", 1.0, "Read as 21 June 1894."),
        ("amber-point-lit.event-date.typed_date", "22 June 1894", 0.0, "Read as 22 June 1894."),
        ("amber-point-lit.event-date.typed_date", "June 1894", 0.5, "Read as June 1894."),
        ("amber-point-lit.event-date.typed_date", "midsummer", 0.0, "This is no date."),
        ("gull-rock-steps.measure-number.typed_number", "many", 0.0, "This is no number."),
        ("fog-bell.claim-part.typed_text", "  ", 0.0, "There is no answer."),
        ("fog-bell.claim-part.typed_text", "x" * 5000, 0.0, "The answer is too long."),
        ("fog-bell.claim-part.typed_text", "by steam", 0.0, "In fog the bell is rung by hand."),
    ],
)
def test_a_typed_answer_is_explained(loaded: Pack, tmp_path: Path, question: str, answer: str, score: float, feedback: str) -> None:
    [reply] = grade(tmp_path, response(question, answer))
    assert reply["score"] == score
    assert reply["outcomes"] == {question.partition(".")[0]: score}
    assert feedback in reply["feedback"]


def test_lines_that_cannot_be_graded_are_named_and_the_others_graded(loaded: Pack, tmp_path: Path) -> None:
    choice = "amber-point-lit.event-date.single_choice"
    keys = [option["id"] for option in exported()[choice]["options"]]
    path = tmp_path / "responses.jsonl"
    good = response("fog-bell.claim-part.typed_text", "by hand")
    lines = [
        "not json", "[1, 2]", "", '{"question": "x"}', '{"question": 5, "response": "x"}', response("nowhere", "x"),
        response(choice, "by hand"), response("fog-bell.claim-part.typed_text", ["a"]),
        response(choice, ["zzz"]), response(choice, keys[:2]),
        response(choice, {"a": "b"}), "[" * 100_000, good,
    ]  # fmt: skip
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n" + good.encode())
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="12 lines could not be graded"):
        call_command("grade_responses", str(path), stdout=out, stderr=err)
    replies = [json.loads(line) for line in out.getvalue().splitlines()]
    errors = err.getvalue().splitlines()
    assert [reply["score"] for reply in replies if reply["score"] is not None] == [1.0, 1.0]
    assert [reply for reply in replies if reply["score"] is None] == [
        {"score": None, "outcomes": {}, "feedback": error} for error in errors
    ]
    assert [error.split(":")[0] for error in errors] == [f"line {number}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)]
    assert errors[4].endswith("there is no published question “lighthouse/nowhere”")
    assert "takes a list of option ids" in errors[5]


def test_responses_are_read_from_standard_input(loaded: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.TextIOWrapper(io.BytesIO(response("fog-bell.claim-part.typed_text", "by hand").encode()))
    monkeypatch.setattr(sys, "stdin", content)
    out = io.StringIO()
    call_command("grade_responses", stdout=out)
    assert json.loads(out.getvalue())["score"] == 1.0


def test_a_file_of_responses_that_is_not_there_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.jsonl cannot be read: No such file"):
        call_command("grade_responses", str(tmp_path / "nowhere.jsonl"))
