from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [migrations.RenameField("party", "is_independent", "is_in_united_nations")]
