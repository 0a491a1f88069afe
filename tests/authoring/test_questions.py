"""Questions in the admin: generated ones are read, hand-written ones are written."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.models import CHANGE as CHANGING
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kfor_quiz.bank.models import Fact, Pack, Question
from kfor_quiz.bank.models.questions import Status

ADD = "admin:bank_question_add"
CHANGE = "admin:bank_question_change"
LIST = "admin:bank_question_changelist"
REPORT = "admin:quizzes_questionreport"
EDITED = "How did the keeper sound the bell in thick fog?"
OPTIONS = (
    ("By hand", True, "A keeper pulled the rope.", ""),
    ("By steam", False, "There was no engine.", "3/2"),
    ("By wind", False, "Fog comes in still air.", "3/2"),
)


OPTION_NAMES = [f"option_{number}_{name}" for number in (1, 2, 3) for name in ("text", "is_key", "rationale", "contradicted_by")]


def form(fact: Fact, **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"fact": fact.pk, "kind": "single_choice", "stem": "How did a keeper sound the bell in thick fog?"}
    data |= {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    for number, (text, is_key, rationale, paragraph) in enumerate(OPTIONS, start=1):
        data |= {
            f"option_{number}_text": text,
            f"option_{number}_rationale": rationale,
            f"option_{number}_contradicted_by": paragraph,
        }
        if is_key:
            data[f"option_{number}_is_key"] = "on"
    return data | changes


@pytest.fixture
def fact(loaded: Pack) -> Fact:
    return Fact.objects.get(key="fog-bell")


def written() -> Question:
    return Question.objects.written().get()


def test_an_instructor_adds_a_question(author_page: Client, fact: Fact) -> None:
    response = author_page.post(reverse(ADD), form(fact))
    assert response.status_code == 302
    question = written()
    assert question.status == Status.PUBLISHED
    assert question.author is not None
    assert question.author.username == "instructor"


def test_all_that_is_wrong_with_the_options_is_told_at_once_each_at_its_place(author_page: Client, fact: Fact) -> None:
    wrong = form(fact, option_2_text="By hand", option_3_rationale="", option_3_contradicted_by="9/9")
    errors = author_page.post(reverse(ADD), wrong).context["adminform"].form.errors
    assert set(errors) == {"option_2_text", "option_3_rationale", "option_3_contradicted_by"}


def test_an_edit_makes_a_new_version(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    changed = form(fact, stem="How did the keeper sound the bell in thick fog?", version=1)
    assert author_page.post(reverse(CHANGE, args=[written().pk]), changed).status_code == 302
    assert [version.number for version in written().versions.all()] == [1, 2]
    assert author_page.post(reverse(CHANGE, args=[written().pk]), changed | {"version": 2}).status_code == 302
    assert written().versions.count() == 2


def test_an_option_whose_text_is_corrected_in_its_row_keeps_its_key(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    corrected = form(fact, option_2_text="By a steam engine", version=1)
    author_page.post(reverse(CHANGE, args=[written().pk]), corrected)
    first, second = (list(version.options.order_by("order")) for version in written().versions.order_by("number"))
    assert [option.text for option in second] == ["By hand", "By a steam engine", "By wind"]
    assert [option.key for option in second] == [option.key for option in first]


@pytest.mark.parametrize("version", [1, ""])
def test_a_form_opened_before_another_edit_is_refused_and_keeps_what_was_typed(
    author_page: Client, fact: Fact, version: int | str
) -> None:
    author_page.post(reverse(ADD), form(fact))
    address = reverse(CHANGE, args=[written().pk])
    assert author_page.get(address).context["adminform"].form["version"].value() == 1
    author_page.post(address, form(fact, stem=EDITED, version=1))
    response = author_page.post(address, form(fact, stem="How was the bell sounded in thick fog?", version=version))
    assert "The question was saved by someone else after you opened it." in response.text
    assert "How was the bell sounded in thick fog?" in response.text
    assert [each.stem for each in written().versions.order_by("number")] == [form(fact)["stem"], EDITED]


def test_a_malformed_date_is_told_once(author_page: Client, fact: Fact) -> None:
    response = author_page.post(reverse(ADD), form(fact, kind="typed_date", accepted_date="soon"))
    assert len(response.context["adminform"].form.errors["accepted_date"]) == 1


def test_the_form_shows_what_was_written(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    page = author_page.get(reverse(CHANGE, args=[written().pk])).content.decode()
    assert all(text in page for text in ("By steam", "There was no engine.", "3/2"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"option_1_is_key": ""}, "One option must be right."),
        ({"option_2_contradicted_by": ""}, "Each wrong option needs the paragraph of the source that contradicts it."),
        ({"option_2_rationale": ""}, "Each option needs a reason why it is right or wrong."),
        ({"option_2_text": "By hand"}, "Each option needs a text of its own."),
        ({"kind": "typed_date", "accepted_date": "soon"}, "Write the date as 1999-06-12, a month as 1999-06, a year as 1999."),
        ({"kind": "typed_number"}, "A question of this kind needs it."),
        ({"kind": "typed_text"}, "A question of this kind needs it."),
        ({"stem": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    author_page: Client, fact: Fact, changes: dict[str, str], message: str
) -> None:
    response = author_page.post(reverse(ADD), form(fact, **changes))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert "By wind" in response.content.decode()
    assert not Question.objects.written().exists()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("typed_text", {"accepted_texts": "by hand\nwith a rope"}),
        ("typed_number", {"accepted_number": "12"}),
        ("typed_date", {"accepted_date": "1901-05"}),
    ],
)
def test_typed_questions_are_written_too(author_page: Client, fact: Fact, kind: str, answer: dict[str, str]) -> None:
    data = {name: value for name, value in form(fact, kind=kind, **answer).items() if not name.startswith("option_")}
    assert author_page.post(reverse(ADD), data).status_code == 302
    assert written().kind == kind


def test_a_flawed_question_stays_a_draft_and_its_flaws_are_told(author_page: Client, fact: Fact) -> None:
    response = author_page.post(reverse(ADD), form(fact, stem="How did a keeper never sound the bell in thick fog?"), follow=True)
    assert "negative stem: never" in response.content.decode()
    assert written().status == Status.DRAFT


def test_a_generated_question_is_shown_as_a_learner_sees_it_and_not_changed(author_page: Client, loaded: Pack) -> None:
    question = Question.objects.generated().filter(kind="single_choice").earliest("key")
    assert question.current_version is not None
    page = author_page.get(reverse(CHANGE, args=[question.pk])).content.decode()
    assert question.current_version.stem in page
    assert "As it is asked" in page
    assert 'name="stem"' not in page
    assert author_page.post(reverse(CHANGE, args=[question.pk]), {"stem": "Other?"}).status_code == 403


@pytest.mark.parametrize("kind", ["single_choice", "multiple_response", "true_false", "typed_text", "typed_number", "typed_date"])
def test_every_kind_has_a_preview(author_page: Client, loaded: Pack, kind: str) -> None:
    question = Question.objects.generated().filter(kind=kind).earliest("key")
    page = author_page.get(reverse(CHANGE, args=[question.pk])).text
    right, wrong = page[page.index("After a right answer") :].split("After a wrong answer")
    assert question.fact is not None
    assert question.fact.current_version is not None
    for part, verdict in ((right, "Right"), (wrong, "Not quite")):
        assert re.search(rf'<h3 class="verdict">.*?<span>{verdict}', part, re.DOTALL)
        assert escape(question.fact.current_version.sentence) in part
        assert ("Your answer" in part) == (not kind.startswith("typed"))
        assert ("You wrote" in part) == kind.startswith("typed")


def test_questions_are_taken_out_of_use_and_put_back(author_page: Client, loaded: Pack) -> None:
    question = Question.objects.published().earliest("key")
    author_page.post(reverse(LIST), {"action": "retire", "_selected_action": [question.pk]})
    question.refresh_from_db()
    assert (question.status, question.retired_by) == (Status.RETIRED, "person")
    author_page.post(reverse(LIST), {"action": "publish", "_selected_action": [question.pk]})
    question.refresh_from_db()
    assert (question.status, question.retired_by) == (Status.PUBLISHED, "")


@pytest.mark.parametrize("origin", ["generated", "written"])
def test_the_list_is_filtered_by_origin(author_page: Client, fact: Fact, origin: str) -> None:
    author_page.post(reverse(ADD), form(fact))
    page = author_page.get(reverse(LIST), {"origin": origin}).content.decode()
    assert ("How did a keeper sound the bell in thick fog?" in page) == (origin == "written")


def test_what_is_flawed_is_not_put_back_into_use(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact, stem="How did a keeper never sound the bell in thick fog?"))
    author_page.post(reverse(LIST), {"action": "retire", "_selected_action": [written().pk]})
    response = author_page.post(reverse(LIST), {"action": "publish", "_selected_action": [written().pk]}, follow=True)
    page = response.content.decode()
    assert "stays out of use" in page
    assert "negative stem: never" in page
    assert written().status == Status.RETIRED


def test_facts_are_chosen_by_what_they_say_and_only_current_ones_are_offered(author_page: Client, fact: Fact) -> None:
    place = {"app_label": "bank", "model_name": "question", "field_name": "fact"}
    found = author_page.get(reverse("admin:autocomplete"), {**place, "term": "fog"}).json()["results"]
    assert fact.current_version is not None
    label = f"{fact.current_version.statement} (fog-bell)"
    assert label in [row["text"] for row in found]
    response = author_page.post(reverse(ADD), form(fact, stem=""))
    assert escape(label) in response.text
    Fact.objects.filter(pk=fact.pk).update(is_retired=True)
    found = author_page.get(reverse("admin:autocomplete"), {**place, "term": "fog"}).json()["results"]
    assert label not in [row["text"] for row in found]


def test_a_generated_question_names_the_fact_that_it_asks(author_page: Client, fact: Fact) -> None:
    question = fact.questions.generated().earliest("key")
    page = author_page.get(reverse(CHANGE, args=[question.pk])).text
    assert fact.current_version is not None
    link = f'<a href="{reverse("admin:bank_fact_change", args=[fact.pk])}">{escape(fact.current_version.statement)} (fog-bell)</a>'
    assert link in page


def test_the_kind_of_a_question_stays(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    data = form(fact, kind="typed_number", accepted_number="3", version=1)
    response = author_page.post(reverse(CHANGE, args=[written().pk]), data)
    assert "The fact and the kind of a question stay." in response.content.decode()
    assert (written().kind, written().versions.count()) == ("single_choice", 1)


def test_zero_is_a_right_number(author_page: Client, fact: Fact) -> None:
    data = {
        name: value
        for name, value in form(fact, kind="typed_number", accepted_number="0").items()
        if not name.startswith("option_")
    }
    author_page.post(reverse(ADD), data)
    version = written().current_version
    assert version is not None
    accepted = version.accepted_answer()
    assert accepted is not None
    assert accepted.number == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"option_2_contradicted_by": ""}, "option_2_contradicted_by"),
        ({"option_3_contradicted_by": "99/9"}, "option_3_contradicted_by"),
        ({"option_2_rationale": ""}, "option_2_rationale"),
        ({"option_2_text": "by Hand"}, "option_2_text"),
        ({"option_5_rationale": "For nothing.", "option_5_is_key": "on"}, "option_5_text"),
        ({"option_1_is_key": "", "option_1_contradicted_by": "3/2"}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_beside_what_it_concerns(
    author_page: Client, fact: Fact, changes: dict[str, str], field: str
) -> None:
    response = author_page.post(reverse(ADD), form(fact, **changes))
    assert list(response.context["adminform"].form.errors) == [field]


def test_an_option_left_out_between_others_shifts_no_error(author_page: Client, fact: Fact) -> None:
    data = form(fact, option_4_text="By hoist", option_4_rationale="There was none.")
    data |= {name: "" for name in data if name.startswith("option_2_")}
    response = author_page.post(reverse(ADD), data)
    assert list(response.context["adminform"].form.errors) == ["option_4_contradicted_by"]


@pytest.mark.parametrize(
    "stem", ["How did a keeper sound the bell in thick fog?", "How, in thick fog, did the keeper sound the bell?"]
)
def test_a_near_duplicate_is_refused_beside_its_stem_with_a_link_to_the_other(author_page: Client, fact: Fact, stem: str) -> None:
    author_page.post(reverse(ADD), form(fact))
    response = author_page.post(reverse(ADD), form(fact, stem=stem))
    assert list(response.context["adminform"].form.errors) == ["stem"]
    assert "Near duplicate: " in response.text
    assert f'<a href="{reverse(CHANGE, args=[written().pk])}">How did a keeper sound the bell in thick fog?</a>' in response.text


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "What rang in the fog?"},
        {"option_1_text": "By a rope"},
        {"kind": "typed_text", "accepted_texts": "by hand", **dict.fromkeys(OPTION_NAMES, "")},
    ],
)
def test_another_stem_key_or_kind_is_no_duplicate(author_page: Client, fact: Fact, changes: dict[str, str]) -> None:
    author_page.post(reverse(ADD), form(fact))
    assert author_page.post(reverse(ADD), form(fact, **changes)).status_code == 302


def test_a_question_out_of_use_is_in_nobodys_way(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    author_page.post(reverse(LIST), {"action": "retire", "_selected_action": [written().pk]})
    assert author_page.post(reverse(ADD), form(fact)).status_code == 302


def test_the_history_tells_of_the_stored_question(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    author_page.post(reverse(CHANGE, args=[written().pk]), form(fact, stem=EDITED, version=1))
    entries = LogEntry.objects.order_by("pk").values_list("action_flag", "object_id", "object_repr")
    row = (str(written().pk), written().key)
    assert list(entries) == [(ADDITION, *row), (CHANGING, *row)]


def test_the_preview_tells_who_vouches_for_what(author_page: Client, fact: Fact) -> None:
    author_page.post(reverse(ADD), form(fact))
    page = author_page.get(reverse(CHANGE, args=[written().pk])).content.decode()
    proofs = page[page.index("Why the wrong options are wrong") :]
    assert all(text in proofs for text in ("By steam", "P5", "instructor", "3/2", "There was no engine."))


def test_the_preview_of_a_generated_question_tells_its_proofs(author_page: Client, loaded: Pack) -> None:
    question = Question.objects.generated().filter(kind="single_choice").earliest("key")
    assert question.current_version is not None
    option = question.current_version.options.filter(is_key=False).earliest("order")
    page = author_page.get(reverse(CHANGE, args=[question.pk])).content.decode()
    proofs = page[page.index("Why the wrong options are wrong") :]
    assert escape(option.evidence) in proofs
    assert "Reviewer" not in proofs[: proofs.index("</table>")]  # the pack's evidence names whoever vouches for it


def test_the_history_tells_who_took_a_question_out_of_use_and_put_it_back(author_page: Client, loaded: Pack) -> None:
    question = Question.objects.published().earliest("key")
    retirers = []
    for action in ("retire", "retire", "publish", "publish"):
        author_page.post(reverse(LIST), {"action": action, "_selected_action": [question.pk]})
        retirers.append(Question.objects.values_list("retirer__username", flat=True).get(pk=question.pk))
    assert retirers == ["instructor", "instructor", None, None]
    entries = LogEntry.objects.filter(object_id=str(question.pk), user__username="instructor").order_by("pk")
    assert [entry.get_change_message() for entry in entries] == ["Taken out of use.", "Put back into use."]
