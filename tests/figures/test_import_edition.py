"""Importing an edition: whole or not at all, and beside what an earlier one said."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import BatchRows, Entry
from secretariat.figures.actions import bring_in, import_edition
from secretariat.figures.models import Edition, Observation, Place
from tests import make, make_figures, make_imports
from tests.make_imports import POPULATION, RETURNS, SOLUTIONS

pytestmark = pytest.mark.django_db


def test_what_the_file_holds_is_there_and_stands_in_the_record_once_with_its_counts() -> None:
    conference = make.conference()

    edition = make_imports.imported(conference)

    assert (edition.state, edition.counts["new"], edition.counts["empty"]) == ("imported", 3, 5)
    told = Observation.objects.order_by("pk").values_list("group", "measure", "origin__code", "asylum__code", "value")
    assert list(told) == [
        ("RET", "flow", "SYR", "TUR", 556009),
        ("RET", "flow", "SYR", "LBN", 465578),
        ("RST", "flow", "SYR", "LBN", 1000),
    ]
    first = Observation.objects.earliest("pk")
    assert (first.period_start, first.period_end, first.as_of) == (date(2025, 1, 1), date(2025, 12, 31), "2025")
    assert (first.edition, first.line, first.status, first.sensitivity) == (edition, 2, "final", "public")
    assert Place.objects.get(code="TUR").party == make.party("TR")
    entry = Entry.objects.get(verb="figures.write_edition")
    assert entry.batch["counts"] == {"figures.observation": 3, "figures.place": 3}
    rows = BatchRows.objects.get(entry=entry, thing_type="figures.observation")
    assert (rows.first_id, rows.last_id) == (first.pk, first.pk + 2)


def test_it_is_handed_to_the_worker_in_the_name_of_whoever_asked() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    actor = make_imports.officer(conference)

    import_edition(actor, edition, at=make.NOON)

    assert edition.state == "waiting"
    assert [edition.pk, actor.pk] in [each.args_kwargs["args"] for each in DBTaskResult.objects.all()]
    assert Entry.objects.filter(verb="figures.import_edition").count() == 1
    assert bring_in.call(edition.pk, actor.pk) == "imported"
    assert bring_in.call(edition.pk, actor.pk) == "taken"


def test_a_newer_edition_revises_what_differs_and_ends_what_it_gives_no_longer() -> None:
    conference = make.conference()
    first = make_imports.imported(conference)
    newer = (
        SOLUTIONS + "2025,SYR,SYR,TUR,TUR,556100,,,\n2025,SYR,SYR,LEB,LBN,465578,,,\n2025,SYR,SYR,JOR,JOR,256748,,,\n"
    )

    second = make_imports.imported(conference, newer, of=first.dataset)

    told = {key: second.counts[key] for key in ("new", "changed", "same", "ended")}
    assert told == {"new": 1, "changed": 1, "same": 1, "ended": 1}
    changed = Observation.objects.get(value=556100)
    assert changed.revises is not None
    assert (changed.revises.value, changed.revises.ended_in, changed.status) == (556009, second, "revised")
    assert Observation.objects.get(value=1000).ended_in == second
    same = Observation.objects.get(value=465578)
    assert (same.edition, same.ended_in) == (first, None)
    assert sorted(Observation.objects.current().values_list("value", flat=True)) == [256748, 465578, 556100]


def test_the_same_file_again_changes_no_figure() -> None:
    conference = make.conference()
    first = make_imports.imported(conference)

    second = make_imports.imported(conference, of=first.dataset)

    assert (second.state, second.counts["same"], second.counts["new"]) == ("imported", 3, 0)
    assert Observation.objects.count() == 3
    entry = Entry.objects.get(verb="figures.write_edition", thing_id=second.pk)
    assert not entry.batch
    assert entry.changes["state"] == ["writing", "imported"]


def test_a_file_of_one_year_ends_nothing_of_another() -> None:
    conference = make.conference()
    first = make_imports.imported(conference)

    second = make_imports.imported(conference, SOLUTIONS + "2026,SYR,SYR,TUR,TUR,5,,,\n", of=first.dataset)

    assert (second.counts["new"], second.counts["ended"]) == (1, 0)
    assert Observation.objects.current().count() == 4


def test_cells_that_cannot_be_read_stop_the_import_unless_the_person_leaves_them_out() -> None:
    conference = make.conference()
    text = RETURNS + "2025,SYR,SYR,JOR,JOR,-5,,,\n2025,SYR,SYR,IRQ,IRQ,37107,,,\n"

    edition = make_imports.imported(conference, text)
    assert (edition.state, edition.reason, edition.counts["refused"]) == ("failed", "refused cells", 1)
    assert not Observation.objects.exists()
    assert not Place.objects.exists()
    with pytest.raises(Refused, match="Some cells cannot be read"):
        import_edition(make_imports.officer(conference), edition, at=make.NOON)

    kept = make_imports.imported(conference, text, of=edition.dataset, leaves_out=True)
    assert (kept.state, kept.counts["new"], kept.counts["refused"]) == ("imported", 4, 1)


def test_an_empty_cell_is_no_zero_and_a_zero_that_fills_is_none_either() -> None:
    conference = make.conference()
    text = POPULATION + "2024,SYR,SYR,LEB,LBN,100,0,,0,0,0,0,0,0\n2025,SYR,SYR,LEB,LBN,0,0,,0,0,0,0,0,0\n"

    edition = make_imports.imported(conference, text)

    rows = Observation.objects.order_by("year").values_list("year", "group", "measure", "value")
    assert list(rows) == [(2024, "REF", "stock", 100), (2025, "REF", "stock", 0)]
    assert (edition.counts["empty"], edition.counts["fillers"]) == (2, 14)


def test_refugees_in_their_own_country_are_kept_and_marked_and_displaced_people_are_not() -> None:
    conference = make.conference()

    edition = make_imports.imported(conference, POPULATION + "2024,SYR,SYR,SYR,SYR,7,,,,5000,30,,,\n")

    told = dict(Observation.objects.values_list("group", "flags"))
    assert told == {"REF": "origin-is-asylum", "IDP": "", "RDP": ""}
    assert edition.problems == [[2, "refugees", "origin is asylum", "7", False, ""]]


def test_two_editions_of_a_dataset_are_not_imported_at_once() -> None:
    conference = make.conference()
    one = make_imports.handed_in(conference)
    other = make_imports.handed_in(conference, of=one.dataset)
    import_edition(make_imports.officer(conference), one, at=make.NOON)

    with pytest.raises(Refused, match="Another edition of this dataset"):
        import_edition(make_imports.officer(conference), other, at=make.NOON)


def test_an_edition_that_a_newer_one_overtook_is_refused() -> None:
    conference = make.conference()
    older = make_imports.handed_in(conference)
    make_imports.imported(conference, of=older.dataset)

    with pytest.raises(Refused, match="A newer edition is imported already"):
        import_edition(make_imports.officer(conference), older, at=make.NOON)


def test_a_worker_that_died_is_followed_by_another() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    Edition.objects.filter(pk=edition.pk).update(state="reading", alive_at=make.NOON.replace(hour=1))
    edition.refresh_from_db()

    import_edition(make_imports.officer(conference), edition, at=make.NOON)

    assert edition.state == "waiting"


def test_a_reader_may_not() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    with pytest.raises(PermissionDenied):
        import_edition(make.user(Role.READER, conference), edition, at=make.NOON)


def test_the_page_begins_it_and_shows_how_far_it_is() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    browser = make.client(make_imports.officer(conference))
    address = f"/en/damascus-2020/office/editions/{edition.pk}/"

    answer = browser.post(f"{address}import/")

    assert answer["Location"] == address
    page = browser.get(address).content.decode()
    assert "Waits for the worker" in page
    assert 'hx-trigger="every 1s"' in page
    assert f"editions/{edition.pk}/stop/" in page


def test_a_stranger_and_another_conference_see_nothing_of_it() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    elsewhere = make.conference("geneva-2021")

    page = make.client(make_imports.officer(elsewhere)).get(f"/en/geneva-2021/office/editions/{edition.pk}/")
    assert page.status_code == 404
    assert make_figures.dataset(elsewhere).editions.count() == 0
