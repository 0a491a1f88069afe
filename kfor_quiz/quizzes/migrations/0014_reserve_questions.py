"""What approved forms keep to themselves is noted on their questions."""

from django.db import migrations


def reserve(apps, schema_editor):
    places = apps.get_model("quizzes", "ExamFormQuestion").objects.filter(
        form__approved_at__isnull=False, form__withdrawn_at__isnull=True
    )
    apps.get_model("bank", "Question").objects.filter(pk__in=places.values("question_version__question")).update(is_reserved=True)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0013_how_sure_drafts_are"), ("bank", "0016_questions_kept_for_exams")]
    operations = [migrations.RunPython(reserve, migrations.RunPython.noop, elidable=True)]
