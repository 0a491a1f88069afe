from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("bank", "0007_facts_are_searched")]

    operations = [migrations.RemoveField(model_name="factversion", name="search_text")]
