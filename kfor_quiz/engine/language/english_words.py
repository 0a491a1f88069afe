"""Words of English that the engine has to know."""

from kfor_quiz.engine.language.english_articles import ILL_FITTING
from kfor_quiz.engine.language.words import WordLists


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = _words("January February March April May June July August September October November December")

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBER_NAMES = dict(enumerate(_words(f"zero one two three four five six seven eight nine {_TEENS}")))
_TENS = dict(enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2))
WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
TITLES = frozenset(
    _words(
        """mr mrs ms miss dr prof professor sir president general gen lieutenant lt major maj brigadier brig colonel col
        admiral adm ambassador secretary chancellor special envoy former un"""
    )
)
IRREGULAR_PLURALS = {"men": "man", "women": "woman", "people": "person"}
COMMON_UNITS = _words(
    """seconds minutes hours days weeks months years euros dollars pounds percent metres miles kilometres tons kilograms litres
    degrees vehicles tanks aircraft planes helicopters ships guns rifles animals houses"""
)
SMALL_NUMBERS = {name: number for number, name in NUMBER_NAMES.items()} | {name: 10 * ten for ten, name in _TENS.items()}

NEGATIVE = frozenset(_words("not no never except without neither nor cannot none least"))
# In a question and its answer these say the same. They do not make another answer right, they only stand around one.
SAID_ALIKE = tuple(
    frozenset(_words(words))
    for words in (
        "operation mission",
        "way manner fashion",
        "kind sort type",
        "aim goal objective purpose",
        "body organization institution",
        "give gave given provide offer supply",
        "begin began begun start",
        "lead led",
        "pay paid fund finance",
        "run ran carry carried",
        "force troop unit",
        "help assist aid",
        "country nation state",
        "person people",
        "mean meant stand",
        "talk negotiation",
    )
)
PADDING = frozenset(
    _words(
        """any all only just more greater also too very them those we he she his her our say said
        give make made take took get got"""
    )
)
OWNED = "own"
IMPLIED = {"how": _words("way"), "who": _words("person"), "where": _words("place"), "whom": _words("person")}

WORDS = WordLists(
    question=frozenset(_words("who whom whose what which when where why how")),
    absolute=frozenset(_words("all always never only every none must completely entirely absolutely exclusively invariably")),
    vague=frozenset(
        _words(
            "often usually sometimes frequently generally normally some many several few mostly rarely seldom various occasionally"
        )
    ),
    negative=NEGATIVE,
    denying=NEGATIVE | {"non", "anti", "instead", "rather", "unlike"},
    pronouns=frozenset(_words("it they them this these those he she him")),
    function=frozenset(
        _words(
            """a an and are as at be been by did do does for from had has have in into is it its of on or over that the
            their them these they this to under up was were which who whom whose what when where why how with would"""
        )
    ),
    choosing="of",
    counting="how many",
    all_of_above=frozenset({"all of the above", "all of these", "both of these", "all the above"}),
    none_of_above=frozenset({"none of the above", "none of these", "neither of these"}),
    conjunction="and",
    articles=frozenset({"a", "an", "the"}),
    also_conjunctions=frozenset({"when", "where"}),
    plans=frozenset({"planned", "due to", "was to", "were to", "was meant to", "were meant to"}),
    unfocused=frozenset({"of the following", "associated with", "is true", "is correct", "which statement", "which option"}),
    judgements=frozenset({"true", "false", "yes", "no"}),
    hedges=frozenset({"about", "around", "over", "under", "roughly", "nearly", "almost", "approximately", "some", "up"}),
    activity_ending="ing",
    months=frozenset(month.lower() for month in MONTHS),
    counted_alike=(
        frozenset({"soldier", "troop", "personnel", "serviceman", "servicewoman", "peacekeeper"}),
        frozenset({"country", "nation", "state"}),
    ),
    ill_fitting_article=ILL_FITTING,
)
