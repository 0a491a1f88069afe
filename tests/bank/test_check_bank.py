"""The figures of the bank."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kfor_quiz.bank.exports.figures import describe_figures, describe_shortfalls, falls_short, measure_bank
from kfor_quiz.bank.models import Option, Pack, Question
from kfor_quiz.engine.figures import Figure

pytestmark = pytest.mark.django_db


def test_a_figure_that_falls_short_is_named_and_fails_the_command(loaded: Pack) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match="fall"):
        call_command("check_bank", "lighthouse", stdout=out)
    lines = {line.split("  ")[0]: line for line in out.getvalue().splitlines()}
    assert lines["published questions, true/false not counted"].endswith("falls short")
    assert lines["questions with any flaw"].endswith("holds")
    assert lines["distractors with a proof"].endswith("holds")
    assert lines["two builds of the bank"].endswith("holds")
    assert lines["typed grader: near misses accepted / fair variants refused"].endswith("holds")
    assert lines["distractors proved by P5"].endswith("measured")
    assert "distractors that are made-up figures" in lines


def test_the_command_succeeds_when_all_that_is_due_holds(loaded: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Figure("a goal of later", "1", "0", holds=False, is_due=False)
    monkeypatch.setattr("kfor_quiz.bank.management.commands.check_bank.measure_bank", lambda _: [later])
    out = io.StringIO()
    call_command("check_bank", stdout=out)
    assert "falls short (not due yet)" in out.getvalue()


def test_what_falls_short_is_named_ten_at_most() -> None:
    keys = tuple(f"question-{number}" for number in range(12))
    short = Figure("flaws", "0", "12", holds=False, keys=keys)
    later = Figure("later", "0", "1", holds=False, is_due=False, keys=("not-yet",))
    lines = describe_shortfalls([short, later, Figure("fine", "0", "0", holds=True)]).splitlines()
    assert lines == ["", "flaws:", *(f"  question-{number}" for number in range(10)), "  and 2 more"]


def test_what_is_stored_is_measured(loaded: Pack) -> None:
    Question.objects.filter(kind__in=["typed_text", "cloze"]).update(status="draft")
    Option._base_manager.filter(rationale__gt="").update(rationale="")
    values = {figure.name: figure for figure in measure_bank(loaded)}
    assert falls_short(values["options with a rationale"])
    assert falls_short(values["facts asked in two kinds or more, one typed"])


def test_the_keys_of_what_falls_short_are_kept(loaded: Pack) -> None:
    Option._base_manager.filter(version__question__key="fog-bell.claim-part.single_choice").update(rationale="")
    Question.objects.filter(fact__key="lamp-fuel", kind__in=["typed_text", "cloze"]).update(status="draft")
    values = {figure.name: figure for figure in measure_bank(loaded)}
    assert values["options with a rationale"].keys == ("fog-bell.claim-part.single_choice",)
    assert values["facts asked in two kinds or more, one typed"].keys == ("lamp-fuel",)
    assert values["questions with any flaw"].keys == ()


def test_the_builds_differ_in_their_hash_seeds_and_a_build_that_follows_them_is_found(
    loaded: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A build that writes the order of a set stands in for the real one."""
    module = tmp_path / "kfor_quiz" / "engine" / "generation"
    module.mkdir(parents=True)
    for folder in (module.parent.parent, module.parent, module):
        (folder / "__init__.py").touch()
    (module / "__main__.py").write_text("print({f'light {number}' for number in range(99)})")
    monkeypatch.syspath_prepend(tmp_path)
    values = {figure.name: figure for figure in measure_bank(loaded)}
    assert falls_short(values["two builds of the bank"])


def test_without_a_pack_there_is_nothing_to_check(db: None) -> None:
    with pytest.raises(CommandError, match="There is no pack yet"):
        call_command("check_bank")
    with pytest.raises(CommandError, match="There is no pack “nowhere”"):
        call_command("check_bank", "nowhere")


def test_a_table_stands_in_columns() -> None:
    table = describe_figures([Figure("short", "", "1", None), Figure("a longer name", "2 or more", "3", holds=True)])
    assert table.splitlines() == [
        "figure         goal       value  verdict",
        "-------------  ---------  -----  --------",
        "short          -          1      measured",
        "a longer name  2 or more  3      holds",
    ]
