"""Asking for a change to an accredited delegate."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.audit.action import HIDDEN, Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import (
    approve_change,
    give_main_place,
    nominate_many,
    propose_change,
    revise_delegate,
    store_photo,
)
from secretariat.delegations.models import Change, ChangeState, Delegate
from secretariat.delegations.queries import has_changed_since_accredited, portrait_of
from secretariat.delegations.queries.roster import Entered
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def address(delegate: Delegate, page: str = "propose/") -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/{page}"


def amal_haddad(**fields: Any) -> Delegate:
    values = {"state": "accredited", "mail": "amal@example.org", **fields}
    return make.delegate(make_accreditation.lebanon(), **values)


def focal_point(delegate: Delegate) -> User:
    return make.user(Role.FOCAL_POINT, delegate.conference, party=delegate.party)


def test_what_differs_is_kept_nothing_changes_and_the_record_does_not_say_what_is_asked() -> None:
    amal = amal_haddad(capacity=LazyI18nString({"en": "Minister"}))
    wanted = {"name": "Amal Haddad", "honorific": "Dr", "capacity": LazyI18nString({"en": "Minister", "ar": "وزيرة"})}

    change = propose_change(focal_point(amal), amal, wanted=wanted)

    assert change.wanted == {"honorific": "Dr", "capacity": {"en": "Minister", "ar": "وزيرة"}}
    assert change.was == {"honorific": "", "capacity": {"en": "Minister"}}
    amal.refresh_from_db()
    assert amal.honorific == ""
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type) == ("delegations.propose_change", "delegations.change")
    assert entry.changes["wanted"] == entry.changes["was"] == [HIDDEN, HIDDEN]


def test_a_second_request_adds_to_the_one_that_waits_and_replaces_what_it_wants() -> None:
    amal = amal_haddad()
    focal = focal_point(amal)

    propose_change(focal, amal, wanted={"honorific": "Dr", "rank": "minister"})
    change = propose_change(focal, amal, wanted={"honorific": "H.E.", "rank": "", "mail": "new@example.org"})

    assert Change.objects.get() == change
    assert change.wanted == {"honorific": "H.E.", "mail": "new@example.org"}
    assert change.was == {"honorific": "", "mail": "amal@example.org"}


def test_whoever_wants_all_as_it_is_takes_the_request_back() -> None:
    amal = amal_haddad()
    focal = focal_point(amal)
    propose_change(focal, amal, wanted={"honorific": "Dr"})

    change = propose_change(focal, amal, wanted={"honorific": ""})

    assert (change.state, change.reason) == (ChangeState.REFUSED, "Taken back by the delegation.")


def test_particulars_are_asked_for_beside_the_rest_and_what_they_were_is_not_kept_twice() -> None:
    amal = amal_haddad()
    make_accreditation.particulars(amal, birth_date=date(1980, 1, 2), document_number="X1")

    change = propose_change(
        focal_point(amal),
        amal,
        wanted={"birth_date": date(1981, 1, 2), "document_number": "X1"},
        photo="photos/new.jpg",
    )

    assert change.wanted == {"birth_date": "1981-01-02"}
    assert set(change.was) == {"birth_date", "photo"}
    assert "1980" not in str(change.was)
    assert change.photo.name == "photos/new.jpg"


@pytest.mark.parametrize("state", ["nominated", "confirmed", "on hold"])
def test_before_the_accreditation_a_change_holds_at_once(state: str) -> None:
    amal = amal_haddad(state=state)

    with pytest.raises(Refused, match="Amal Haddad is not accredited"):
        propose_change(focal_point(amal), amal, wanted={"honorific": "Dr"})

    answer = make.client(focal_point(amal)).get(address(amal))
    assert answer.headers["Location"] == address(amal, "revise/")


def test_what_is_no_change_is_refused_and_so_is_a_stale_one() -> None:
    amal = amal_haddad()
    focal = focal_point(amal)

    with pytest.raises(Refused, match="Nothing is other than it is kept"):
        propose_change(focal, amal, wanted={"name": "Amal Haddad", "sensitivity": "public", "state": "refused"})
    with pytest.raises(Stale):
        propose_change(focal, amal, wanted={"honorific": "Dr"}, version=7)

    assert not Entry.objects.exists()


def test_a_focal_point_cannot_revise_whoever_was_accredited_meanwhile() -> None:
    amal = amal_haddad()

    with pytest.raises(Refused, match="is accredited by now"):
        revise_delegate(focal_point(amal), amal, details={"honorific": "Dr"})


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    amal = amal_haddad()
    other = make.user(Role.FOCAL_POINT, amal.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        propose_change(other, amal, wanted={"honorific": "Dr"})

    assert make.client(other).get(address(amal)).status_code == 404
    assert make.client(make.user(Role.READER, amal.conference)).get(address(amal)).status_code == 403


@pytest.mark.parametrize("page", ["propose/", "revise/"])
def test_the_one_form_says_what_will_happen_and_asks(page: str) -> None:
    amal = amal_haddad()
    client = make.client(focal_point(amal))

    opened = client.get(address(amal, page)).content.decode()
    done = client.post(address(amal, page), _entered(honorific=make.HOSTILE), follow=True)

    assert "holds as soon as an officer of the secretariat has looked at it" in opened
    assert Change.objects.get().wanted == {"honorific": make.HOSTILE}
    text = done.content.decode()
    assert "A change that was asked for" in text
    assert "<b>" not in text
    assert Delegate.objects.get().honorific == ""


def test_the_form_shows_what_is_asked_for_already() -> None:
    amal = amal_haddad()
    focal = focal_point(amal)
    propose_change(focal, amal, wanted={"honorific": "Dr"})

    form = make.client(focal).get(address(amal, "revise/")).context["form"]

    assert form.initial["honorific"] == "Dr"


def test_what_an_officer_changes_holds_at_once_and_the_page_says_that_a_badge_may_be_out_of_date() -> None:
    amal = amal_haddad(state_since=make.NOON)
    client = make.client(make.user(Role.SECRETARY, amal.conference))
    before = client.get(address(amal, "")).context["is_badge_out_of_date"]

    client.post(address(amal, "revise/"), _entered(honorific="Dr"))

    page = client.get(address(amal, ""))
    assert Delegate.objects.get().honorific == "Dr"
    assert (before, page.context["is_badge_out_of_date"]) == (False, True)
    assert "may be out of date" in page.content.decode()


def test_an_approved_photo_a_list_and_another_place_make_a_badge_out_of_date_too() -> None:
    amal = amal_haddad(state_since=make.NOON, is_overflow=True)
    officer = make.user(Role.SECRETARY, amal.conference)
    portrait = store_photo(portrait_of(make_accreditation.upload()))
    listed = [Entered(1, {"name": amal.name, "honorific": "Dr"})]

    def approve() -> None:
        change = propose_change(officer, amal, wanted={}, photo=portrait)
        approve_change(officer, change, seen=make_accreditation.looked_at(change), at=timezone.now())

    for deed in (
        approve,
        lambda: nominate_many(officer, amal.delegation, entered=listed, language="en"),
        lambda: give_main_place(officer, amal),
    ):
        Delegate.objects.update(state_since=timezone.now())
        amal.refresh_from_db()
        assert not has_changed_since_accredited(amal)
        deed()
        amal.refresh_from_db()
        assert has_changed_since_accredited(amal)


def _entered(**entered: object) -> dict[str, object]:
    said = {"name": "Amal Haddad", "role": "member", "mail": "amal@example.org", "sensitivity": "public", "version": 1}
    return {**said, **entered}
