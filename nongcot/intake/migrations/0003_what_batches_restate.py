import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max


def _retell(apps, _schema_editor):
    """What rows told moves into one column; batches applied so far get their place among the postings."""
    for mention in apps.get_model('intake', 'Mention').objects.iterator():
        mention.told = {
            'kind': mention.said.get('kind', ''),
            'said': mention.said,
            'events': [_event(told) for told in mention.events],
        }
        mention.save(update_fields=['told'])
    postings = apps.get_model('indicators', 'Posting').objects
    for batch in apps.get_model('intake', 'Batch').objects.filter(state__in=('applied', 'withdrawn')):
        if batch.posting:
            batch.applied_after = batch.posting - 1
        else:
            batch.applied_after = postings.filter(moment__lte=batch.received_at).aggregate(n=Max('n'))['n'] or 0
        batch.save(update_fields=['applied_after'])


def _event(told):
    return {
        'kind': told['kind'],
        'on': {'date': [told['earliest'], told['latest'], told['precision']]},
        'document_no': told['document_no'],
        'issuing_body': told['issuing_body'],
        'details': [list(detail) for detail in told['details'].items()],
    }


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0001_initial'),
        ('intake', '0002_progress_and_absences'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='applied_after',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='mention',
            name='told',
            field=models.JSONField(default=dict),
            preserve_default=False,
        ),
        migrations.RunPython(_retell, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='mention',
            name='said',
        ),
        migrations.RemoveField(
            model_name='mention',
            name='events',
        ),
        migrations.CreateModel(
            name='Restated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row_id', models.BigIntegerField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='restated', to='intake.batch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('table', 'row_id'), name='intake_restated_one_batch')],
            },
        ),
    ]
