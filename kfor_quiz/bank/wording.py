"""The words around figures."""

from django.utils.translation import gettext as _

from kfor_quiz.engine.facts import Hedge


def hedged(figure: str, hedge: Hedge) -> str:
    """A figure with what the source says of how exact it is."""
    sentences = {
        Hedge.EXACT: "%(figure)s",
        Hedge.ABOUT: _("about %(figure)s"),
        Hedge.MORE_THAN: _("more than %(figure)s"),
        Hedge.AT_MOST: _("at most %(figure)s"),
    }
    return sentences[hedge] % {"figure": figure}
