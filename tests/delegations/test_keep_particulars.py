"""Date of birth and document of a delegate: kept for few, hidden from the record."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN, Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import apply_particulars, keep_particulars
from secretariat.delegations.models import Change, ChangeState, Delegate, DelegateState, Particulars, WatchHit
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "birth_date": date(1970, 5, 1),
    "document_kind": "passport",
    "document_number": "LB-SECRET-77",
}
SENT = {**SAID, "birth_date": "1970-05-01", "version": 0}


def amal(**fields: Any) -> Delegate:
    return make.delegate(make.delegation(make.conference()), **fields)


def address(delegate: Delegate, language: str = "en") -> str:
    return f"/{language}/{delegate.conference.slug}/office/delegates/{delegate.pk}/particulars/"


def focal_point(delegate: Delegate, code: str = "LB") -> Any:
    return make.user(Role.FOCAL_POINT, delegate.conference, party=make.party(code))


def test_particulars_are_kept_and_the_record_tells_which_but_never_what() -> None:
    delegate = amal()
    secretary = make.user(Role.SECRETARY, delegate.conference)

    keep_particulars(secretary, delegate, details=SAID)
    keep_particulars(secretary, delegate, details={**SAID, "birth_date": date(1971, 5, 1)})

    kept = Particulars.objects.get()
    assert (kept.birth_date, kept.document_number, kept.version) == (date(1971, 5, 1), "LB-SECRET-77", 2)
    first, second = Entry.objects.order_by("pk")
    assert (first.verb, first.thing_type) == ("delegations.keep_particulars", "delegations.delegate")
    assert set(first.changes["delegations.particulars"]) == set(SAID)
    assert second.changes == {"delegations.particulars": {"birth_date": [HIDDEN, HIDDEN]}}
    assert "SECRET" not in str([entry.changes for entry in (first, second)])


def test_what_is_as_it_was_is_not_recorded() -> None:
    delegate = amal()
    secretary = make.user(Role.SECRETARY, delegate.conference)
    keep_particulars(secretary, delegate, details=SAID)

    keep_particulars(secretary, delegate, details=SAID)

    assert Entry.objects.count() == 1
    assert Particulars.objects.get().version == 1


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten() -> None:
    delegate = amal()
    secretary = make.user(Role.SECRETARY, delegate.conference)
    client = make.client(secretary)
    keep_particulars(secretary, delegate, details=SAID)

    with pytest.raises(Stale):
        keep_particulars(secretary, delegate, details={"birth_date": date(1980, 1, 1)}, version=0)
    page = client.post(address(delegate), {**SENT, "document_number": "X-1"})

    assert [each.label for each in page.context["differences"]] == ["Date of birth", "Document", "Document number"]
    assert Particulars.objects.get().document_number == "LB-SECRET-77"


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"birth_date": (localdate() + timedelta(days=2)).isoformat()}, "birth_date", "has not come|can be born"),
        ({"birth_date": "1800-01-01"}, "birth_date", "can be born"),
        ({"birth_date": "yesterday"}, "birth_date", "valid date"),
        ({"document_kind": ""}, "document_kind", "what document"),
        ({"document_number": "7" * 61}, "document_number", "at most 60"),
        ({"document_kind": "library card"}, "document_kind", "valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(sent: dict[str, str], field: str, sentence: str) -> None:
    delegate = amal()
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    page = client.post(address(delegate), {**SENT, **sent})

    assert re.search(sentence, str(page.context["form"].errors[field]))
    assert not Particulars.objects.exists()
    assert not Entry.objects.exists()


def test_the_officer_and_the_focal_point_of_the_party_keep_them() -> None:
    delegate = amal()

    for person in (make.user(Role.DESK_OFFICER, delegate.conference, desks=["delegations"]), focal_point(delegate)):
        Particulars.objects.all().delete()
        assert make.client(person).post(address(delegate), SENT).status_code == 302
        assert Particulars.objects.get().document_number == "LB-SECRET-77"


def test_everybody_else_may_not() -> None:
    delegate = amal()
    here = delegate.conference
    others = [
        make.user(Role.DESK_OFFICER, here, desks=["meetings"]),
        make.user(Role.READER, here),
        make.user(Role.RAPPORTEUR, here),
        make.user(Role.PRESS_OFFICER, here),
        make.user(Role.DOOR_OFFICER, here),
        focal_point(delegate, "JO"),
        make.user(Role.SECRETARY, make.conference("geneva-2021")),
    ]

    for person in others:
        with pytest.raises(PermissionDenied):
            keep_particulars(person, delegate, details=SAID)
        assert make.client(person).get(address(delegate)).status_code in {403, 404}
        assert make.client(person).post(address(delegate), SENT).status_code in {403, 404}
    assert not Particulars.objects.exists()


def test_those_of_somebody_who_is_restricted_are_for_secretaries_alone() -> None:
    delegate = amal(sensitivity="restricted")
    officer = make.user(Role.DESK_OFFICER, delegate.conference, desks=["delegations"])

    for person in (officer, focal_point(delegate)):
        with pytest.raises(PermissionDenied):
            keep_particulars(person, delegate, details=SAID)
    keep_particulars(make.user(Role.SECRETARY, delegate.conference), delegate, details=SAID)

    assert Particulars.objects.exists()


def test_a_delegation_asks_for_a_change_to_somebody_accredited_and_an_officer_makes_it() -> None:
    delegate = amal(state=DelegateState.ACCREDITED)
    make_accreditation.particulars(delegate, **SAID)
    focal = focal_point(delegate)

    with pytest.raises(Refused, match="needs a second look"):
        keep_particulars(focal, delegate, details={"document_number": "NEW-2"})
    opened = make.client(focal).get(address(delegate)).content.decode()
    assert "holds once the secretariat has looked" in opened
    sent = {**SENT, "version": 1, "document_number": "NEW-2"}
    seen = {"initial-birth_date": "1970-05-01", "initial-document_kind": "passport"}
    make.client(focal).post(address(delegate), {**sent, **seen, "initial-document_number": "LB-SECRET-77"})

    assert Particulars.objects.get().document_number == "LB-SECRET-77"
    assert Change.objects.get().wanted == {"document_number": "NEW-2"}
    assert "NEW-2" not in str(list(Entry.objects.values()))
    keep_particulars(make.user(Role.SECRETARY, delegate.conference), delegate, details={"document_number": "NEW-3"})
    assert Particulars.objects.get().document_number == "NEW-3"


def test_what_a_change_wants_is_taken_over_as_it_was_asked() -> None:
    delegate = amal(state=DelegateState.ACCREDITED)

    apply_particulars(delegate, {"birth_date": "1980-02-29", "document_number": "A1", "name": "Somebody"})
    apply_particulars(delegate, {"birth_date": None})

    kept = Particulars.objects.get()
    assert (kept.birth_date, kept.document_number) == (None, "A1")
    delegate.refresh_from_db()
    assert delegate.name == "Amal Haddad"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_a_hostile_number_is_shown_as_text(language: str) -> None:
    delegate = amal(name=make.HOSTILE)
    make_accreditation.particulars(delegate, document_number=make.HOSTILE, document_kind="passport")
    client = make.client(make.user(Role.SECRETARY, delegate.conference))

    for page in (address(delegate, language), address(delegate, language).removesuffix("particulars/")):
        text = client.get(page).content.decode()
        assert make.HOSTILE not in text
        assert "&lt;b&gt;" in text


def test_a_name_that_is_not_like_enough_by_itself_is_a_hit_with_the_day_of_birth() -> None:
    delegate = amal(name="Khaled Ibrahim", state="confirmed")
    make_accreditation.watched(delegate.conference, "Khaled Ibrahim Mansour", birth_date=SAID["birth_date"])
    focal = focal_point(delegate)

    keep_particulars(focal, delegate, details={"document_kind": "passport", "document_number": "7"})
    assert Delegate.objects.get().state == DelegateState.CONFIRMED
    keep_particulars(focal, delegate, details={"birth_date": SAID["birth_date"]})

    assert Delegate.objects.get().state == DelegateState.ON_HOLD
    assert "same birth date" in WatchHit.objects.get().because


def test_what_was_asked_for_of_somebody_accredited_stands_in_the_form_and_can_be_taken_back() -> None:
    delegate = amal(state="accredited")
    client = make.client(focal_point(delegate))
    keep_particulars(make.user(Role.SECRETARY, delegate.conference), delegate, details=SAID)
    client.post(address(delegate), {**SENT, "birth_date": "1980-01-02"})

    asked = client.get(address(delegate))
    client.post(address(delegate), SENT)

    assert asked.context["form"].initial["birth_date"] == "1980-01-02"
    change = Change.objects.get()
    assert (change.state, change.wanted) == (ChangeState.REFUSED, {})
    assert Particulars.objects.get().birth_date == SAID["birth_date"]
