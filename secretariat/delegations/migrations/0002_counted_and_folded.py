import django.core.validators
from django.db import migrations, models

from secretariat.engines.folding import folded


def fold_anew(apps, _editor):
    delegates = apps.get_model("delegations", "Delegate").objects
    for each in delegates.only("name", "original_name", "spellings", "search").iterator():
        search = folded(" | ".join([each.name, each.original_name, *each.spellings]))
        if search != each.search:
            delegates.filter(pk=each.pk).update(search=search)


class Migration(migrations.Migration):

    dependencies = [
        ('delegations', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='claimedtotal',
            name='organisations',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10000000)], verbose_name='Organisations'),
        ),
        migrations.AlterField(
            model_name='claimedtotal',
            name='states',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10000000)], verbose_name='States'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='overflow',
            field=models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(10000000)], verbose_name='Overflow places'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='quota',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10000000)], verbose_name='Places'),
        ),
        migrations.RunPython(fold_anew, migrations.RunPython.noop),
    ]
