from django.db import migrations, models


class Migration(migrations.Migration):
    """A sheet said anew stands over the earlier one, and no longer ends it: without it the earlier one stands again."""

    dependencies = [
        ('ocop', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='rubric',
            name='withdrawn',
            field=models.BigIntegerField(null=True),
        ),
        migrations.RemoveField(
            model_name='rubric',
            name='retracted',
        ),
        migrations.AlterField(
            model_name='rubric',
            name='posted',
            field=models.BigIntegerField(db_index=True),
        ),
    ]
