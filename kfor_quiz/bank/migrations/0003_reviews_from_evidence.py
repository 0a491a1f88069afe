"""The evidence of hand-written options was “name, paragraph 5.1/1: reason”; each part gets its own column."""

import re

from django.conf import settings
from django.db import migrations

EVIDENCE = re.compile(r"(?P<name>\S+), paragraph (?P<paragraph>[^:]{1,40}): (?P<reason>.*)", re.DOTALL)


def split_evidence(apps, schema_editor):
    options = apps.get_model("bank", "Option").objects
    people = apps.get_model(settings.AUTH_USER_MODEL).objects
    for option in options.filter(proof="P5", version__question__template__isnull=True, paragraph=""):
        parts = EVIDENCE.fullmatch(option.evidence)
        if parts:
            # Nobody has the name of a person who was erased: the reason stays, the name goes.
            option.reviewer = people.filter(username=parts["name"]).first()
            option.paragraph, option.evidence = parts["paragraph"], parts["reason"]
            option.save(update_fields=["reviewer", "paragraph", "evidence"])


class Migration(migrations.Migration):

    dependencies = [
        ("bank", "0002_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(split_evidence, migrations.RunPython.noop)]
