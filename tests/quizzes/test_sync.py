"""Ready-made quizzes follow their pack."""

from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.services.quizzes import sync_quizzes


def test_the_quizzes_of_a_pack_are_those_it_lists(pack: Pack) -> None:
    rows = Quiz.objects.order_by("order").values_list("key", "length", "blueprint", "is_retired")
    assert list(rows) == [
        ("stations", 6, {"topics": ["stations"], "fact_kinds": []}, False),
        ("all", 10, {"topics": [], "fact_kinds": []}, False),
    ]
    for quiz in Quiz.objects.all():
        quiz.full_clean()


def test_a_second_time_nothing_changes(pack: Pack) -> None:
    before = list(Quiz.objects.values())
    assert sync_quizzes(pack=pack) == []
    assert list(Quiz.objects.values()) == before


def test_a_change_keeps_the_row(pack: Pack) -> None:
    quiz = Quiz.objects.get(key="all")
    pack.quizzes[1]["title"] = "Everything"
    assert sync_quizzes(pack=pack) == ["all"]
    quiz.refresh_from_db()
    assert quiz.title == str(quiz) == "Everything"


def test_what_vanished_is_retired_and_can_come_back(pack: Pack) -> None:
    first, *others = pack.quizzes
    pack.quizzes = others
    assert sync_quizzes(pack=pack) == ["all", "stations"]
    assert sync_quizzes(pack=pack) == []
    assert [quiz.key for quiz in Quiz.objects.on_offer()] == ["all"]
    pack.quizzes = [first, *others]
    assert sync_quizzes(pack=pack) == ["stations", "all"]
    assert Quiz.objects.on_offer().count() == 2


def test_the_quizzes_of_another_pack_are_left_alone(pack: Pack) -> None:
    other = Pack.objects.create(key="other", title="Other", language="en", quizzes=[])
    assert sync_quizzes(pack=other) == []
    assert Quiz.objects.on_offer().count() == 2
