"""Giving badges to many at once."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door.actions import break_key, issue_badges
from secretariat.door.models import Badge
from secretariat.door.queries import stock_of, without_badge
from secretariat.engines import admission
from tests import make, make_door
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def laid_out(**fields: Any) -> Conference:
    conference = make.conference()
    make_door.zone(conference)
    make_door.badge_class(conference, **fields)
    return conference


def test_everybody_who_is_accredited_and_has_none_gets_one_in_one_deed() -> None:
    conference = laid_out()
    for name in ("One", "Two"):
        make_door.delegate(conference, name)
    make_door.delegate(conference, "Not yet", state=DelegateState.CONFIRMED)
    make_door.badge(make_door.delegate(conference, "Has one"))

    batch = issue_badges(make.user(Role.SECRETARY, conference), conference)

    assert (batch.done, batch.skipped) == (2, ())
    entry = Entry.objects.get()
    assert entry.batch["counts"] == {"door.badge": 2}
    assert "SC1" not in str(entry.changes)


def test_of_those_named_it_says_who_was_skipped_and_why() -> None:
    conference = laid_out(roles=["head"])
    head = make_door.delegate(conference, "Head", role="head")
    other = make_door.delegate(conference, "No class")
    early = make_door.delegate(conference, "Early", state=DelegateState.NOMINATED)
    bearing = make_door.badge(make_door.delegate(conference, "Has one")).delegate
    foreign = make_door.delegate(make.conference("geneva-2021"))
    wanted = [each.pk for each in (head, other, early, bearing, foreign)]

    batch = issue_badges(make.user(Role.SECRETARY, conference), conference, delegates=wanted)

    assert batch.done == 1
    assert dict(batch.skipped) == {
        "No class": "no class of badges is meant for this person",
        "Early": "is not accredited",
        "Has one": "has a badge already",
    }
    assert not foreign.badges.exists()


def test_nothing_to_issue_is_no_deed() -> None:
    conference = laid_out()

    assert issue_badges(make.user(Role.SECRETARY, conference), conference).done == 0
    assert not Entry.objects.exists()


def test_a_door_officer_may_not() -> None:
    conference = laid_out()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        issue_badges(officer, conference)

    assert make.client(officer).post(reverse("door:issue_badges", args=[conference.slug])).status_code == 403


def test_the_page_issues_to_the_chosen_or_to_all_and_says_what_it_did() -> None:
    conference = laid_out()
    one, _two = (make_door.delegate(conference, name) for name in (make.HOSTILE, "Two"))
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:issue_badges", args=[conference.slug])

    page = browser.get(reverse("door:unbadged", args=[conference.slug])).content.decode()
    assert "Issue all 2 badges" in page
    assert make.HOSTILE not in page
    assert "at least one person" in browser.post(address, {}, follow=True).content.decode()
    assert "1 done, 0 skipped" in browser.post(address, {"delegate": [one.pk, "x"]}, follow=True).content.decode()
    browser.post(address, {"all": "1"})

    assert Badge.objects.count() == 2


def test_ten_thousand_are_issued_in_one_deed() -> None:
    conference = laid_out()
    first = make_door.delegate(conference)
    Delegate.objects.bulk_create(
        (
            Delegate(
                conference=conference,
                delegation_id=first.delegation_id,
                party_id=first.party_id,
                name=f"Person {number}",
                state="accredited",
                entered_by_id=first.entered_by_id,
                sensitivity="public",
            )
            for number in range(9_999)
        ),
        batch_size=1000,
    )

    batch = issue_badges(make.user(Role.SECRETARY, conference), conference)

    assert batch.done == 10_000
    assert Badge.objects.values("number").distinct().count() == 10_000


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_who_issue_to_all_at_once_share_no_number() -> None:
    conference = laid_out()
    secretary = make.user(Role.SECRETARY, conference)
    for number in range(40):
        make_door.delegate(conference, f"Person {number}")
    done: list[int] = []
    threads = [in_thread(lambda: done.append(issue_badges(secretary, conference).done)) for _each in range(3)]
    for thread in threads:
        thread.join()

    numbers = list(Badge.objects.values_list("number", flat=True))
    assert sorted(admission.place_of(number) for number in numbers) == list(range(1, 41))
    assert sum(done) == 40


def test_whose_badge_fell_with_its_key_is_given_another_in_its_place() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    fallen = make_door.badge(make_door.delegate(conference))
    break_key(secretary, fallen.key, at=make_door.MORNING)
    make_door.badge(make_door.delegate(conference, "Omar"))
    assert [each.name for each in without_badge(conference, secretary)] == ["Amal Haddad"]
    assert stock_of(conference, secretary).out_of_date == {fallen.pk}

    batch = issue_badges(secretary, conference)

    fallen.refresh_from_db()
    new = fallen.replaced_by
    assert (batch.done, batch.skipped) == (1, ())
    assert (fallen.state, fallen.ended_at) == ("replaced", make_door.MORNING)
    assert (new.delegate_id, new.state, new.key.broken_at) == (fallen.delegate_id, "issued", None)
    assert not without_badge(conference, secretary).exists()
