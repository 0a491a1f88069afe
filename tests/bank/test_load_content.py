"""The command that loads a pack."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, Settings

from kfor_quiz.bank.models import Entity, Pack, Question, Topic
from kfor_quiz.quizzes.models import Quiz
from tests.bank.packs import LIGHTHOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented pack, to be changed."""
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "lighthouse"))


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("load_content", *map(str, arguments), stdout=out)
    return out.getvalue()


def refuse(*arguments: object) -> tuple[list[str], str]:
    """The problems that the command prints, and its last word."""
    err = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("load_content", *map(str, arguments), stdout=io.StringIO(), stderr=err)
    assert error.value.returncode == 1
    return err.getvalue().splitlines(), str(error.value)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_pack_is_loaded_with_its_questions_and_quizzes() -> None:
    out = run(LIGHTHOUSE)
    assert Pack.objects.get().key == "lighthouse"
    assert Question.objects.published().count() > 60
    assert set(Quiz.objects.values_list("key", flat=True)) == {"stations", "all"}
    assert "section  statements  mapped  left out" in out
    assert "all      8           7       1" in out
    assert "fact: 18 new" in out


def test_loading_again_says_that_nothing_has_changed(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    run(LIGHTHOUSE)
    with django_assert_num_queries(1):
        assert run(LIGHTHOUSE) == "lighthouse: nothing has changed since it was loaded.\n"


def test_one_changed_word_is_noticed(folder: Path) -> None:
    run(folder)
    edit(folder, "entities.toml", "an island without trees", "an island without a tree")
    assert "entity: 1 changed" in run(folder)
    assert Entity.objects.get(key="carra").gloss == "Carra is an island without a tree."


def test_what_was_edited_here_is_kept_and_listed(folder: Path) -> None:
    run(folder)
    Topic.objects.filter(key="watch").update(title="Our watch")
    edit(folder, "entities.toml", "an island without trees", "an island without a tree")
    assert "kept as edited here, differs from the pack: topic watch" in run(folder)
    assert Topic.objects.get(key="watch").title == "Our watch"


def test_checking_tells_the_same_and_stores_nothing(folder: Path) -> None:
    checked = run("--check", folder)
    assert checked.endswith("Only checked: nothing was stored.\n")
    assert not Pack.objects.exists()
    assert checked.startswith(run(folder).rstrip())
    edit(folder, "entities.toml", "an island without trees", "an island without a tree")
    assert "entity: 1 changed" in run("--check", folder)
    assert Entity.objects.get(key="carra").gloss == "Carra is an island without trees."


def test_a_flawed_question_is_named_with_its_flaws(folder: Path) -> None:
    edit(folder, "templates.toml", 'stem = "{When} {ask}?"', 'stem = "{When} {ask}, never mind why?"')
    assert "not published: amber-point-lit.event-date.single_choice: " in run(folder)


@pytest.mark.parametrize("arguments", [(), ("--check",)])
def test_a_broken_pack_shows_all_its_problems_and_changes_nothing(folder: Path, arguments: tuple[str, ...]) -> None:
    run(folder)
    before = list(Question.objects.order_by("pk").values()), list(Pack.objects.values())
    edit(folder, "facts/watch.toml", 'entity = "rescue-service"', 'entity = "nobody"')
    edit(folder, "entities.toml", 'gloss = "Lume is an island with a ferry pier."\n', "")
    edit(folder, "facts/stations.toml", "number = 214", 'number = "many"')
    problems, last = refuse(*arguments, folder)
    assert len(problems) == 3
    assert problems[0].startswith("entities.toml:")
    assert "“lume”: gloss: " in problems[0]
    assert problems[1].startswith("facts/stations.toml:")
    assert problems[2].endswith("term “crs-means”: there is no entity “nobody”")
    assert last == "3 problems. Nothing was stored."
    assert (list(Question.objects.order_by("pk").values()), list(Pack.objects.values())) == before


def test_a_file_that_is_not_toml_is_named(folder: Path) -> None:
    (folder / "entities.toml").write_bytes(b"\xff\xfe[[entity")
    problems, last = refuse(folder)
    assert any(problem.startswith("entities.toml") for problem in problems)
    assert "Nothing was stored." in last


def test_a_folder_in_the_place_of_a_file_is_named_and_hides_nothing(folder: Path) -> None:
    (folder / "entities.toml").unlink()
    (folder / "entities.toml").mkdir()
    edit(folder, "facts/stations.toml", "number = 214", "number = -1")
    assert [problem.split(": ")[0] for problem in refuse("--check", folder)[0]] == ["entities.toml", "facts/stations.toml:88"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    problems, last = refuse(tmp_path / "nowhere")
    assert problems == [f"pack.toml: there is no such file in {tmp_path / 'nowhere'}"]
    assert last == "One problem. Nothing was stored."


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Path:
    """A site with two packs; the folder that holds them."""
    settings.BASE_DIR = tmp_path
    content = tmp_path / "content"
    for name in ("lighthouse", "second"):
        shutil.copytree(LIGHTHOUSE, content / name)
    edit(content / "second", "pack.toml", 'key = "lighthouse"', 'key = "second"')
    (content / "README.md").write_text("No pack.")
    return content


def test_without_a_path_every_pack_of_the_site_is_loaded(site: Path) -> None:
    run()
    assert set(Pack.objects.values_list("key", flat=True)) == {"lighthouse", "second"}
    edit(site / "second", "entities.toml", "an island without trees", "an island without a tree")
    out = run()
    assert "lighthouse: nothing has changed since it was loaded." in out
    assert "entity: 1 changed" in out
    assert Entity.objects.get(pack__key="second", key="carra").gloss == "Carra is an island without a tree."


def test_with_a_path_only_that_pack_is_loaded(site: Path) -> None:
    run(site / "second")
    assert Pack.objects.get().key == "second"


@pytest.mark.parametrize("name", ["lighthouse", "second"])
def test_one_broken_pack_keeps_all_from_being_stored(site: Path, name: str) -> None:
    edit(site / name, "pack.toml", 'language = "en"', 'language = "xx"')
    problems, last = refuse()
    assert problems[0].startswith(f"{name}: pack.toml: ")
    assert last == "One problem. Nothing was stored."
    assert not Pack.objects.exists()


def test_the_problems_of_all_packs_are_told_at_once(site: Path) -> None:
    for name in ("lighthouse", "second"):
        edit(site / name, "facts/watch.toml", 'entity = "rescue-service"', 'entity = "nobody"')
    problems, last = refuse()
    assert [problem.partition(":")[0] for problem in problems] == ["lighthouse", "second"]
    assert last == "2 problems. Nothing was stored."


def test_texts_too_long_for_the_database_are_told_for_all_packs(site: Path) -> None:
    for name in ("lighthouse", "second"):
        edit(site / name, "pack.toml", 'edition = "third edition, 1931"', f'edition = "{"e" * 101}"')
    problems, _ = refuse()
    assert problems == [f"{name}: pack.toml:4: edition: has 101 characters; at most 100 fit" for name in ("lighthouse", "second")]
    assert not Pack.objects.exists()


def test_two_packs_with_one_key_are_refused_even_when_one_is_loaded(site: Path) -> None:
    run(site / "lighthouse")
    edit(site / "second", "pack.toml", 'key = "second"\ntitle = "The', 'key = "lighthouse"\ntitle = "A')
    problems, _ = refuse()
    assert problems == ["second: pack.toml: lighthouse has the key “lighthouse” too"]


def test_a_site_without_a_pack_says_so(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    assert refuse() == ([], f"There is no pack in {tmp_path / 'content'}.")


def test_a_text_too_long_for_the_database_is_refused(folder: Path) -> None:
    edit(folder, "entities.toml", 'name = "Carra"', f'name = "{"C" * 201}"\nvariants = ["Carra"]')
    problems, last = refuse(folder)
    assert problems == ["entities.toml:48: entity “carra”: name: has 201 characters; at most 200 fit"]
    assert last == "One problem. Nothing was stored."
    assert not Pack.objects.exists()
