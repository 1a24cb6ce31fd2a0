from django.db import migrations

from secretariat.engines.folding import folded


def fold_anew(apps, _editor):
    delegates = apps.get_model("delegations", "Delegate").objects
    for each in delegates.only("name", "original_name", "spellings", "search").iterator():
        search = folded(" | ".join([each.name, each.original_name, *each.spellings]))
        if search != each.search:
            delegates.filter(pk=each.pk).update(search=search)


class Migration(migrations.Migration):

    dependencies = [("delegations", "0001_initial")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop)]
