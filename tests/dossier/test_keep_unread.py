"""A file that cannot be read is kept as a source, if the officer wants it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role
from secretariat.archive.models import Source
from secretariat.audit.models import Entry
from secretariat.dossier.actions import keep_unread
from secretariat.dossier.models import Report
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/reports/read/"


def broken() -> SimpleUploadedFile:
    """An archive that is named as a letter."""
    return SimpleUploadedFile("letter.docx", b"PK\x03\x04 and nothing else")


def test_the_bytes_are_kept_as_bytes() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    source = keep_unread(secretary, conference, upload=broken(), facts_for="secretariat")

    assert source.file is not None
    assert (source.title, source.file.content_type) == ("letter.docx", "application/octet-stream")
    assert set(Entry.objects.values_list("verb", flat=True)) >= {"dossier.keep_unread"}


def test_a_reader_may_not_keep_it() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        keep_unread(make.user(Role.READER, conference), conference, upload=broken(), facts_for="secretariat")

    assert not Source.objects.exists()


@pytest.mark.parametrize(("wish", "kept"), [({"keep_anyway": "on"}, 1), ({}, 0)])
def test_the_officer_says_whether_it_is_kept(wish: dict[str, str], kept: int) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    answer = client.post(ADDRESS, {"upload": broken(), "sensitivity": "secretariat", **wish})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "something else than its name says" in page
    assert ("kept as a source" in page) == bool(kept)
    assert Source.objects.count() == kept
    assert not Report.objects.exists()


def test_it_is_handed_out_as_bytes_and_never_as_a_page() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    upload = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")
    source = keep_unread(secretary, conference, upload=upload, facts_for="secretariat")

    answer = make.client(secretary).get(f"/en/damascus-2020/office/files/{source.file_id}/")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_kept_without_being_read() -> None:
    conference = make.conference()
    address = "/en/damascus-2020/office/reports/keep/"

    make.client(make.user(Role.SECRETARY, conference)).post(address, {"upload": broken(), "sensitivity": "public"})

    assert Source.objects.get().file_name == "letter.docx"
    assert make.client(make.user(Role.READER, conference)).get(address).status_code == 403


def test_a_file_that_is_kept_is_not_kept_again() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    for _time in range(2):
        client.post(ADDRESS, {"upload": broken(), "sensitivity": "public", "keep_anyway": "on"})

    assert Source.objects.count() == 1
