"""Deleting document numbers, dates of birth and photos once they have served."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.actions import (
    forget_unclaimed_photos,
    keep_particulars,
    keep_photo,
    propose_change,
    purge_particulars,
    store_photo,
)
from secretariat.delegations.models import Change, Delegate, DelegateState, Particulars, Terms
from secretariat.delegations.queries import due_date_of, portrait_of
from tests import make, make_accreditation
from tests.make_accreditation import photo, upload

pytestmark = pytest.mark.django_db

# The conference ends on 12 November; thirty days of grace end with 12 December in Damascus.
LAST_MOMENT = datetime(2020, 12, 12, 21, 59, tzinfo=UTC)
DUE = datetime(2020, 12, 12, 22, 1, tzinfo=UTC)
PAGE = "/en/damascus-2020/office/particulars/purge/"
SECRETS = ("SECRET-77", "SECRET-88", "1970-05-01", "1969-07-20", "1955-03-03")


def lebanon(**fields: Any) -> Delegate:
    """Somebody accredited of whom everything is kept, with a change that waits, and a name watched for."""
    delegate = make.delegate(make.delegation(make.conference(**fields)), state=DelegateState.ACCREDITED)
    secretary = make.user(Role.SECRETARY, delegate.conference)
    focal = make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party)
    details = {"birth_date": date(1970, 5, 1), "document_kind": "passport", "document_number": "SECRET-77"}
    keep_particulars(secretary, delegate, details=details)
    keep_photo(secretary, delegate, portrait=portrait_of(upload()))
    wanted = {"birth_date": date(1969, 7, 20), "document_number": "SECRET-88", "honorific": "Dr"}
    propose_change(focal, delegate, wanted=wanted, photo=store_photo(portrait_of(upload(photo((1, 2, 3))))))
    make_accreditation.watched(delegate.conference, birth_date=date(1955, 3, 3))
    return delegate


def stored() -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / "photos").rglob("*") if path.is_file()]


def every_value() -> Iterator[str]:
    """Everything that stands in any column of any table."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - names of our own tables
            for row in cursor.fetchall():
                yield from map(str, row)


def test_everything_is_deleted_and_counted_and_no_copy_is_left(django_capture_on_commit_callbacks: Any) -> None:
    delegate = lebanon()
    before = "\n".join(every_value())
    assert {secret for secret in SECRETS if secret in before} == set(SECRETS)
    assert len(stored()) == 2

    with django_capture_on_commit_callbacks(execute=True):
        batch = purge_particulars(make.user(Role.SECRETARY, delegate.conference), delegate.conference, at=DUE)

    assert batch.counts == {
        "document_numbers": 1,
        "birth_dates": 1,
        "photos": 1,
        "changes_with_particulars": 1,
        "watched_birth_dates": 1,
    }
    assert stored() == []
    left = "\n".join(every_value())
    assert {secret for secret in SECRETS if secret in left} == set()
    assert not Particulars.objects.exists()
    change = Change.objects.get()
    assert (change.wanted, change.photo.name) == ({"honorific": "Dr"}, "")
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.verb, entry.batch["counts"]["photos"]) == ("delegations.purge_particulars", 1)
    assert Terms.objects.get().purged_at == DUE
    delegate.refresh_from_db()
    assert (delegate.name, delegate.state) == ("Amal Haddad", "accredited")


def test_a_change_that_asked_for_nothing_else_and_waits_is_gone_with_it() -> None:
    delegate = lebanon()
    Change.objects.update(wanted={"birth_date": "1969-07-20"}, was={"birth_date": "digest"})

    purge_particulars(make.user(Role.SECRETARY, delegate.conference), delegate.conference, at=DUE)

    assert not Change.objects.exists()


def test_nothing_is_deleted_before_the_day_as_the_clocks_of_the_venue_tell_it() -> None:
    delegate = lebanon()
    secretary = make.user(Role.SECRETARY, delegate.conference)

    with pytest.raises(Refused, match="before 13 December 2020"):
        purge_particulars(secretary, delegate.conference, at=LAST_MOMENT)
    Terms.objects.create(conference=delegate.conference, retention_days=60)
    with pytest.raises(Refused, match="January"):
        purge_particulars(secretary, delegate.conference, at=DUE)

    assert Particulars.objects.get().document_number == "SECRET-77"
    assert len(stored()) == 2


def test_a_second_time_there_is_nothing_to_delete_and_nothing_is_written() -> None:
    delegate = lebanon()
    secretary = make.user(Role.SECRETARY, delegate.conference)
    purge_particulars(secretary, delegate.conference, at=DUE)
    entries = Entry.objects.count()

    assert purge_particulars(secretary, delegate.conference, at=DUE + timedelta(days=1)).done == 0

    assert Entry.objects.count() == entries
    assert Terms.objects.get().purged_at == DUE


def test_another_conference_keeps_its_own() -> None:
    delegate = lebanon()
    other = make.delegate(make.delegation(make.conference("geneva-2021")))
    make_accreditation.particulars_with_photo(other, document_number="KEPT-1")

    purge_particulars(make.user(Role.SECRETARY, delegate.conference), delegate.conference, at=DUE)

    assert Particulars.objects.get().document_number == "KEPT-1"


def test_a_reader_a_focal_point_and_a_secretary_of_another_conference_may_not() -> None:
    delegate = lebanon()
    others = [
        make.user(Role.READER, delegate.conference),
        make.user(Role.DESK_OFFICER, delegate.conference, desks=["meetings"]),
        make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party),
        make.user(Role.SECRETARY, make.conference("geneva-2021")),
    ]

    for person in others:
        with pytest.raises(PermissionDenied):
            purge_particulars(person, delegate.conference, at=DUE)
        assert make.client(person).post(PAGE).status_code in {403, 404}
    assert Particulars.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_says_what_is_kept_and_deletes_it_when_it_is_due(language: str) -> None:
    delegate = lebanon()
    client = make.client(make.user(Role.DESK_OFFICER, delegate.conference, desks=["delegations"]))
    page = PAGE.replace("/en/", f"/{language}/")

    assert "<form method" in client.get(page).content.decode()
    assert client.post(page).status_code == 302

    assert not Particulars.objects.exists()
    assert '<form method="post">' not in client.get(page).content.decode().partition("<main")[2]


def test_the_page_offers_nothing_before_the_day_and_says_the_sentence_to_whoever_posts_all_the_same() -> None:
    delegate = lebanon(start_date=date(2099, 1, 1), end_date=date(2099, 1, 2))
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    text = client.get(PAGE).content.decode()
    assert "It is not due yet." in text
    assert "Delete now" not in text
    answer = client.post(PAGE, headers={"referer": f"http://testserver{PAGE}"}, follow=True)

    assert "Nothing is deleted before" in answer.content.decode()
    assert Particulars.objects.exists()


def test_photos_that_no_row_names_are_deleted_after_an_hour_and_all_others_stay() -> None:
    delegate = lebanon()
    left = store_photo(portrait_of(upload()))
    now = datetime.now(UTC)

    assert forget_unclaimed_photos(now) == 0
    assert forget_unclaimed_photos(now + timedelta(hours=2)) == 1

    assert not default_storage.exists(left)
    assert default_storage.exists(str(Particulars.objects.get(delegate=delegate).photo.name))
    assert len(stored()) == 2


def test_a_photo_that_cannot_be_deleted_stops_nothing_and_is_taken_at_night(
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    conference: Conference = lebanon().conference
    # Where the photo was lies a folder with something in it, which is no file to delete.
    name = default_storage.path(str(Particulars.objects.get().photo.name))
    Path(name).unlink()
    (Path(name) / "inner").mkdir(parents=True)
    (Path(name) / "inner" / "left.jpg").write_bytes(b"x")

    with caplog.at_level(logging.CRITICAL), django_capture_on_commit_callbacks(execute=True):
        purge_particulars(make.user(Role.SECRETARY, conference), conference, at=DUE)

    assert not Particulars.objects.exists()
    assert [path.name for path in stored()] == ["left.jpg"]
    assert forget_unclaimed_photos(datetime.now(UTC) + timedelta(hours=2)) == 1
    assert stored() == []


def test_a_conference_without_an_end_in_sight_has_a_page_and_a_night_too() -> None:
    conference = make.conference(end_date=date.max)
    client = make.client(make.user(Role.SECRETARY, conference))

    assert client.get(PAGE).status_code == 200
    assert due_date_of(conference) == date.max
