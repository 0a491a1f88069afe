from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0010_who_retired_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='pack',
            name='lexicon_checksum',
            field=models.CharField(default='', editable=False, max_length=64),
        ),
    ]
