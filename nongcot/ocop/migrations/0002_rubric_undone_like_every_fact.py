from django.db import migrations, models


def _let_go(_apps, editor):
    """SQLite drops no column that a trigger reads; the guards are put in place again after the migrations."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS ocop_rubric_no_change")


class Migration(migrations.Migration):
    """A sheet said anew stands over the earlier one, and no longer ends it: without it the earlier one stands again."""

    dependencies = [
        ('ocop', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(_let_go, migrations.RunPython.noop),
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
