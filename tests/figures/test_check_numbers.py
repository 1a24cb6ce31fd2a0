"""The real files: numbers that are known, kept to the person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from secretariat.figures.actions import bring_in, hand_in_edition, import_edition
from secretariat.figures.models import Dataset, Edition, Observation
from secretariat.parties.actions import refresh
from tests import make, make_figures, make_imports

pytestmark = [pytest.mark.django_db, make_imports.needs_statistics]
RETURNS_2025 = {"TUR": 556_009, "LBN": 465_578, "JOR": 256_748, "IRQ": 37_107, "EGY": 25_556}


def brought_in(name: str) -> Edition:
    """A file of the folder, imported whole with every state of the register."""
    conference = make.conference()
    refresh(make.user(None, is_superuser=True), make.house())
    actor = make_imports.officer(conference)
    dataset: Dataset = make_figures.dataset(conference, key=name)
    upload = SimpleUploadedFile(f"{name}.csv", (make_imports.STATISTICS / f"{name}.csv").read_bytes())
    details = {"publisher": "UNHCR", "published_date": "2026-06", "licence": "CC BY 4.0"}
    edition = hand_in_edition(actor, dataset, upload=upload, details=details)
    import_edition(actor, edition, at=make.NOON, is_worker_here=True)
    bring_in.call(edition.pk, actor.pk)
    edition.refresh_from_db()
    assert edition.state == "imported", edition.reason
    return edition


def test_syrian_refugees_who_returned_are_counted_to_the_person() -> None:
    edition = brought_in("solutions")

    returned = Observation.objects.current().filter(edition=edition, group="RET", origin__code="SYR")
    by_year = dict(returned.order_by().values_list("year").annotate(number=Sum("value")))
    assert (by_year[2025], by_year[2024]) == (1_341_148, 512_718)
    hosts = dict(returned.filter(year=2025).values_list("asylum__code", "value"))
    assert {code: hosts[code] for code in RETURNS_2025} == RETURNS_2025
    assert edition.counts["new"] == 23_477
    assert edition.counts["empty"] == 61_555


def test_camps_are_places_and_sums_that_differ_are_kept_and_marked() -> None:
    edition = brought_in("camps_sites_2025")

    assert (edition.counts.get("refused", 0), edition.counts["flagged"]) == (0, 6)
    assert Observation.objects.filter(edition=edition, flags="sum-differs").count() == 6
    camp = Observation.objects.filter(edition=edition, place__code="JOR:site:za'atari-camp", sex="all")
    assert {each.origin.code for each in camp.select_related("origin") if each.origin} == {"SYR"}


def test_totals_of_the_idmc_count_displaced_people_and_those_of_unrwa_refugees() -> None:
    edition = brought_in("unrwa")

    assert dict(Observation.objects.filter(edition=edition).order_by().values_list("group", "measure")) == {
        "REF": "stock"
    }
    assert edition.counts["new"] == 296
