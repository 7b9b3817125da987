from django.db import migrations


class Migration(migrations.Migration):
    """No model changes: the indexes of words, which are installed after migrations, are made anew on SQLite."""

    dependencies = [("registry", "0009_who_lay_in_a_place")]

    operations = []
