"""Ready-made quizzes, as their pack lists them."""

from django.db import transaction

from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Quiz

_FIELDS = ("title", "summary", "order", "length", "blueprint", "is_retired")


@transaction.atomic
def sync_quizzes(*, pack: Pack) -> list[str]:
    """Bring a pack's quizzes in line with its list, and return the keys of those that changed. What vanished is retired."""
    stored = {quiz.key: quiz for quiz in Quiz.objects.filter(pack=pack)}
    changed = []
    for order, ready in enumerate(pack.quizzes):
        quiz = stored.pop(ready["key"], None) or Quiz(pack=pack, key=ready["key"])
        if _update(quiz, order, ready):
            changed.append(quiz.key)
    for quiz in stored.values():
        if not quiz.is_retired:
            quiz.is_retired = True
            quiz.save(update_fields=["is_retired"])
            changed.append(quiz.key)
    return changed


def _update(quiz: Quiz, order: int, ready: dict[str, object]) -> bool:
    """Whether the quiz was other than its pack says, and is now the same."""
    blueprint = {"topics": ready["topics"], "fact_kinds": ready["fact_kinds"]}
    wanted = {
        "title": ready["title"],
        "summary": ready["summary"],
        "order": order,
        "length": ready["length"],
        "blueprint": blueprint,
    }
    wanted["is_retired"] = False
    if quiz.pk and all(getattr(quiz, name) == wanted[name] for name in _FIELDS):
        return False
    for name in _FIELDS:
        setattr(quiz, name, wanted[name])
    quiz.save()
    return True
