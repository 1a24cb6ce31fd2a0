"""Naming a source that shows what was done."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import add_evidence
from tests import make, make_pledges
from tests.make_pledges import said
from tests.pledges.conftest import Follow


def shows(text: str = "The schools are open", **fields: Any) -> dict[str, Any]:
    return {"proves": said(text), "sensitivity": "public", **fields}


def test_a_source_that_is_kept_is_named_and_recorded(follow: Follow) -> None:
    source = make.source(follow.held)
    made = add_evidence(follow.officer, follow.pledge, details=shows(), source=source)

    assert made.source == source
    assert Entry.objects.get(verb="pledges.add_evidence").made_id == made.pk


def test_a_party_brings_a_source_of_its_own_which_the_office_looks_at_first(follow: Follow) -> None:
    upload = SimpleUploadedFile("report.txt", b"Two schools are open.")
    made = add_evidence(
        follow.focal, follow.pledge, details=shows(), source={"title": "Report", "sensitivity": "public"}, upload=upload
    )

    assert (made.sensitivity, made.source.sensitivity) == ("public", "secretariat")
    assert made.source.file_name == "report.txt"


def test_what_shows_nothing_is_refused(follow: Follow) -> None:
    source = make.source(follow.held)
    elsewhere = make.source(make.conference("geneva-2021"))
    foreign = make_pledges.target(make_pledges.pledge(follow.held, "RU"))
    for details, of, field in (
        (shows(""), source, "proves"),
        (shows(), elsewhere, "source"),
        (shows(), {"url": "https://example.org"}, "title"),
        (shows(target=foreign), source, "target"),
    ):
        with pytest.raises(Refused) as refused:
            add_evidence(follow.officer, follow.pledge, details=details, source=of)
        assert refused.value.field == field
    add_evidence(follow.officer, follow.pledge, details=shows(), source=source)
    with pytest.raises(Refused, match="already"):
        add_evidence(follow.officer, follow.pledge, details=shows(), source=source)


def test_nobody_puts_a_file_in_the_place_of_one_that_is_kept(follow: Follow) -> None:
    source = make.source(follow.held, sensitivity="public")
    for person, upload in ((follow.officer, SimpleUploadedFile("a.txt", b"Another.")), (follow.focal, None)):
        with pytest.raises(Refused) as refused:
            add_evidence(person, follow.pledge, details=shows(), source=source, upload=upload)
        assert refused.value.field == "source"
    sent = {"proves_en": "Open schools", "source": source.pk, "upload": SimpleUploadedFile("a.txt", b"Another.")}
    assert make.client(follow.focal).post(follow.address("add_evidence", follow.pledge.pk), sent).status_code == 422
    source.refresh_from_db()
    assert (source.file, follow.pledge.evidence.count()) == (None, 0)


def test_a_stranger_may_not(follow: Follow) -> None:
    source = make.source(follow.held)
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            add_evidence(person, follow.pledge, details=shows(), source=source)


def test_the_page_answers(follow: Follow) -> None:
    address = follow.address("add_evidence", follow.pledge.pk)
    sent = {"proves_en": "Open schools", "title": "Report", "url": "https://example.org/report"}
    browser = make.client(follow.focal)

    assert browser.get(address).status_code == 200
    assert browser.post(address, {**sent, "upload": SimpleUploadedFile("a.txt", b"Open.")}).status_code == 302
    assert follow.pledge.evidence.get().source.file_name == "a.txt"
    assert browser.post(address, {"proves_en": "Open schools"}).status_code == 422
    wrong = make.client(follow.officer).post(
        address, {**sent, "sensitivity": "public", "source": make.source(follow.held).pk}
    )
    assert wrong.status_code == 422
    assert make.client(follow.other).get(address).status_code == 404
