"""Inviting regions, or a pasted list."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.audit.models import BatchRows, Entry
from secretariat.delegations.actions import invite_many
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/participation/invite-many/"
DETAILS = {"capacity": "participant", "rank": "minister", "sensitivity": "secretariat"}


def _browser() -> Client:
    conference = make.conference()
    return make.client(make.user(Role.SECRETARY, conference))


def test_many_are_invited_as_one_deed_and_those_on_the_list_are_skipped_with_the_reason() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    parties = [make.party(code) for code in ("LB", "JO", "IQ", "JO")]

    batch = invite_many(make.user(Role.SECRETARY, conference), conference, parties=parties, details={"rank": "expert"})

    assert batch.done == 2
    assert batch.skipped == (("Lebanon", "is on the list already"),)
    assert set(Invitation.objects.values_list("party__code", "rank")) == {
        ("LB", ""),
        ("JO", "expert"),
        ("IQ", "expert"),
    }
    entry = Entry.objects.get()
    assert entry.batch == {"counts": {"invitations": 2}, "skipped": [["Lebanon", "is on the list already"]]}
    assert BatchRows.objects.filter(entry=entry).exists()


def test_when_all_are_on_the_list_nothing_is_recorded() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))

    batch = invite_many(make.user(Role.SECRETARY, conference), conference, parties=[make.party("LB")], details={})

    assert batch.done == 0
    assert not Entry.objects.exists()


def test_a_reader_may_not_invite_many() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        invite_many(reader, conference, parties=[make.party("LB")], details={})

    assert make.client(reader).get(ADDRESS).status_code == 403


def test_a_pasted_list_is_shown_before_anything_is_written() -> None:
    browser = _browser()
    for code in ("LB", "JO", "IQ"):
        make.party(code)

    page = browser.post(ADDRESS, {**DETAILS, "pasted": "Lebanon\nИордания\nIRQ\n\nAtlantis\nلبنان"})

    preview = page.context["preview"]
    assert {party.code for party in preview["fresh"]} == {"LB", "JO", "IQ"}
    assert [(match.line, match.text) for match in preview["unknown"]] == [(5, "Atlantis")]
    assert "Atlantis" in page.content.decode()
    assert not Invitation.objects.exists()


def test_a_region_means_its_members_and_observers_of_the_united_nations_and_says_who_is_on_the_list() -> None:
    conference = make.conference()
    for code in ("LB", "JO", "PS", "FR", "HK"):
        make.party(code)
    make.invitation(conference, make.party("JO"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    preview = browser.post(ADDRESS, {**DETAILS, "regions": ["145", "030"]}).context["preview"]

    assert {party.code for party in preview["fresh"]} == {"LB", "PS", "SY"}
    assert [party.code for party in preview["present"]] == ["JO"]


def test_what_was_looked_at_is_invited_on_the_second_step_and_the_board_says_the_result_once() -> None:
    browser = _browser()
    lebanon, jordan = make.party("LB"), make.party("JO")

    response = browser.post(ADDRESS, {**DETAILS, "party": [lebanon.pk, jordan.pk], "step": "invite"}, follow=True)

    assert set(Invitation.objects.values_list("party__code", "rank")) == {("LB", "minister"), ("JO", "minister")}
    assert "2 done, 0 skipped" in response.content.decode()
    assert "2 done" not in browser.get(response.request["PATH_INFO"]).content.decode()


def test_neither_region_nor_list_is_a_sentence_at_the_field() -> None:
    page = _browser().post(ADDRESS, {**DETAILS, "pasted": "  "})

    assert page.context["form"].errors["pasted"] == ["Choose a region or paste a list."]


def test_a_pasted_list_of_hostile_lines_is_shown_harmlessly() -> None:
    page = _browser().post(ADDRESS, {**DETAILS, "pasted": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_second_step_takes_numbers_of_parties_alone() -> None:
    response = _browser().post(ADDRESS, {**DETAILS, "party": ["x", "²", "-1", "9" * 30]}, follow=True)

    assert "0 done" in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    page = _browser().get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
