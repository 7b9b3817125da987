import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('posted', models.BigIntegerField()),
                ('on_date', models.DateField()),
                ('legal_basis', models.CharField(max_length=60)),
                ('evidence', models.CharField(choices=[('official-table', 'bảng chuyển đổi chính thức năm 2025'), ('official-lists', 'các danh mục chính thức kế tiếp nhau'), ('resolution-text', 'lời văn nghị quyết do nơi khác dẫn lại'), ('press', 'báo chí'), ('official-code+library', 'mã chính thức dùng lại, một thư viện mở nêu cùng cặp'), ('library+counts', 'chỉ một thư viện mở; tổng số khớp'), ('press-plan', 'phương án đăng báo, chưa phải nghị quyết'), ('press-expected-date', 'ngày dự kiến theo báo chí')], max_length=24)),
                ('verified', models.BooleanField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit',), name='places_ending_key')],
            },
        ),
    ]
