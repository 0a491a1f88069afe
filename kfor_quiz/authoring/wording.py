"""How the admin names things."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kfor_quiz.bank.models import Fact
from kfor_quiz.quizzes.models import ExamForm


def describe_fact(fact: Fact) -> str:
    """What a fact says, its key behind. Reads the newest version: fetch it along."""
    return f"{fact.current_version.statement} ({fact.key})" if fact.current_version else fact.key


def describe_forms(forms: Sequence[ExamForm]) -> str:
    """What forms drawn together are like, and whether they are as long as they should be. At least one."""
    length, facilities = forms[0].length, [form.expected_facility for form in forms]
    words = {
        "letters": ", ".join(form.letter for form in forms),
        "length": length,
        "least": f"{min(facilities):.3f}",
        "most": f"{max(facilities):.3f}",
    }
    text = ngettext(
        "Forms %(letters)s of %(length)d question proposed; expected facility from %(least)s to %(most)s.",
        "Forms %(letters)s of %(length)d questions proposed; expected facility from %(least)s to %(most)s.",
        length,
    )
    shorter = _("The core facts do not fill %(wanted)d.") % {"wanted": settings.EXAM_QUESTIONS}
    return text % words if length == settings.EXAM_QUESTIONS else f"{text % words} {shorter}"
