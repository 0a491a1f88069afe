"""A pack says what its visitors read first. The checksum of what was loaded takes in the new column, so that no pack looks edited."""

import hashlib
import json

from django.db import migrations, models

BEFORE = ("title", "language", "edition", "notice", "quizzes")


def checksum_of(content):
    """As the loader makes it."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def take_in_welcome(apps, schema_editor):
    for pack in apps.get_model("bank", "Pack").objects.all():
        content = {name: getattr(pack, name) for name in BEFORE}
        if pack.loaded_checksum == checksum_of(content):
            pack.loaded_checksum = checksum_of(content | {"welcome": None})
            pack.save(update_fields=["loaded_checksum"])


class Migration(migrations.Migration):

    dependencies = [
        ("bank", "0008_versions_are_not_searched"),
    ]

    operations = [
        migrations.AddField(
            model_name="pack",
            name="welcome",
            field=models.JSONField(blank=True, null=True, verbose_name="welcome"),
        ),
        migrations.RunPython(take_in_welcome, migrations.RunPython.noop),
    ]
