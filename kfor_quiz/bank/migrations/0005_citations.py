import datetime as dt

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0004_forget_what_facts_speak_of'),
    ]

    # The next migration fills the columns: what stands in them until then is read by nobody.
    operations = [
        migrations.AddField(
            model_name='factversion',
            name='source_title',
            field=models.CharField(default='', max_length=300, verbose_name='title of the source'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='factversion',
            name='source_publisher',
            field=models.CharField(default='', max_length=200, verbose_name='publisher of the source'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='factversion',
            name='source_address',
            field=models.URLField(default='', max_length=500, verbose_name='address of the source'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='factversion',
            name='source_seen',
            field=models.DateField(default=dt.date(1970, 1, 1), verbose_name='date the source was seen'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='factversion',
            name='edition',
            field=models.CharField(default='', max_length=100, verbose_name='edition'),
            preserve_default=False,
        ),
    ]
