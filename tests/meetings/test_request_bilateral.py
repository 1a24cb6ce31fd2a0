"""Asking another delegation for a bilateral meeting."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Message
from secretariat.meetings.actions import request_bilateral
from secretariat.meetings.models import Bilateral
from secretariat.parties.queries import shipped_states
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, delegation, focal_point
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
PAGE = "bilaterals/request/"


def wish(**said: Any) -> dict[str, Any]:
    return {"topic": "Schools", "rank": "essential", "minutes": 45, **said}


def sent(**said: Any) -> dict[str, Any]:
    return {"asked": "Jordan", "topic": "Schools", "rank": "useful", "minutes": "30", "part_of_day": "any", **said}


def test_a_request_is_kept_and_recorded_and_the_other_side_is_told_in_its_language() -> None:
    conference = make.conference()
    amal = focal_point(conference)
    hala = focal_point(conference, "JO", language="ar")
    lebanon, jordan = delegation(conference), delegation(conference, "JO")

    made = request_bilateral(amal, lebanon, asked=jordan, details=wish(languages=["ar", "de"]), at=make.NOON)

    assert (made.state, made.minutes, made.languages, made.entered_by) == ("asked", 45, ["ar", "de"], amal)
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id, entry.actor) == ("meetings.request_bilateral", made.pk, amal)
    letter = Message.objects.get()
    assert (letter.to, letter.language, letter.kind, letter.party) == (
        hala.email,
        "ar",
        "bilateral asked",
        jordan.party,
    )
    assert f"/ar/damascus-2020/office/bilaterals/{made.pk}/" in letter.body
    assert "essential" not in letter.body.lower()


def test_an_officer_asks_on_behalf_and_both_sides_are_told() -> None:
    conference = make.conference()
    amal, hala = focal_point(conference), focal_point(conference, "JO")
    officer = make_bilaterals.officer(conference)

    request_bilateral(officer, delegation(conference), asked=delegation(conference, "JO"), details=wish(), at=make.NOON)

    assert Entry.objects.get().actor == officer
    assert set(Message.objects.values_list("to", flat=True)) == {amal.email, hala.email}


def test_nobody_meets_itself_or_a_delegation_of_another_conference_or_occasion() -> None:
    conference = make.conference()
    amal, lebanon = focal_point(conference), delegation(conference)
    elsewhere = delegation(make.conference("geneva-2021"), "JO")
    of_a_mission = delegation(conference, "IQ", occasion="mission")

    with pytest.raises(Refused, match="does not meet itself"):
        request_bilateral(amal, lebanon, asked=lebanon, details=wish(), at=make.NOON)
    for other in (elsewhere, of_a_mission):
        with pytest.raises(Refused, match="Only delegations to this conference"):
            request_bilateral(amal, lebanon, asked=other, details=wish(), at=make.NOON)

    assert not Bilateral.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("asking", "state", "words"),
    [
        ("LB", "asked", "Lebanon asked Jordan already"),
        ("LB", "accepted", "Lebanon and Jordan have agreed to meet already"),
        ("JO", "asked", "Jordan asked Lebanon already: answer that request"),
        ("JO", "proposed", "Jordan asked Lebanon already: answer that request"),
    ],
)
def test_a_request_that_is_open_is_not_made_twice(asking: str, state: str, words: str) -> None:
    conference = make.conference()
    there = bilateral(conference, asking, "JO" if asking == "LB" else "LB", state=state)
    sides = {there.asking.party.code: there.asking, there.asked.party.code: there.asked}

    with pytest.raises(Refused, match=words) as refusal:
        request_bilateral(focal_point(conference), sides["LB"], asked=sides["JO"], details=wish(), at=make.NOON)

    assert refusal.value.field == "asked"


def test_after_a_no_a_delegation_asks_again() -> None:
    conference = make.conference()
    there = bilateral(conference, state="declined")

    request_bilateral(focal_point(conference), there.asking, asked=there.asked, details=wish(), at=make.NOON)

    assert Bilateral.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"minutes": 4}, "minutes", "from 5 to 480 minutes"),
        ({"topic": "  "}, "topic", "what the meeting is about"),
        ({"window_from": FIRST_NOON - timedelta(days=2)}, "window_from", "held on 11–12 November 2020"),
        ({"window_until": FIRST_NOON + timedelta(days=4)}, "window_until", "held on 11–12 November 2020"),
        ({"window_from": FIRST_NOON, "window_until": FIRST_NOON}, "window_until", "ends before it begins"),
        (
            {"window_from": FIRST_NOON, "window_until": FIRST_NOON + timedelta(minutes=40)},
            "window_until",
            "shorter than the meeting, which is to last 45 minutes",
        ),
        ({"expires_at": make.NOON}, "expires_at", "over already"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(said: dict[str, Any], field: str, words: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=words) as refusal:
        request_bilateral(
            focal_point(conference),
            delegation(conference),
            asked=delegation(conference, "JO"),
            details=wish(**said),
            at=make.NOON,
        )

    assert refusal.value.field == field
    assert not Bilateral.objects.exists()


def test_the_eve_of_the_conference_is_a_day_for_meetings() -> None:
    conference = make.conference()
    eve = {"window_from": FIRST_NOON - timedelta(days=1), "window_until": FIRST_NOON - timedelta(hours=22)}

    made = request_bilateral(
        focal_point(conference),
        delegation(conference),
        asked=delegation(conference, "JO"),
        details=wish(**eve),
        at=make.NOON,
    )

    assert made.window_from == eve["window_from"]


def test_a_window_before_the_arrival_is_refused_and_the_minute_is_told_to_ones_own_side_alone() -> None:
    conference = make.conference()
    lebanon, jordan = delegation(conference), delegation(conference, "JO")
    make_bilaterals.stay(jordan, arrives_at=FIRST_NOON + timedelta(hours=3))
    early = wish(window_until=FIRST_NOON + timedelta(hours=3, minutes=30))

    with pytest.raises(Refused, match=r"Jordan arrives on 11 November 2020\. That leaves no time") as told_to_others:
        request_bilateral(focal_point(conference), lebanon, asked=jordan, details=early, at=make.NOON)
    with pytest.raises(Refused, match=r"Jordan arrives on 11 November 2020, 15:00\.") as told_to_itself:
        request_bilateral(focal_point(conference, "JO"), jordan, asked=lebanon, details=early, at=make.NOON)

    assert told_to_others.value.field == told_to_itself.value.field == "window_until"


def test_two_who_are_never_there_together_cannot_meet() -> None:
    conference = make.conference()
    lebanon, jordan = delegation(conference), delegation(conference, "JO")
    make_bilaterals.stay(lebanon, departs_at=FIRST_NOON)
    make_bilaterals.stay(jordan, arrives_at=FIRST_NOON - timedelta(minutes=10))

    with pytest.raises(Refused, match=r"Jordan arrives on .* Lebanon leaves on .* no time for this meeting"):
        request_bilateral(make_bilaterals.officer(conference), lebanon, asked=jordan, details=wish(), at=make.NOON)


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER])
def test_others_may_not(role: Role) -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        request_bilateral(
            make.user(role, conference),
            delegation(conference),
            asked=delegation(conference, "JO"),
            details=wish(),
            at=make.NOON,
        )


def test_a_focal_point_does_not_ask_for_another_party_and_an_officer_of_another_desk_for_none() -> None:
    conference = make.conference()
    lebanon, jordan = delegation(conference), delegation(conference, "JO")

    for other in (focal_point(conference, "JO"), make_bilaterals.officer(conference, "door")):
        with pytest.raises(PermissionDenied):
            request_bilateral(other, lebanon, asked=jordan, details=wish(), at=make.NOON)


def test_the_page_takes_the_name_in_any_language_or_the_code() -> None:
    conference = make.conference(start_date=make.TODAY.replace(year=2100), end_date=make.TODAY.replace(year=2100))
    delegation(conference), delegation(conference, "JO"), delegation(conference, "IQ")
    browser = make.client(focal_point(conference))
    page = make_bilaterals.address(conference, PAGE)

    first = browser.post(
        page, sent(asked="الأردن", window_from="2100-11-01T09:00", languages=["ar"], other_languages="de")
    )
    second = browser.post(page, sent(asked="iq"))

    made = Bilateral.objects.order_by("pk")
    assert [each.asked.party.code for each in made] == ["JO", "IQ"]
    assert made[0].languages == ["ar", "de"]
    # Nine at the venue, whose clocks are three hours ahead by then.
    assert made[0].window_from == datetime(2100, 11, 1, 6, tzinfo=UTC)
    assert first.status_code == second.status_code == 302


def test_the_page_says_what_is_wrong_and_keeps_what_was_entered() -> None:
    conference = make.conference()
    delegation(conference)
    for code in ("NE", "NG"):
        delegation(conference, code)
    browser = make.client(focal_point(conference))
    page = make_bilaterals.address(conference, PAGE)

    unknown = browser.post(page, sent(asked=make.HOSTILE, topic=make.HOSTILE))
    several = browser.post(page, sent(asked="nig"))

    assert unknown.status_code == several.status_code == 422
    assert unknown.context["form"].errors["asked"] == ["No delegation that you can choose has this name."]
    assert make.HOSTILE not in unknown.content.decode()
    assert "Niger and Nigeria" in several.context["form"].errors["asked"][0].replace(
        "Nigeria and Niger", "Niger and Nigeria"
    )


def test_a_delegation_kept_for_the_secretariat_is_not_offered_to_others() -> None:
    conference = make.conference()
    delegation(conference), delegation(conference, "JO", sensitivity="secretariat")
    page = make_bilaterals.address(conference, PAGE)

    to_others = make.client(focal_point(conference)).get(page)
    to_officer = make.client(make_bilaterals.officer(conference)).get(page)

    assert [str(each.name) for each in to_others.context["offered"]] == ["Lebanon"]
    assert [str(each.name) for each in to_officer.context["offered"]] == ["Jordan", "Lebanon"]


def test_who_has_no_delegation_is_told_so() -> None:
    conference = make.conference()

    page = make.client(focal_point(conference)).get(make_bilaterals.address(conference, PAGE))

    assert page.status_code == 200
    assert "No delegation to the conference yet" in page.content.decode()


def test_the_form_asks_the_database_as_often_for_three_delegations_as_for_thirty() -> None:
    def queries(codes: list[str], slug: str) -> int:
        conference: Conference = make.conference(slug)
        for code in codes:
            delegation(conference, code)
        browser = make.client(make_bilaterals.officer(conference))
        browser.get(make_bilaterals.address(conference, PAGE))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(make_bilaterals.address(conference, PAGE)).status_code == 200
        return len(asked)

    many = [row["iso2"] for row in shipped_states()[:30]]

    assert queries(many[:3], "small-2020") == queries(many, "large-2020")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["LB", "JO"])
def test_of_two_requests_at_once_one_is_made_and_the_other_is_told(other: str) -> None:
    conference = make.conference()
    sides = {"LB": delegation(conference), "JO": delegation(conference, "JO")}
    people = [focal_point(conference), make_bilaterals.officer(conference)]
    askers, met, barrier = [sides["LB"], sides[other]], [], threading.Barrier(2)

    def ask(number: int) -> None:
        barrier.wait()
        asking = askers[number]
        asked = sides["JO" if asking == sides["LB"] else "LB"]
        try:
            request_bilateral(people[number], asking, asked=asked, details=wish(), at=make.NOON)
        except Refused as refusal:
            met.append(str(refusal))

    both = [in_thread(lambda number=number: ask(number)) for number in range(2)]  # type: ignore[misc]
    for each in both:
        each.join(20)

    assert Bilateral.objects.count() == 1
    (sentence,) = met
    assert "already" in sentence or "at this moment" in sentence
