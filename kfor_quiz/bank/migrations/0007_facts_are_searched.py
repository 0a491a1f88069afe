"""The text that the search looks into moves from the versions of a fact to the fact: only the newest is searched."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_texts(apps, schema_editor):
    versions = apps.get_model("bank", "FactVersion").objects.order_by()  # their order would join the table that is updated
    newest = versions.filter(pk=OuterRef("current_version")).values("search_text")
    facts = apps.get_model("bank", "Fact").objects.filter(current_version__isnull=False)
    facts.update(search_text=Subquery(newest))


class Migration(migrations.Migration):

    dependencies = [("bank", "0006_citations_as_they_were")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="search_text",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(copy_texts, migrations.RunPython.noop),
    ]
