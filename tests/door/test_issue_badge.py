"""Giving one person a badge."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateState
from secretariat.door.actions import Given, issue_badge
from secretariat.door.models import Badge, BadgeClass, SigningKey
from secretariat.door.queries import public_keys
from secretariat.engines import admission
from tests import make, make_door
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
NAMES = [make.HOSTILE, "Ж", "李" * 200, "🕊 Amal", "أمل حداد", "x" * 500, "Line\nfeed"]


@pytest.fixture
def conference() -> Conference:
    conference = make.conference()
    for code in "AB":
        make_door.zone(conference, code)
    make_door.badge_class(conference, zones=["A", "B"])
    return conference


def test_a_badge_is_numbered_signed_and_recorded_without_its_text(conference: Conference) -> None:
    badge = issue_badge(make.user(Role.SECRETARY, conference), make_door.delegate(conference))

    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("door.issue_badge", badge.pk)
    assert "text" not in entry.changes
    assert badge.text not in str(entry.changes)
    assert badge.number == admission.number_for(1)
    reading = admission.read(badge.text, public_keys(conference.pk))
    assert reading == {
        "kind": "badge",
        "conference": "damascus-2020",
        "number": badge.number,
        "name": "Amal Haddad",
        "badge_class": "DEL",
        "zones": ["A", "B"],
        "valid_from": "2020-11-11",
        "valid_until": "2020-11-12",
        "mark": SigningKey.objects.get().mark,
        "signature": "good",
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_name_fits_on_a_badge(conference: Conference, name: str) -> None:
    badge = issue_badge(make.user(Role.SECRETARY, conference), make_door.delegate(conference, name))

    assert admission.read(badge.text, public_keys(conference.pk))["signature"] == "good"
    assert len(badge.text) < 500


def test_numbers_count_on_and_each_conference_counts_for_itself(conference: Conference) -> None:
    secretary = make.user(Role.SECRETARY, conference)
    there = make.conference("geneva-2021")
    make_door.badge(make_door.delegate(there), number=admission.number_for(900))

    numbers = [issue_badge(secretary, make_door.delegate(conference, name)).number for name in ("One", "Two", "Three")]

    assert [admission.place_of(number) for number in numbers] == [1, 2, 3]


@pytest.mark.parametrize("state", [state for state in DelegateState.values if state != DelegateState.ACCREDITED])
def test_whoever_is_not_accredited_gets_none(conference: Conference, state: str) -> None:
    person = make_door.delegate(conference, state=state)

    with pytest.raises(Refused, match="not accredited"):
        issue_badge(make.user(Role.SECRETARY, conference), person)

    assert not Badge.objects.exists()
    assert not SigningKey.objects.exists()


def test_nobody_has_two(conference: Conference) -> None:
    person = make_door.delegate(conference)
    secretary = make.user(Role.SECRETARY, conference)
    issue_badge(secretary, person)

    with pytest.raises(Refused, match="has a badge already"):
        issue_badge(secretary, person)


def test_zones_and_days_may_be_narrowed(conference: Conference) -> None:
    given = Given(zones=["B"], valid_from=date(2020, 11, 12))

    badge = issue_badge(make.user(Role.SECRETARY, conference), make_door.delegate(conference), given=given)

    assert (badge.zones, badge.valid_from, badge.valid_until) == (["B"], date(2020, 11, 12), date(2020, 11, 12))
    assert badge.is_by_choice


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Given(zones=["A", "C"]), "zones"),
        (Given(zones=[]), "zones"),
        (Given(valid_until=date(2020, 11, 10)), "valid_until"),
        (Given(valid_from=date(2020, 11, 11) - timedelta(days=31)), "valid_from"),
        (Given(valid_until=date(2020, 11, 12) + timedelta(days=31)), "valid_from"),
    ],
)
def test_more_than_the_class_and_days_far_away_are_refused(conference: Conference, given: Given, field: str) -> None:
    with pytest.raises(Refused) as refused:
        issue_badge(make.user(Role.SECRETARY, conference), make_door.delegate(conference), given=given)

    assert refused.value.field == field
    assert not Badge.objects.exists()


def test_a_class_of_another_conference_is_refused(conference: Conference) -> None:
    foreign = make_door.badge_class(make.conference("geneva-2021"))

    with pytest.raises(Refused, match="choose one"):
        issue_badge(
            make.user(Role.SECRETARY, conference), make_door.delegate(conference), given=Given(badge_class=foreign)
        )


def test_where_no_class_is_meant_one_must_be_chosen(conference: Conference) -> None:
    BadgeClass.objects.filter(conference=conference).update(roles=["head"])

    with pytest.raises(Refused, match="No class"):
        issue_badge(make.user(Role.SECRETARY, conference), make_door.delegate(conference))


def test_under_another_secret_nothing_is_half_issued(conference: Conference, settings: Any) -> None:
    secretary = make.user(Role.SECRETARY, conference)
    issue_badge(secretary, make_door.delegate(conference))
    settings.BADGE_SECRET = "another"

    with pytest.raises(Refused, match="sealed under another secret"):
        issue_badge(secretary, make_door.delegate(conference, "Omar"))

    assert Badge.objects.count() == SigningKey.objects.count() == 1


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.READER, Role.FOCAL_POINT])
def test_others_may_not(conference: Conference, role: str) -> None:
    person = make_door.delegate(conference)
    other = make.user(role, conference, party=person.party if role == Role.FOCAL_POINT else None)

    with pytest.raises(PermissionDenied):
        issue_badge(other, person)

    page = make.client(other).get(reverse("door:issue_badge", args=[conference.slug, person.pk]))
    assert page.status_code in {403, 404}


def test_the_page_proposes_and_issues(conference: Conference) -> None:
    person = make_door.delegate(conference, make.HOSTILE)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["door"]))
    address = reverse("door:issue_badge", args=[conference.slug, person.pk])

    page = browser.get(address)
    assert page.context["form"]["badge_class"].value() == make_door.badge_class(conference).pk
    days = {"valid_from": "2020-11-11", "valid_until": "2020-11-12"}
    page = browser.post(address, {"badge_class": make_door.badge_class(conference).pk, **days}, follow=True)

    badge = Badge.objects.get()
    assert (badge.name, badge.is_by_choice) == (make.HOSTILE, False)
    assert make.HOSTILE not in page.content.decode()


def test_the_page_of_a_delegate_names_the_badge_to_whom_it_concerns(conference: Conference) -> None:
    person = make_door.delegate(conference)
    address = reverse("delegations:delegate", args=[conference.slug, person.pk])
    secretary, reader = (make.client(make.user(role, conference)) for role in (Role.SECRETARY, Role.READER))

    assert "Issue a badge" in secretary.get(address).content.decode()
    badge = make_door.badge(person)

    assert f"Badge {badge.number}: Issued" in secretary.get(address).content.decode()
    assert badge.number not in reader.get(address).content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_officers_who_issue_at_once_share_no_number_and_one_key() -> None:
    conference = make.conference()
    make_door.zone(conference)
    make_door.badge_class(conference)
    secretary = make.user(Role.SECRETARY, conference)
    people = [make_door.delegate(conference, f"Person {number}") for number in range(12)]
    threads = [in_thread(lambda person=person: issue_badge(secretary, person)) for person in people]  # type: ignore[misc]
    for thread in threads:
        thread.join()

    numbers = list(Badge.objects.values_list("number", flat=True))
    assert sorted(admission.place_of(number) for number in numbers) == list(range(1, 13))
    assert SigningKey.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_give_one_person_a_badge_one_is_refused() -> None:
    conference = make.conference()
    make_door.zone(conference)
    make_door.badge_class(conference)
    secretary, person = make.user(Role.SECRETARY, conference), make_door.delegate(conference)
    refused: list[str] = []

    def give() -> None:
        try:
            issue_badge(secretary, person)
        except Refused as error:
            refused.append(str(error))

    threads = [in_thread(give) for _each in range(4)]
    for thread in threads:
        thread.join()

    assert Badge.objects.count() == 1
    assert len(refused) == 3
