"""Receiving the letter that says for whom a delegation speaks."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.models import File
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import examine_credentials, receive_credentials
from secretariat.delegations.models import Credentials, Delegation
from tests import make, make_accreditation
from tests.make_accreditation import PDF, letter

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><script>alert(1)</script>"


def lebanon(**fields: Any) -> Delegation:
    return make.delegation(make.conference(), **fields)


def address(delegation: Delegation, page: str = "receive/", language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/delegations/{delegation.pk}/credentials/{page}"


def focal_point(delegation: Delegation, code: str = "LB") -> Any:
    return make.user(Role.FOCAL_POINT, delegation.conference, party=make.party(code))


def received(delegation: Delegation, name: str = "credentials.pdf") -> Credentials:
    return receive_credentials(
        make.user(Role.SECRETARY, delegation.conference),
        delegation,
        upload=letter(name),
        received_date=date(2020, 10, 1),
        signed_by="The minister",
    )


def test_a_letter_is_kept_with_its_day_and_who_signed_it_and_recorded() -> None:
    delegation = lebanon()

    made = received(delegation)

    assert (made.state, made.signed_by, made.party) == ("received", "The minister", make.party("LB"))
    assert made.letter is not None
    assert (made.letter.name, made.letter.content_type) == ("credentials.pdf", "application/pdf")
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type, entry.made_id) == (
        "delegations.receive_credentials",
        "delegations.credentials",
        made.pk,
    )


def test_a_new_letter_takes_the_place_of_the_old_one_is_examined_anew_and_the_old_one_can_be_read() -> None:
    delegation = lebanon()
    first = received(delegation, "first.pdf")
    examine_credentials(make.user(Role.SECRETARY, delegation.conference), first, state="objection", remark="No seal.")

    second = received(delegation, "second.pdf")

    assert (second.pk, second.state, second.remark) == (first.pk, "received", "")
    page = make.client(make.user(Role.READER, delegation.conference)).get(address(delegation, "")).content.decode()
    assert page.index("second.pdf") < page.index("Former letters") < page.index("first.pdf")
    assert second.version > first.version
    old = File.objects.get(name="first.pdf")
    secretary = make.client(make.user(Role.SECRETARY, delegation.conference))
    assert secretary.get(address(delegation, f"letters/{old.pk}/")).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("letter.pdf", HTML, "its content is something else"),
        ("letter.html", HTML, "taken as PDF"),
        ("letter.mp3", b"ID3", "taken as PDF"),
        ("letter.svg", b"<svg/>", "taken as PDF"),
        ("letter.pdf", b"", "empty"),
    ],
)
def test_what_is_no_letter_is_refused_at_the_field_and_nothing_is_kept(
    name: str, content: bytes, sentence: str
) -> None:
    delegation = lebanon()
    sent = {"upload": letter(name, content), "received_date": "2020-10-01", "signed_by": "The minister"}

    page = make.client(focal_point(delegation)).post(address(delegation), sent)

    assert sentence in str(page.context["form"].errors["upload"])
    assert not Credentials.objects.exists()
    assert not File.objects.exists()
    assert not Entry.objects.exists()


def test_a_day_that_has_not_come_and_a_letter_that_nobody_signed_are_refused() -> None:
    delegation = lebanon()
    sent = {"upload": letter(), "received_date": "2999-01-01", "signed_by": ""}

    page = make.client(focal_point(delegation)).post(address(delegation), sent)

    assert set(page.context["form"].errors) == {"received_date", "signed_by"}


def test_a_delegation_hands_the_letter_in_and_an_officer_may_have_it_on_paper() -> None:
    delegation = lebanon()
    focal = focal_point(delegation)
    without = {"received_date": "2020-10-01", "signed_by": "The minister"}
    officer = make.user(Role.DESK_OFFICER, delegation.conference, desks=["delegations"])

    with pytest.raises(Refused, match="Hand in the letter"):
        receive_credentials(focal, delegation)
    assert "upload" in make.client(focal).post(address(delegation), without).context["form"].errors
    page = make.client(officer).post(address(delegation), without, follow=True)

    assert "on paper, with the secretariat" in page.content.decode()
    assert make.client(focal).post(address(delegation), {**without, "upload": letter()}).status_code == 302
    assert Credentials.objects.get().letter is not None


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    delegation = lebanon()
    reader, other = make.user(Role.READER, delegation.conference), focal_point(delegation, "JO")

    for person, status in ((reader, 403), (other, 404)):
        with pytest.raises(PermissionDenied):
            receive_credentials(person, delegation, upload=letter())
        assert make.client(person).get(address(delegation)).status_code == status
    assert not Credentials.objects.exists()


def test_the_letter_is_handed_out_to_be_kept_and_only_to_whom_it_concerns() -> None:
    delegation = lebanon(sensitivity="secretariat")
    made = make_accreditation.credentials(delegation)
    here = address(delegation, f"letters/{made.letter_id}/")

    answer = make.client(focal_point(delegation)).get(here)

    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="credentials.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    people = {
        200: [make.user(Role.READER, delegation.conference), make.user(Role.RAPPORTEUR, delegation.conference)],
        404: [
            make.user(Role.PRESS_OFFICER, delegation.conference),
            make.user(Role.DOOR_OFFICER, delegation.conference),
            focal_point(delegation, "JO"),
            make.user(Role.SECRETARY, make.conference("geneva-2021")),
        ],
    }
    for status, persons in people.items():
        assert {make.client(person).get(here).status_code for person in persons} == {status}


def test_a_file_that_is_no_letter_of_this_delegation_is_not_found_there() -> None:
    delegation = lebanon()
    make_accreditation.credentials(delegation)
    other = make_accreditation.credentials(make.delegation(delegation.conference, make.party("JO")))
    secretary = make.client(make.user(Role.SECRETARY, delegation.conference))

    assert secretary.get(address(delegation, f"letters/{other.letter_id}/")).status_code == 404
    assert secretary.get(f"/en/damascus-2020/office/files/{other.letter_id}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer_before_and_after_a_letter_came(language: str) -> None:
    delegation = lebanon()
    client = make.client(focal_point(delegation))
    pages = [address(delegation, page, language) for page in ("", "receive/")]

    assert [client.get(page).status_code for page in pages] == [200, 200]
    make_accreditation.credentials(delegation, signed_by=make.HOSTILE, remark=make.HOSTILE)

    for page in pages:
        assert make.HOSTILE not in client.get(page).content.decode()
    assert client.get(f"/{language}/damascus-2020/office/delegations/{delegation.pk}/").status_code == 200
