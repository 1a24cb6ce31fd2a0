"""Stopping an import: nothing of it is left behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import bring_in, import_edition, stop_import, working
from secretariat.figures.models import Edition, Observation, Place
from tests import make, make_imports

pytestmark = pytest.mark.django_db


def under_way(state: str = "reading") -> Edition:
    edition = make_imports.handed_in(make.conference())
    Edition.objects.filter(pk=edition.pk).update(state=state, alive_at=timezone.now())
    edition.refresh_from_db()
    return edition


def test_what_still_waits_is_stopped_at_once_and_no_worker_takes_it_up() -> None:
    edition = make_imports.handed_in(make.conference())
    actor = make_imports.officer(edition.conference)
    import_edition(actor, edition, at=make.NOON)

    stop_import(actor, edition, at=make.NOON)

    assert edition.state == "stopped"
    assert Entry.objects.filter(verb="figures.stop_import").count() == 1
    assert bring_in.call(edition.pk, actor.pk) == "taken"
    assert not Observation.objects.exists()


def test_what_is_being_read_hears_of_it_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)
    actor = make_imports.officer(conference)
    import_edition(actor, edition, at=make.NOON)
    # It tells of itself after each chunk, and somebody stops it at the first word.
    monkeypatch.setattr(working, "EVERY", 0.0)

    def stop(rows: int, total: int) -> None:
        assert (rows, total) == (2, 3)
        stop_import(actor, Edition.objects.get(pk=edition.pk), at=timezone.now())

    with working.watched(stop):
        assert bring_in.call(edition.pk, actor.pk) == "stopped"

    edition.refresh_from_db()
    assert (edition.state, edition.is_to_stop) == ("stopped", True)
    assert not Observation.objects.exists()
    assert not Place.objects.exists()
    assert not Entry.objects.filter(verb="figures.write_edition").exists()


def test_what_was_stopped_can_be_imported_later() -> None:
    edition = make_imports.handed_in(make.conference())
    actor = make_imports.officer(edition.conference)
    import_edition(actor, edition, at=make.NOON)
    stop_import(actor, edition, at=make.NOON)

    import_edition(actor, edition, at=make.NOON)

    assert bring_in.call(edition.pk, actor.pk) == "imported"


def test_what_is_being_written_or_is_not_imported_at_all_is_not_stopped() -> None:
    edition = under_way("writing")
    with pytest.raises(Refused, match="can no longer be stopped"):
        stop_import(make_imports.officer(edition.conference), edition, at=timezone.now())
    Edition.objects.filter(pk=edition.pk).update(state="imported")
    with pytest.raises(Refused, match="It is not being imported"):
        stop_import(make_imports.officer(edition.conference), edition, at=timezone.now())


def test_a_reader_may_not() -> None:
    edition = under_way()
    with pytest.raises(PermissionDenied):
        stop_import(make.user(Role.READER, edition.conference), edition, at=timezone.now())


def test_the_page_stops_it_without_waiting_for_what_is_written() -> None:
    edition = under_way()
    browser = make.client(make_imports.officer(edition.conference))
    address = f"/en/damascus-2020/office/editions/{edition.pk}/stop/"

    browser.post(address)
    edition.refresh_from_db()
    assert edition.is_to_stop
    Edition.objects.filter(pk=edition.pk).update(state="writing", alive_at=timezone.now())
    assert "can no longer be stopped" in browser.post(address, follow=True).content.decode()
