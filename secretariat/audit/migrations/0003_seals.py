"""Seals on records; nothing is written into the entries that are there, so it takes no longer for many of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds two columns that may be empty, and the table of seals."""

    dependencies = [("audit", "0002_record_of_the_house")]

    operations = [
        migrations.AddField("entry", "salt", models.BinaryField(null=True)),
        migrations.AddField("entry", "digests", models.JSONField(null=True)),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("conference_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("uneven", models.JSONField(default=list)),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("moment", models.DateTimeField()),
                ("key", models.CharField(blank=True, max_length=64)),
                ("signature", models.BinaryField()),
                ("leaves", models.BinaryField()),
            ],
            options={
                "ordering": ("conference_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("conference_id", "number"), name="one_chain_of_seals"),
                ],
            },
        ),
    ]
