"""What an earlier release stored: which pack each attempt is from, and that the feedback to an exam comes at its end."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill(apps: Any, schema_editor: Any) -> None:
    """The pack of the quiz, or, where a guest's attempt lost its quiz, of the first question."""
    attempts = apps.get_model('quizzes', 'Attempt').objects
    quizzes = apps.get_model('quizzes', 'Quiz').objects.filter(pk=OuterRef('quiz')).values('pack')
    slots = apps.get_model('quizzes', 'Slot').objects.filter(attempt=OuterRef('pk')).order_by('position')
    packs = slots.values('question_version__question__pack')[:1]
    attempts.filter(pack=None).update(pack=Coalesce(Subquery(quizzes), Subquery(packs)))
    attempts.filter(mode='exam').update(feedback_at_end=True)


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0005_exams'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
