from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkage', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='support',
            name='basis',
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
