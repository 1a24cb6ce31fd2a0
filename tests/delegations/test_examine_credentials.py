"""Saying what the examination of credentials came to."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import examine_credentials
from secretariat.delegations.models import Credentials
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def lebanons(**fields: Any) -> Credentials:
    return make_accreditation.credentials(make.delegation(make.conference()), **fields)


def address(credentials: Credentials, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/credentials/{credentials.pk}/examine/"


def page_of(credentials: Credentials) -> str:
    return f"/en/damascus-2020/office/delegations/{credentials.delegation_id}/credentials/"


def focal_point(credentials: Credentials, code: str = "LB") -> Any:
    return make.user(Role.FOCAL_POINT, credentials.conference, party=make.party(code))


@pytest.mark.parametrize(("state", "remark"), [("examined", ""), ("accepted", ""), ("objection", "Syria objects.")])
def test_the_result_is_written_down_and_recorded(state: str, remark: str) -> None:
    credentials = lebanons()

    examine_credentials(make.user(Role.SECRETARY, credentials.conference), credentials, state=state, remark=remark)

    credentials.refresh_from_db()
    assert (credentials.state, credentials.remark) == (state, remark)
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes["state"]) == ("delegations.examine_credentials", ["received", state])


def test_an_objection_says_what_is_objected_to_and_nothing_is_received_by_examining() -> None:
    credentials = lebanons()
    secretary = make.user(Role.SECRETARY, credentials.conference)

    with pytest.raises(Refused, match="what is objected to"):
        examine_credentials(secretary, credentials, state="objection", remark=" ")
    with pytest.raises(Refused, match="examined, accepted"):
        examine_credentials(secretary, credentials, state="received")
    page = make.client(secretary).post(address(credentials), {"state": "objection", "version": 1})

    assert "remark" in page.context["form"].errors
    assert not Entry.objects.exists()


def test_what_somebody_else_found_meanwhile_is_not_overwritten() -> None:
    credentials = lebanons()
    secretary = make.user(Role.SECRETARY, credentials.conference)
    examine_credentials(secretary, credentials, state="accepted")

    with pytest.raises(Stale):
        examine_credentials(secretary, credentials, state="objection", remark="No seal.", version=1)
    sent = {"state": "objection", "remark": "No seal.", "version": 1, "initial-state": "examined"}
    page = make.client(secretary).post(address(credentials), sent)

    assert [(each.label, each.now) for each in page.context["differences"]] == [("State", "Accepted")]
    assert Credentials.objects.get().state == "accepted"


def test_a_focal_point_and_a_reader_may_not() -> None:
    credentials = lebanons()
    reader = make.user(Role.READER, credentials.conference)

    for person, status in ((reader, 403), (focal_point(credentials), 404)):
        with pytest.raises(PermissionDenied):
            examine_credentials(person, credentials, state="accepted")
        assert make.client(person).get(address(credentials)).status_code == status


def test_an_objection_cites_whose_word_it_is_and_the_delegation_reads_it() -> None:
    credentials = lebanons(state="objection", remark="Syria objects to the second name.")
    make.citation(credentials, make.source(credentials.conference, title="Note 17"), "does not recognise")
    officer = make.client(make.user(Role.DESK_OFFICER, credentials.conference, desks=["delegations"]))

    cite = f"/en/damascus-2020/office/cite/delegations.credentials/{credentials.pk}/"
    assert cite in officer.get(page_of(credentials)).content.decode()
    assert officer.get(cite).status_code == 200
    text = make.client(focal_point(credentials)).get(page_of(credentials)).content.decode()

    assert "Syria objects to the second name." in text
    assert "does not recognise" in text
    assert "/office/sources/" not in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_takes_a_result(language: str) -> None:
    credentials = lebanons()
    client = make.client(make.user(Role.DESK_OFFICER, credentials.conference, desks=["delegations"]))

    assert client.get(address(credentials, language)).status_code == 200
    sent = {"state": "accepted", "remark": make.HOSTILE, "version": 1}
    page = client.post(address(credentials, language), sent, follow=True)

    assert make.HOSTILE not in page.content.decode()
    assert Credentials.objects.get().state == "accepted"
