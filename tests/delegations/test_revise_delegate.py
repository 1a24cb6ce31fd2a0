"""Changing what is kept of a delegate."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import HIDDEN, Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import revise_delegate
from secretariat.delegations.models import Delegate
from tests import make

pytestmark = pytest.mark.django_db


def address(delegate: Delegate, language: str = "en", page: str = "revise/") -> str:
    return f"/{language}/damascus-2020/office/delegates/{delegate.pk}/{page}"


def amal_haddad() -> Delegate:
    delegation = make.delegation(make.conference())
    return make.delegate(delegation, mail="amal@example.org", spellings=["Amal Hadad"])


def test_a_change_is_recorded_and_the_new_spelling_finds_the_person() -> None:
    delegate = amal_haddad()
    details = {"spellings": ["Amal Hadad", "Āmal Haddād"], "mail": "office@example.org"}

    revise_delegate(make.user(Role.SECRETARY, delegate.conference), delegate, details=details)

    changes = Entry.objects.get().changes
    assert changes["spellings"] == [["Amal Hadad"], ["Amal Hadad", "Āmal Haddād"]]
    assert changes["mail"] == [HIDDEN, HIDDEN]
    assert list(Delegate.objects.all().named("ÂMAL")) == [delegate]


def test_a_second_head_and_a_name_taken_already_are_refused() -> None:
    delegate = amal_haddad()
    amal = make.user(Role.SECRETARY, delegate.conference)
    make.delegate(delegate.delegation, "Ramzi Musharrafieh", role="head")

    with pytest.raises(Refused, match="heads this delegation already"):
        revise_delegate(amal, delegate, details={"role": "head"})
    page = make.client(amal).post(address(delegate), _entered(name="Ramzi Musharrafieh"))

    assert page.context["form"].errors["name"] == ["Ramzi Musharrafieh is named in this delegation already."]
    assert not Entry.objects.exists()


def test_a_stale_change_is_refused() -> None:
    delegate = amal_haddad()
    amal = make.user(Role.SECRETARY, delegate.conference)
    revise_delegate(amal, delegate, details={"honorific": "Dr"})

    with pytest.raises(Stale):
        revise_delegate(amal, delegate, details={"honorific": "H.E."}, version=1)


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    delegate = amal_haddad()
    reader = make.user(Role.READER, delegate.conference)
    other = make.user(Role.FOCAL_POINT, delegate.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        revise_delegate(other, delegate, details={"honorific": "Dr"})

    assert make.client(reader).get(address(delegate)).status_code == 403
    assert make.client(other).get(address(delegate)).status_code == 404
    assert make.client(other).get(address(delegate, page="")).status_code == 404


def test_a_focal_point_revises_their_own_people_and_leaves_for_whom_they_are_kept() -> None:
    delegate = amal_haddad()
    client = make.client(make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party))

    answer = client.post(address(delegate), _entered(honorific="Dr", sensitivity="restricted"))

    assert answer.status_code == 302
    delegate.refresh_from_db()
    assert (delegate.honorific, delegate.sensitivity) == ("Dr", Sensitivity.PUBLIC)


def test_a_focal_point_reads_the_passages_but_is_not_sent_into_the_archive() -> None:
    delegate = amal_haddad()
    make.citation(delegate, make.source(delegate.conference, title="A report"), "said Haddad")
    client = make.client(make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party))

    text = client.get(address(delegate, page="")).content.decode()

    assert "said Haddad" in text
    assert "/office/sources/" not in text


def test_the_mail_address_is_shown_only_to_those_who_may_change_it() -> None:
    delegate = amal_haddad()
    reader, secretary = make.user(Role.READER, delegate.conference), make.user(Role.SECRETARY, delegate.conference)

    assert "amal@example.org" not in make.client(reader).get(address(delegate, page="")).content.decode()
    assert "amal@example.org" in make.client(secretary).get(address(delegate, page="")).content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    delegate = amal_haddad()
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    assert "Amal Hadad" in client.get(address(delegate, language)).content.decode()
    assert "Amal Hadad" in client.get(address(delegate, language, "")).content.decode()


def test_the_history_of_a_delegate_is_one_step_away() -> None:
    delegate = amal_haddad()
    client = make.client(make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party))

    address_of_history = f"/en/damascus-2020/office/history/delegations.delegate/{delegate.pk}/"

    assert address_of_history in client.get(address(delegate, page="")).content.decode()
    assert client.get(address_of_history).status_code == 200


def test_what_somebody_else_changed_is_shown_nothing_is_lost_and_saving_again_is_a_knowing_deed() -> None:
    delegate = amal_haddad()
    amal = make.user(Role.SECRETARY, delegate.conference)
    client = make.client(amal)
    revise_delegate(amal, delegate, details={"honorific": "Dr", "spellings": ["Amal H."]})
    seen = {"initial-honorific": "", "initial-spellings": "Amal Hadad", "initial-role": "member"}

    first = client.post(address(delegate), _entered(version=1, honorific="H.E.", spellings="Amal Hadad", **seen))

    shown = [(each.label, each.seen, each.now, each.yours) for each in first.context["differences"]]
    assert ("Honorific", "", "Dr", "H.E.") in shown
    assert ("Other spellings", "Amal Hadad", "Amal H.", "") in shown
    assert 'value="H.E."' in first.content.decode()
    delegate.refresh_from_db()
    assert delegate.honorific == "Dr"

    # What this person left alone is now what somebody else wrote there; only what they wrote themselves is theirs.
    second = client.post(address(delegate), dict(first.context["form"].data.lists()))

    assert second.status_code == 302
    delegate.refresh_from_db()
    assert (delegate.honorific, delegate.spellings) == ("H.E.", ["Amal H."])


def test_two_people_who_write_in_two_languages_of_one_text_lose_nothing() -> None:
    delegate = amal_haddad()
    amal = make.user(Role.SECRETARY, delegate.conference)
    client = make.client(amal)
    opened = _hidden(client.get(address(delegate)).content.decode())
    revise_delegate(amal, delegate, details={"capacity": LazyI18nString({"en": "Minister"})})

    first = client.post(
        address(delegate), {**opened, **_entered(version=1, spellings="Amal Hadad", capacity_ar="وزيرة")}
    )
    assert [(each.label, each.now, each.yours) for each in first.context["differences"]] == [
        ("Capacity (English)", "Minister", "")
    ]
    client.post(address(delegate), dict(first.context["form"].data.lists()))

    delegate.refresh_from_db()
    assert delegate.capacity.data == {"en": "Minister", "ar": "وزيرة"}


def test_what_was_seen_travels_with_the_form() -> None:
    delegate = amal_haddad()
    amal = make.user(Role.SECRETARY, delegate.conference)
    client = make.client(amal)
    opened = client.get(address(delegate)).content.decode()
    revise_delegate(amal, delegate, details={"rank": "minister"})

    page = client.post(address(delegate), {**_hidden(opened), **_entered(version=1, spellings="Amal Hadad")})

    assert [each.label for each in page.context["differences"]] == ["Rank"]


def _hidden(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden" name="(initial-\w+)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in inputs}


def _entered(**entered: object) -> dict[str, object]:
    said = {"name": "Amal Haddad", "role": "member", "mail": "amal@example.org", "sensitivity": "public", "version": 1}
    return {**said, **entered}
