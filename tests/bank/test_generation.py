"""Making questions: identity, versions, publishing, retiring, coming back."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, FactVersion, Option, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.models.questions import FactRole, RetiredBy, Status
from kfor_quiz.bank.selectors.knowledge import pack_knowledge, published_drafts
from kfor_quiz.bank.services.authored import WrittenQuestion
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.bank.services.written import save_written_question
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from tests.bank.packs import NOW, lighthouse, load, rebuild, with_fact, without_fact
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db
DATE_QUESTION = "amber-point-lit.event-date.single_choice"


def question(key: str = DATE_QUESTION) -> Question:
    return Question.objects.select_related("current_version").get(key=key)


def keys_with_new_version() -> set[str]:
    return set(Question.objects.filter(current_version__number__gt=1).values_list("key", flat=True))


def keys_resting_on(fact_key: str) -> set[str]:
    versions = FactVersion.objects.filter(fact__key=fact_key)
    return set(Question.objects.filter(versions__fact_links__fact_version__in=versions).values_list("key", flat=True))


def test_the_database_gives_back_the_pack_that_was_loaded(loaded: Pack) -> None:
    stored = pack_knowledge(loaded)
    for name in ("sources", "entities", "predicates", "templates", "facts"):
        assert getattr(stored, name) == tuple(sorted(getattr(lighthouse(), name), key=lambda row: row.key)), name
    for name in ("key", "title", "notice", "quizzes", "topics", "passages", "statements"):
        assert getattr(stored, name) == getattr(lighthouse(), name), name


def test_the_database_gives_back_the_questions_that_were_made(loaded: Pack) -> None:
    made = {draft.key: draft for draft in generate(pack_knowledge(loaded))}
    stored = published_drafts(loaded)
    assert {draft.key for draft in stored} == made.keys()
    for draft in stored:
        twin = made[draft.key]
        assert (draft.stem, draft.kind, draft.accepted, draft.exempt_names) == (
            twin.stem,
            twin.kind,
            twin.accepted,
            twin.exempt_names,
        )
        texts = [(option.key, option.text, option.is_key, option.proof, option.rung, option.fact_key) for option in draft.options]
        assert texts == [(o.key, o.text, o.is_key, o.proof, o.rung, o.fact_key) for o in twin.options]


def test_an_invented_pack_gives_questions_of_every_kind(loaded: Pack) -> None:
    kinds = set(Question.objects.published().values_list("kind", flat=True))
    assert kinds == {kind.value for kind in Kind}
    asked = set(Question.objects.published().values_list("fact__kind", flat=True))
    assert asked == {fact.kind.value for fact in lighthouse().facts}


def test_making_questions_twice_writes_nothing(loaded: Pack) -> None:
    with CaptureQueriesContext(connection) as queries:
        report = generate_questions(pack_row=loaded, now=NOW)
    assert report == GenerationReport()
    assert [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


def queries_of_generation(pack: Pack) -> int:
    with CaptureQueriesContext(connection) as queries:
        generate_questions(pack_row=pack, now=NOW)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_bank() -> None:
    pack, _, _ = load(without_fact(without_fact(lighthouse(), "gull-rock-lit"), "fog-bell"))
    few = Question.objects.published().count()
    small = queries_of_generation(pack)
    load(lighthouse())
    assert Question.objects.published().count() > few
    assert queries_of_generation(pack) == small


def test_the_number_of_queries_does_not_grow_with_the_questions_written_by_hand(loaded: Pack, administrator: User) -> None:
    fact = Fact.objects.select_related("topic", "pack", "current_version").get(key="fog-bell")
    accepted = AcceptedAnswer(texts=("by hand",))
    counts = []
    for statement in ("In thick fog the bell is rung by hand.", "When fog comes the bell is rung by hand."):
        for word in ("keeper", "stranger"):
            stem = f"How did a {word} sound the bell in thick fog?"
            written = WrittenQuestion(fact, Kind.TYPED_TEXT, stem, accepted=accepted)
            save_written_question(written=written, author=administrator, now=NOW)
        sync_pack(pack=with_fact(lighthouse(), "fog-bell", statement=statement), now=NOW)
        counts.append(queries_of_generation(loaded))
        fact.refresh_from_db()
    assert Question.objects.written().filter(current_version__number=2).count() >= 2
    assert len(set(counts)) == 1


def test_a_question_knows_the_facts_it_rests_on_and_what_it_gives_away(loaded: Pack) -> None:
    version = question().current_version
    assert version is not None
    roles = {(link.fact_version.fact.key, link.role) for link in version.fact_links.all()}
    assert ("amber-point-lit", FactRole.ASKED) in roles
    assert {role for key, role in roles if key != "amber-point-lit"} == {FactRole.DISTRACTOR}
    assert len(roles) == 3
    assert "amber-point-lit" in question().discloses["before"]
    assert set(question().discloses["before"]) <= set(question().discloses["after"])


def test_a_changed_fact_renews_exactly_the_questions_that_rest_on_it(loaded: Pack) -> None:
    resting = keys_resting_on("gull-rock-lit")
    _, _, report = load(with_fact(lighthouse(), "gull-rock-lit", paragraph="1/3"))
    assert set(report.renewed) == resting == keys_with_new_version()
    assert any(not key.startswith("gull-rock-lit.") for key in resting)
    assert Question.objects.exclude(key__in=resting).exists()


def with_new_entity(type_key: str) -> knowledge.Pack:
    """The pack with an entity that no fact speaks of."""
    entity = Entity(key="newcomer", type=type_key, name="Gul Rock", variants=("Amber Pont",), gloss="It is new.")
    return rebuild(lighthouse(), entities=(*lighthouse().entities, entity))


def test_an_entity_that_no_fact_uses_renews_nothing(loaded: Pack) -> None:
    sync, report = load(with_new_entity("newcomers"))[1:]
    assert sync.tables["entity"].created == ["newcomer"]
    assert report == GenerationReport()
    assert keys_with_new_version() == set()


def test_an_entity_that_no_fact_uses_renews_only_the_choices_that_now_offer_it(loaded: Pack) -> None:
    types = {predicate.object_type for predicate in lighthouse().predicates}
    renewed = set()
    for type_key in sorted(types):
        load(with_new_entity(type_key))
        renewed |= keys_with_new_version()
    offering = Question.objects.filter(versions__options__text="Gul Rock") | Question.objects.filter(
        kind=Kind.TRUE_FALSE, versions__stem__contains="Gul Rock"
    )
    assert renewed == set(offering.values_list("key", flat=True))


def test_a_new_version_leaves_the_old_one_as_it_was(loaded: Pack) -> None:
    old = question().current_version
    assert old is not None
    texts = list(old.options.values_list("text", flat=True))
    load(with_fact(lighthouse(), "amber-point-lit", value={"date": "1894-06-22"}))
    new = question().current_version
    assert new is not None
    assert new.number == 2
    assert "22 June 1894" in new.options.values_list("text", flat=True)
    old.refresh_from_db()
    assert list(old.options.values_list("text", flat=True)) == texts
    assert {link.fact_version.number for link in old.fact_links.all()} == {1}


def test_a_question_that_is_no_longer_made_is_retired_and_comes_back(loaded: Pack) -> None:
    count = Question.objects.count()
    _, _, report = load(without_fact(lighthouse(), "fog-bell"))
    gone = {key for key in report.retired if key.startswith("fog-bell.")}
    assert gone
    assert all(row.retired_by == RetiredBy.LOADER for row in Question.objects.filter(key__in=gone))
    assert Question.objects.count() == count
    _, _, report = load(lighthouse())
    assert set(report.republished) == gone
    assert set(Question.objects.filter(key__in=gone).values_list("status", flat=True)) == {Status.PUBLISHED}
    assert QuestionVersion.objects.filter(question__key__in=gone, number__gt=1).count() == 0


def test_a_question_that_a_person_retired_stays_retired(loaded: Pack) -> None:
    question().retire()
    load(with_fact(lighthouse(), "amber-point-lit", value={"date": "1894-06-22"}))
    load(without_fact(lighthouse(), "amber-point-lit"))
    load(lighthouse())
    assert (question().status, question().retired_by) == (Status.RETIRED, RetiredBy.PERSON)


def test_only_a_person_who_retired_a_question_is_named_for_it(loaded: Pack) -> None:
    keeper = AdministratorFactory.create()
    question().retire(by=keeper)
    load(lighthouse())
    assert question().retirer == keeper
    for retired_by in ("", RetiredBy.LOADER):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(key=DATE_QUESTION).update(retired_by=retired_by)
    question().publish()
    assert question().retirer is None


def test_a_question_in_review_is_left_there(loaded: Pack) -> None:
    Question.objects.filter(key=DATE_QUESTION).update(status=Status.IN_REVIEW)
    generate_questions(pack_row=loaded, now=NOW)
    assert question().status == Status.IN_REVIEW


def test_a_question_in_review_is_in_review_again_when_its_fact_returns(loaded: Pack) -> None:
    Question.objects.filter(key=DATE_QUESTION).update(status=Status.IN_REVIEW)
    load(without_fact(lighthouse(), "amber-point-lit"))
    assert (question().status, question().retired_by) == (Status.RETIRED, RetiredBy.LOADER)
    _, _, report = load(lighthouse())
    assert (question().status, question().retired_by, question().status_before) == (Status.IN_REVIEW, "", "")
    assert report.to_review == [DATE_QUESTION]
    assert DATE_QUESTION not in report.republished


def test_a_flawed_question_is_kept_as_a_draft_and_published_when_mended(loaded: Pack) -> None:
    template = next(one for one in lighthouse().templates if one.key == "event-date")
    flawed = tuple(
        one.model_copy(update={"stem": "{When} {ask}, never mind why?"}) if one.key == "event-date" else one
        for one in lighthouse().templates
    )
    _, _, report = load(rebuild(lighthouse(), templates=flawed))
    assert question().status == Status.DRAFT
    assert any("negative" in flaw or "absolute" in flaw for flaw in report.flawed[DATE_QUESTION])
    assert template.stem == "{When} {ask}?"
    load(lighthouse())
    assert question().status == Status.PUBLISHED


def test_every_distractor_is_stored_with_its_proof_and_reason(loaded: Pack) -> None:
    distractors = Option.objects.filter(is_key=False)
    assert distractors.exists()
    assert not distractors.filter(proof="").exists()
    assert not Option.objects.filter(rationale="").exists()


def test_the_landmarks_of_a_timeline_are_its_context(loaded: Pack) -> None:
    for question in Question.objects.published().filter(kind=Kind.TIMELINE).select_related("current_version"):
        version = question.current_version
        assert version is not None
        links = QuestionFact.objects.filter(question_version=version).values_list("fact_version__fact__key", "role")
        assert {key for key, role in links if role == FactRole.CONTEXT} == {left.fact_key for left in version.left_items()}
