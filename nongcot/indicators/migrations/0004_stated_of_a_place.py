"""A statement may speak of one unit; those kept so far speak of the whole book."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_spans_read_from_indexes")]

    operations = [
        migrations.AddField(
            model_name="quoted", name="place", field=models.CharField(blank=True, default="", max_length=10)
        ),
    ]
