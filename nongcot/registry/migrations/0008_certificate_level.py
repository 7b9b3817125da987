from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_lists_walked_in_their_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='certificate',
            name='level',
            field=models.CharField(blank=True, default='', max_length=8),
        ),
    ]
