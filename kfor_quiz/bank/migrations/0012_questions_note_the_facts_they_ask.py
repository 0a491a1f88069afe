"""What a question asks stands beside what it gives away; until now each asked the one fact that files it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1_000


def note_facts_asked(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Question = apps.get_model("bank", "Question")
    rows = []
    for question in Question.objects.select_related("fact").only("discloses", "fact__key").iterator(BATCH):
        question.discloses = {"asks": [question.fact.key], "before": [], "after": [], "rationales": {}} | question.discloses
        rows.append(question)
    Question.objects.bulk_update(rows, ["discloses"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("bank", "0011_lexicon_checksum")]
    operations = [migrations.RunPython(note_facts_asked, migrations.RunPython.noop)]
