"""Who can sign in to the demo, and how much it holds."""

from kfor_quiz.accounts.models import Membership, Role, User
from kfor_quiz.demo.life.roster import WORDS
from kfor_quiz.memory.models import Review
from kfor_quiz.quizzes.models import Attempt, Response


def list_accounts() -> list[tuple[str, str]]:
    """The accounts that are worth a look, each with what it is. Three queries."""
    known = User.objects.filter(is_simulated=True)
    learners = known.filter(username__in=WORDS).order_by("pk").values_list("username", flat=True)
    others = Membership.objects.filter(user__in=known).exclude(role=Role.LEARNER).order_by("user")
    staff = others.values_list("user__username", "role", "cohort__name")
    rows = [(name, f"learner: {WORDS[name]}") for name in learners]
    rows += [(name, f"{Role(role).label}: {unit}") for name, role, unit in staff]
    return rows + [(name, "administrator") for name in known.filter(is_superuser=True).values_list("username", flat=True)]


def count_rows() -> str:
    """How many people, attempts, answers and reviews there are, in words. Four queries."""
    counts = {"people": User, "attempts": Attempt, "answers": Response, "reviews": Review}
    return ", ".join(f"{model._default_manager.count():,} {word}" for word, model in counts.items())  # noqa: SLF001
