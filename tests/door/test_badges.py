"""The list of badges and the page of one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door.models import Badge
from secretariat.engines import admission
from tests import make, make_door

pytestmark = pytest.mark.django_db


def numbers(conference: Conference, question: str) -> set[str]:
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))
    page: Any = browser.get(reverse("door:badges", args=[conference.slug]) + question)
    assert page.status_code == 200
    return {line["badge"].number for line in page.context["lines"]}


def test_the_list_is_narrowed_as_asked() -> None:
    conference = make.conference()
    make_door.badge_class(conference)
    amal = make_door.badge(make_door.delegate(conference, spellings=["Amaal"]), printed_at=make_door.MORNING)
    omar = make_door.badge(make_door.delegate(conference, "Omar", "JO"))
    lost = make_door.badge(make_door.delegate(conference, "Lost One"), state="lost")
    gone = make_door.badge(make_door.delegate(conference, "Gone"))
    Delegate.objects.filter(pk=gone.delegate_id).update(state=DelegateState.WITHDRAWN)
    Delegate.objects.filter(pk=omar.delegate_id).update(name="Omar Khalil")
    media = make_door.badge_class(conference, "MED", position=8)
    press = make_door.badge(make_door.delegate(conference, "Press"), badge_class=media, is_by_choice=True)

    everything = {each.number for each in (amal, omar, lost, gone, press)}
    assert numbers(conference, "") == everything
    assert numbers(conference, "?state=lost") == {lost.number}
    assert numbers(conference, "?state=not-accredited") == {gone.number}
    assert numbers(conference, "?class=MED") == {press.number}
    assert numbers(conference, f"?party={omar.delegate.party_id}") == {omar.number}
    assert numbers(conference, "?only=unprinted") == {omar.number, press.number}
    assert numbers(conference, "?only=out+of+date") == {omar.number}
    assert numbers(conference, f"?q={lost.number}") == {lost.number}
    assert numbers(conference, "?q=amaal") == {amal.number}
    assert numbers(conference, "?q=nobody&state=%3Cb%3E&party=x&page=99") == set()


def test_a_class_no_longer_meant_puts_a_badge_out_of_date_unless_it_was_chosen() -> None:
    conference = make.conference()
    make_door.badge_class(conference)
    other = make_door.badge_class(conference, "OBS", position=5)
    given = make_door.badge(make_door.delegate(conference), badge_class=other)
    make_door.badge(make_door.delegate(conference, "Omar"), badge_class=other, is_by_choice=True)

    assert numbers(conference, "?only=out+of+date") == {given.number}


def test_badges_of_another_conference_are_not_here() -> None:
    here = make.conference()
    make_door.badge(make_door.delegate(make.conference("geneva-2021")))

    assert numbers(here, "") == set()


def test_an_empty_list_teaches() -> None:
    conference = make.conference()
    make_door.delegate(conference)
    page = make.client(make.user(Role.SECRETARY, conference)).get(reverse("door:badges", args=[conference.slug]))

    assert "No badge is issued yet" in page.content.decode()
    assert reverse("door:unbadged", args=[conference.slug]) in page.content.decode()


def test_a_page_of_thousands_takes_few_queries() -> None:
    conference = make.conference()
    first = make_door.badge(make_door.delegate(conference))
    person = first.delegate
    people = Delegate.objects.bulk_create(
        (
            Delegate(
                conference=conference,
                delegation_id=person.delegation_id,
                party_id=person.party_id,
                name=f"Person {number}",
                search=f"person {number}",
                state="accredited",
                entered_by_id=person.entered_by_id,
                sensitivity="public",
            )
            for number in range(3_000)
        ),
        batch_size=1000,
    )
    Badge.objects.bulk_create(
        (
            Badge(
                conference=conference,
                number=admission.number_for(1_000 + place),
                delegate=each,
                badge_class=first.badge_class,
                name=each.name,
                zones=["A"],
                valid_from=first.valid_from,
                valid_until=first.valid_until,
                key=first.key,
                text=f"x{place}",
                entered_by=first.entered_by,
            )
            for place, each in enumerate(people)
        ),
        batch_size=1000,
    )
    browser = make.client(make.user(Role.SECRETARY, conference))

    for question in ("", "?state=issued&q=Person"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = browser.get(reverse("door:badges", args=[conference.slug]) + question)
        assert len(page.context["lines"]) == 200
        assert len(asked) <= 12, [each["sql"][:90] for each in asked]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_a_badge_tells_where_it_was_read(language: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference, make.HOSTILE))
    make_door.scan(badge, make_door.gate(conference, make.HOSTILE))
    address = reverse("door:badge", args=[conference.slug, badge.pk]).replace("/en/", f"/{language}/")

    page = make.client(make.user(Role.DOOR_OFFICER, conference)).get(address)

    assert page.status_code == 200
    assert make.HOSTILE not in page.content.decode()
    assert badge.text not in page.content.decode()
