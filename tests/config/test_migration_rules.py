"""A new migration lets the program before it go on serving."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Now

from tools.migrations import EXCEPTIONS, first_release, troubles

INDEX = models.Index(fields=["at"], name="by_moment")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("entry", "kind", models.CharField(max_length=9)),
        migrations.AddField("entry", "kind", models.CharField(max_length=9, default="x")),
        migrations.RemoveField("entry", "verb"),
        migrations.RenameField("entry", "verb", "deed"),
        migrations.RenameModel("Entry", "Line"),
        migrations.DeleteModel("Entry"),
        migrations.AlterModelTable("entry", "lines"),
        migrations.AddIndex("entry", INDEX),
        migrations.AddConstraint("entry", models.UniqueConstraint(fields=["at"], name="one_at_a_time")),
        migrations.AddField("entry", "kind", models.CharField(max_length=9, null=True, unique=True)),
        migrations.AlterField("entry", "verb", models.CharField(max_length=9)),
        migrations.RunSQL("DROP TABLE audit_entry"),
        migrations.RunPython(lambda _apps, _editor: None),
        migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("entry", "verb")]),
    ],
)
def test_what_the_program_before_would_not_survive_is_told(operation: Any) -> None:
    assert len(list(troubles([operation]))) == 1


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("entry", "kind", models.CharField(max_length=9, null=True)),
        migrations.AddField("entry", "kind", models.CharField(max_length=9, db_default="x")),
        migrations.AddField("entry", "at", models.DateTimeField(db_default=Now())),
        migrations.AddField("entry", "parties", models.ManyToManyField("parties.Party")),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.AlterModelOptions("entry", {"ordering": ["id"]}),
        AddIndexConcurrently("entry", INDEX),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("entry", "verb")]),
    ],
)
def test_what_it_survives_is_not(operation: Any) -> None:
    assert list(troubles([operation])) == []


@pytest.mark.parametrize(
    ("former", "field", "is_told"),
    [
        (models.CharField(max_length=9), models.CharField(max_length=1), True),
        (models.TextField(), models.CharField(max_length=9), True),
        (models.CharField(max_length=9, null=True), models.CharField(max_length=9), True),
        (models.CharField(max_length=9), models.CharField(max_length=9, unique=True), True),
        (models.CharField(max_length=9), models.CharField(max_length=9, db_index=True), True),
        (models.CharField(max_length=9), models.CharField(max_length=9, db_column="deed"), True),
        (models.CharField(max_length=9, db_default="x"), models.CharField(max_length=9), True),
        (models.IntegerField(), models.DateField(), True),
        (models.ForeignKey("audit.Record", models.CASCADE), models.ForeignKey("audit.Seal", models.CASCADE), True),
        (models.CharField(max_length=9), models.CharField(max_length=10), False),
        (models.CharField(max_length=9), models.CharField(max_length=9, null=True), False),
        (models.CharField(max_length=9), models.TextField(), False),
        (models.CharField(max_length=9, unique=True), models.CharField(max_length=9), False),
        (models.CharField(max_length=9), models.CharField(max_length=9, choices=[("a", "b")], default="a"), False),
    ],
)
def test_a_field_is_altered_only_to_what_the_program_before_can_live_with(
    former: Any, field: Any, is_told: bool
) -> None:
    told = list(troubles([migrations.AlterField("Entry", "verb", field)], lambda *_of: former))

    assert len(told) == is_told


def test_a_table_of_the_same_migration_may_be_made_in_any_way() -> None:
    made = migrations.CreateModel("Seal", [("id", models.BigAutoField(primary_key=True))])

    assert list(troubles([made, migrations.AddIndex("seal", INDEX)])) == []
    assert len(list(troubles([made, migrations.AddIndex("entry", INDEX)]))) == 1


def test_the_first_release_is_known_and_every_exception_says_why() -> None:
    assert "audit.0001_initial" in first_release()
    assert all(len(why) > 20 for why in EXCEPTIONS.values())
