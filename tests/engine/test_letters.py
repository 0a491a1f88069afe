"""How well letters fit a name."""

import pytest

from kfor_quiz.engine.letters import Fit, letters_fit

SMALL = frozenset({"of", "the", "in", "on"})


@pytest.mark.parametrize(
    ("letters", "name", "fit"),
    [
        ("KPC", "Kosovo Protection Corps", Fit(0, 0, 0)),
        ("kpc", "KOSOVO protection corps", Fit(0, 0, 0)),
        ("UNMIK", "United Nations Mission in Kosovo", Fit(0, 0, 0)),
        ("MTA", "Military-Technical Agreement", Fit(0, 0, 0)),
        ("MNTF", "Multinational Task Force", Fit(0, 1, 0)),
        ("COMKFOR", "Commander of the Kosovo Force", Fit(0, 4, 0)),
        ("COM JFCN", "Commander of Joint Force Command Naples", Fit(0, 2, 0)),
        ("EULEX", "European Union Rule of Law Mission", Fit(1, 2, 2)),
        ("CRS", "Coastal Big Rescue Service", Fit(0, 0, 1)),
        ("CRS", "Big Rescue Station", Fit(3, 0, 3)),
        ("G8", "Group of Eight", Fit(1, 0, 1)),
        ("PÇ", "Peja Corps", Fit(0, 0, 0)),
        ("X", "", Fit(1, 0, 0)),
    ],
)
def test_the_letters_are_looked_for_in_their_order(letters: str, name: str, fit: Fit) -> None:
    assert letters_fit(letters, name, SMALL) == fit


@pytest.mark.parametrize(
    ("letters", "true", "better", "worse"),
    [
        ("EULEX", "European Union Rule of Law Mission", "European Union Legal Exchange Office", "European Mission"),
        ("COMKFOR", "Commander of the Kosovo Force", "Committee of the Kosovo Force", "Commander of the Bosnia Force"),
        ("UNMIK", "United Nations Mission in Kosovo", "United Nations Ministry in Kosovo", "United Nations Office in Kosovo"),
        ("KFOR", "Kosovo Force", "Kosovo Forum", "Kosovo Formal Meeting"),
        ("KPC", "Kosovo Protection Corps", "Kosovo Police Command", "Kosovo Corps"),
    ],
)
def test_a_name_fits_as_well_as_another_or_less_well(letters: str, true: str, better: str, worse: str) -> None:
    assert letters_fit(letters, better, SMALL) <= letters_fit(letters, true, SMALL) < letters_fit(letters, worse, SMALL)


def test_a_very_long_name_is_no_trouble() -> None:
    assert letters_fit("K" * 40, "Kosovo " * 5_000, SMALL).missing == 0
