from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0004_forget_what_facts_speak_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='pack',
            name='lexicon_checksum',
            field=models.CharField(default='', editable=False, max_length=64),
        ),
    ]
