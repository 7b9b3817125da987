from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('basis', '0002_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='rule',
            name='first_said',
            field=models.BigIntegerField(null=True),
        ),
    ]
