"""Letting a change hold that a delegation asked for."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import approve_change, propose_change, revise_delegate
from secretariat.delegations.models import Change, ChangeState, Delegate, Particulars
from tests import make, make_accreditation
from tests.make import NOON
from tests.make_accreditation import looked_at
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def address(change: Change, page: str = "approve/") -> str:
    return f"/en/damascus-2020/office/changes/{change.pk}/{page}"


def asked(wanted: dict[str, Any], **fields: Any) -> tuple[Change, User]:
    """A change that the focal point asked for, and the officer who looks at it."""
    amal = make.delegate(make_accreditation.lebanon(), **{"state": "accredited", **fields})
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)
    change = propose_change(focal, amal, wanted=wanted)
    return change, make.user(Role.DESK_OFFICER, amal.conference, desks=("delegations",))


def test_what_was_asked_for_holds_and_the_record_says_old_and_new_of_the_delegate() -> None:
    change, officer = asked({"honorific": "Dr", "capacity": {"en": "Minister", "ar": "وزيرة"}, "name": "Amal Hadad"})

    approve_change(officer, change, seen=looked_at(change), at=NOON)

    amal = Delegate.objects.get()
    assert (amal.name, amal.honorific, amal.state) == ("Amal Hadad", "Dr", "accredited")
    assert amal.capacity.data == {"en": "Minister", "ar": "وزيرة"}
    assert list(Delegate.objects.all().named("hadad")) == [amal]
    change.refresh_from_db()
    assert (change.state, change.decided_by, change.decided_at) == (ChangeState.APPROVED, officer, NOON)
    _asking, revision, approval = Entry.objects.order_by("pk")
    assert (revision.verb, revision.changes["honorific"]) == ("delegations.revise_delegate", ["", "Dr"])
    assert (approval.verb, approval.revision) == ("delegations.approve_change", revision.revision)


def test_of_a_change_that_was_added_to_what_was_looked_at_does_not_hold() -> None:
    change, officer = asked({"honorific": "Dr"})
    seen = looked_at(change)
    propose_change(officer, change.delegate, wanted={"honorific": "Professor"})

    with pytest.raises(Stale):
        approve_change(officer, change, seen=seen, at=NOON)
    approve_change(officer, change, seen=looked_at(change), at=NOON)

    assert Delegate.objects.get().honorific == "Professor"


def test_particulars_are_applied_and_not_kept_in_the_change() -> None:
    change, officer = asked(
        {"birth_date": date(1980, 1, 2), "document_kind": "passport", "document_number": "X-1/1", "honorific": "Dr"}
    )

    approve_change(officer, change, seen=looked_at(change), at=NOON)

    kept = Particulars.objects.get()
    assert (kept.birth_date, kept.document_number) == (date(1980, 1, 2), "X-1/1")
    assert Change.objects.get().wanted == {"honorific": "Dr"}
    assert "X-1/1" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_a_field_that_somebody_changed_meanwhile_is_not_overwritten_unseen() -> None:
    change, officer = asked({"honorific": "Dr", "rank": "minister"})
    seen = looked_at(change)
    revise_delegate(officer, change.delegate, details={"honorific": "Sheikh"})

    with pytest.raises(Stale):
        approve_change(officer, change, seen=seen, at=NOON)

    assert Delegate.objects.get().honorific == "Sheikh"
    change.refresh_from_db()
    assert change.state == ChangeState.WAITING


def test_the_page_shows_all_three_and_approving_then_is_a_knowing_deed() -> None:
    change, officer = asked({"honorific": "Dr"})
    client = make.client(officer)
    seen_before = client.get(address(change, "")).context["asked"]["wanted"].seen
    revise_delegate(officer, change.delegate, details={"honorific": "Sheikh"})

    first = client.post(address(change), {"seen": seen_before}, follow=True)
    line = first.context["asked"]["wanted"].lines[0]
    second = client.post(address(change), {"seen": first.context["asked"]["wanted"].seen})

    assert "Nothing was overwritten; look again." in first.content.decode()
    assert (line.was, line.now, line.wanted, line.has_changed_meanwhile) == ("", "Sheikh", "Dr", True)
    assert second.status_code == 302
    assert Delegate.objects.get().honorific == "Dr"


def test_what_was_changed_beside_the_wanted_fields_hinders_nobody() -> None:
    change, officer = asked({"honorific": "Dr"})
    seen = looked_at(change)
    revise_delegate(officer, change.delegate, details={"rank": "minister"})

    approve_change(officer, change, seen=seen, at=NOON)

    amal = Delegate.objects.get()
    assert (amal.honorific, amal.rank) == ("Dr", "minister")


def test_a_request_that_grew_after_it_was_shown_is_shown_again() -> None:
    change, officer = asked({"honorific": "Dr"})
    client = make.client(officer)
    seen = client.get(address(change, "")).context["asked"]["wanted"].seen
    propose_change(officer, change.delegate, wanted={"name": "Somebody Else"})

    client.post(address(change), {"seen": seen})

    assert Delegate.objects.get().name == "Amal Haddad"


@pytest.mark.parametrize("said", [{}, {"seen": ""}, {"seen": "x"}, {"seen": "é"}])
def test_nothing_holds_of_which_it_is_not_said_what_was_seen(said: dict[str, str]) -> None:
    change, officer = asked({"honorific": "Dr"})

    answer = make.client(officer).post(address(change), said, follow=True)

    assert "Nothing was overwritten; look again." in answer.content.decode()
    assert (Delegate.objects.get().honorific, Change.objects.get().state) == ("", ChangeState.WAITING)


def test_what_a_revision_could_not_do_an_approval_cannot_either() -> None:
    change, officer = asked({"role": "head"})
    make.delegate(change.delegate.delegation, "Basil Khoury", role="head")

    with pytest.raises(Refused, match="Basil Khoury heads this delegation already"):
        approve_change(officer, change, seen=looked_at(change), at=NOON)

    assert Change.objects.get().state == ChangeState.WAITING


def test_who_takes_the_name_of_somebody_watched_for_is_on_hold() -> None:
    change, officer = asked({"name": "Basil Khoury"})
    make_accreditation.watched(change.conference, "Basil Khoury")

    approve_change(officer, change, seen=looked_at(change), at=NOON)

    assert Delegate.objects.get().state == "on hold"


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_nothing_changes_of_whoever_has_no_place_any_more(state: str) -> None:
    change, officer = asked({"honorific": "Dr"})
    Delegate.objects.update(state=state)

    with pytest.raises(Refused, match="Amal Haddad has no place any more"):
        approve_change(officer, change, seen=looked_at(change), at=NOON)


def test_what_was_decided_is_not_decided_again() -> None:
    change, officer = asked({"honorific": "Dr"})
    approve_change(officer, change, seen=looked_at(change), at=NOON)

    with pytest.raises(Refused, match="This change was decided already: Approved"):
        approve_change(officer, change, seen=looked_at(change), at=NOON)


def test_a_focal_point_and_a_reader_may_not() -> None:
    change, _officer = asked({"honorific": "Dr"})
    focal = make.user(Role.FOCAL_POINT, change.conference, party=change.delegate.party)
    reader = make.user(Role.READER, change.conference)

    with pytest.raises(PermissionDenied):
        approve_change(focal, change, seen=looked_at(change), at=NOON)

    assert make.client(focal).post(address(change)).status_code == 404
    assert make.client(reader).post(address(change)).status_code == 403


def test_a_reader_learns_that_particulars_are_to_change_and_not_what_they_are() -> None:
    change, officer = asked(
        {"document_kind": "passport", "document_number": "X-1/1", "mail": "amal@example.org", "honorific": "Dr"}
    )
    reader = make.client(make.user(Role.READER, change.conference))

    for page in (address(change, ""), "/en/damascus-2020/office/accreditation/?tab=changed"):
        text = reader.get(page).content.decode()
        assert "X-1/1" not in text
        assert "amal@example.org" not in text
        assert "are to change" in text
        assert "X-1/1" in make.client(officer).get(page).content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_approve_at_once_one_does() -> None:
    assert connection.vendor == "postgresql"
    change, officer = asked({"honorific": "Dr"})
    other, seen = make.user(Role.SECRETARY, change.conference), looked_at(change)
    begin, refused = threading.Barrier(2), []

    def decide(actor: User) -> None:
        begin.wait(10)
        try:
            approve_change(actor, Change.objects.get(), seen=seen, at=NOON)
        except Refused as error:
            refused.append(str(error))

    both = [in_thread(lambda actor=actor: decide(actor)) for actor in (officer, other)]  # type: ignore[misc]
    for each in both:
        each.join(20)

    assert Delegate.objects.get().honorific == "Dr"
    assert refused == ["This change was decided already: Approved."]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_asks_for_more_and_whoever_approves_do_not_wait_for_each_other() -> None:
    assert connection.vendor == "postgresql"
    _change, officer = asked({"honorific": "Dr"})
    focal = User.objects.get(memberships__role=Role.FOCAL_POINT)
    told: list[str] = []

    def attempt(deed: Any, times: int) -> None:
        for number in range(times):
            try:
                deed(number)
            except Refused as error:
                told.append(str(error))

    def ask(number: int) -> None:
        propose_change(focal, Delegate.objects.get(), wanted={"mail": f"new{number}@example.org"})

    def approve(_number: int) -> None:
        change = Change.objects.latest("pk")
        approve_change(officer, change, seen=looked_at(change), at=NOON)

    # What is asked for more often than it is looked at holds once nobody asks for more.
    both = [in_thread(lambda: attempt(ask, 5)), in_thread(lambda: attempt(approve, 50))]
    for each in both:
        each.join(30)

    assert Delegate.objects.get().honorific == "Dr"
    assert "at this moment" not in " ".join(told)
