"""The queues of accreditation: who waits for a decision, and who has one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference
from secretariat.delegations.models import Credentials, Delegate, Delegation, Occasion, Particulars
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db

QUEUE = "/en/damascus-2020/office/accreditation/"
START = datetime(2020, 10, 1, tzinfo=UTC)


def officer(conference: Conference) -> Client:
    return make.client(make.user(Role.DESK_OFFICER, conference, desks=("delegations",)))


def names(page: Any) -> list[str]:
    return [line["delegate"].name for line in page.context["people"]]


def test_each_stands_in_the_queue_of_their_state_and_the_tabs_count_them() -> None:
    delegation = make_accreditation.lebanon()
    states = ("nominated", "confirmed", "on hold", "accredited", "refused", "withdrawn")
    people = {state: make.delegate(delegation, f"Who is {state}", state=state) for state in states}
    make.delegate(delegation, "A journalist", state="confirmed", is_media=True)
    make_accreditation.change(people["accredited"], {"honorific": "Dr"}, {"honorific": ""})
    credentials = {"delegation": delegation, "party": delegation.party, "entered_by": make.user(None)}
    Credentials.objects.create(conference=delegation.conference, **credentials)
    client = officer(delegation.conference)

    counts = {str(tab["label"]): tab["count"] for tab in client.get(QUEUE).context["tabs"]}
    shown = {
        tab: names(client.get(f"{QUEUE}?tab={tab}"))
        for tab in ("examine", "hold", "media", "accredited", "out", "unconfirmed")
    }

    assert counts == {
        "To examine": 1,
        "On hold": 1,
        "Media": 1,
        "Credentials": 1,
        "Changed after approval": 1,
        "Accredited": 1,
        "Refused and withdrawn": 2,
        "Not confirmed yet": 1,
    }
    assert shown == {
        "examine": ["Who is confirmed"],
        "hold": ["Who is on hold"],
        "media": ["A journalist"],
        "accredited": ["Who is accredited"],
        "out": ["Who is refused", "Who is withdrawn"],
        "unconfirmed": ["Who is nominated"],
    }
    changes = client.get(f"{QUEUE}?tab=changed").context["changes"]
    assert [(line.label, line.now, line.wanted) for line in changes[0]["wanted"].lines] == [("Honorific", "", "Dr")]
    assert "Lebanon" in client.get(f"{QUEUE}?tab=credentials").content.decode()


def test_whoever_waits_longest_stands_first_and_other_orders_may_be_asked_for() -> None:
    delegation = make_accreditation.lebanon()
    for number, name in enumerate(("Carl", "Amal", "Basil")):
        make.delegate(delegation, name, state="confirmed", state_since=START + timedelta(days=number))
    client = officer(delegation.conference)

    orders = {sort: names(client.get(f"{QUEUE}?sort={sort}")) for sort in ("", "-since", "name", "-name", "nonsense")}

    assert orders == {
        "": ["Carl", "Amal", "Basil"],
        "-since": ["Basil", "Amal", "Carl"],
        "name": ["Amal", "Basil", "Carl"],
        "-name": ["Carl", "Basil", "Amal"],
        "nonsense": ["Amal", "Basil", "Carl"],
    }


def test_a_row_says_both_names_party_role_capacity_rank_and_what_is_missing() -> None:
    delegation = make_accreditation.lebanon()
    type(delegation.conference.terms).objects.update(mail_required=True)
    make.delegate(
        delegation,
        original_name="أمل حداد",
        state="confirmed",
        rank="minister",
        capacity=LazyI18nString({"en": "Minister of Tourism"}),
    )

    text = officer(delegation.conference).get(QUEUE).content.decode()

    for said in ("Amal Haddad", "أمل حداد", "Lebanon", "Member", "Minister of Tourism", "mail address"):
        assert said in text


def test_one_finds_people_by_any_spelling_and_by_party() -> None:
    delegation = make_accreditation.lebanon()
    make.delegate(delegation, state="confirmed", spellings=["Āmal Haddād"])
    russia = make.delegation(delegation.conference, make.party("RU"))
    make.delegate(russia, "Yuri Ivanov", original_name="Юрий Иванов", state="confirmed")
    client = officer(delegation.conference)

    assert names(client.get(f"{QUEUE}?q=HADDĀD")) == ["Amal Haddad"]
    assert names(client.get(f"{QUEUE}?q=иванов")) == ["Yuri Ivanov"]
    assert names(client.get(f"{QUEUE}?party={russia.party_id}")) == ["Yuri Ivanov"]
    assert client.get(f"{QUEUE}?q=nobody").status_code == 200
    assert client.get(f"{QUEUE}?tab=x&party=y&page=z&sort=%27").status_code == 200


def test_nobody_stands_in_a_queue_who_goes_to_a_mission_or_to_another_conference() -> None:
    delegation = make_accreditation.lebanon()
    make.delegate(make.delegation(delegation.conference, occasion=Occasion.MISSION), "Envoy", state="confirmed")
    make.delegate(make.delegation(make.conference("geneva-2021")), "Elsewhere", state="confirmed")

    page = officer(delegation.conference).get(QUEUE)

    assert page.context["total"] == 0
    assert "Nobody waits here" in page.content.decode()


def test_a_restricted_person_is_neither_shown_nor_counted_to_whoever_may_not_see_them() -> None:
    delegation = make_accreditation.lebanon()
    make.delegate(delegation, "Hidden", state="confirmed", sensitivity=Sensitivity.RESTRICTED)
    secretary = make.client(make.user(Role.SECRETARY, delegation.conference))

    assert officer(delegation.conference).get(QUEUE).context["total"] == 0
    assert secretary.get(QUEUE).context["total"] == 1


def test_readers_see_the_queue_and_decide_nothing_there_and_the_door_and_the_press_do_not_see_it() -> None:
    delegation = make_accreditation.lebanon()
    make.delegate(delegation, state="confirmed")
    reader = make.client(make.user(Role.READER, delegation.conference)).get(QUEUE)

    assert names(reader) == ["Amal Haddad"]
    assert 'name="delegate"' not in reader.content.decode()
    assert reader.context["bulk"] == ()
    for role in (Role.DOOR_OFFICER, Role.PRESS_OFFICER):
        assert make.client(make.user(role, delegation.conference)).get(QUEUE).status_code == 403


def test_that_the_secretaries_must_look_is_said_to_the_desk_and_not_to_readers() -> None:
    delegation = make_accreditation.lebanon()
    make_accreditation.hit(make.delegate(delegation, state="on hold"))
    sentence = "The secretaries must look first."

    assert sentence in officer(delegation.conference).get(f"{QUEUE}?tab=hold").content.decode()
    reader = make.client(make.user(Role.READER, delegation.conference))
    assert sentence not in reader.get(f"{QUEUE}?tab=hold").content.decode()


def test_a_portrait_is_shown_to_whoever_may_see_it() -> None:
    delegation = make_accreditation.lebanon()
    amal = make.delegate(delegation, state="confirmed")
    make_accreditation.particulars(amal, photo="photos/a.jpg")
    reader = make.client(make.user(Role.READER, delegation.conference))
    address = f"/office/delegates/{amal.pk}/photo/"

    assert address in officer(delegation.conference).get(QUEUE).content.decode()
    assert address not in reader.get(QUEUE).content.decode()


@pytest.mark.parametrize("name", [make.HOSTILE, "Я", "😀", "x" * 200, "李 أمل Иван John"])
def test_hostile_names_are_shown_harmlessly(name: str) -> None:
    delegation = make_accreditation.lebanon()
    for state in ("confirmed", "on hold"):
        make.delegate(delegation, f"{name} {state}"[:500], state=state, original_name=name, reason=name)

    for tab in ("examine", "hold"):
        text = officer(delegation.conference).get(f"{QUEUE}?tab={tab}").content.decode()
        assert "<b>" not in text


@pytest.mark.parametrize("tab", ["examine", "hold", "accredited", "changed", "credentials"])
def test_one_row_and_thirty_take_the_same_number_of_queries(tab: str) -> None:
    delegation = make_accreditation.lebanon()
    client = officer(delegation.conference)
    client.get(QUEUE)
    counts = []
    for size in (1, 29):
        crowd(delegation, size, tab)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{QUEUE}?tab={tab}")
        counts.append(len(queries))

    assert page.context["shown"] == (1 if tab == "credentials" else 30)
    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_ten_thousand_take_at_most_twelve_queries_and_show_a_hundred() -> None:
    conference = make.conference()
    make_accreditation.terms(conference, mail_required=True, photo_required=True)
    crowd(make.delegation(conference), 10_000, "examine")
    client = officer(conference)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(QUEUE)

    assert (page.context["total"], page.context["shown"]) == (10_000, 100)
    assert len(queries) <= 12


def crowd(delegation: Delegation, size: int, tab: str) -> None:
    """So many more people of a delegation, in the state that this queue shows."""
    state = {"hold": "on hold", "accredited": "accredited", "changed": "accredited"}.get(tab, "confirmed")
    first, hand = Delegate.objects.count(), delegation.entered_by
    values = {"conference": delegation.conference, "delegation": delegation, "party": delegation.party}
    made = (
        Delegate(
            **values,
            name=f"Person {number}",
            original_name=f"شخص {number}",
            search=f"person {number}",
            state=state,
            state_since=START + timedelta(minutes=number),
            capacity=LazyI18nString({"en": f"Adviser {number}"}),
            sensitivity=Sensitivity.SECRETARIAT,
            entered_by=hand,
        )
        for number in range(first, first + size)
    )
    people = Delegate.objects.bulk_create(made, batch_size=500)
    photos = [
        Particulars(conference=delegation.conference, delegate=each, photo="photos/a.jpg") for each in people[::2]
    ]
    Particulars.objects.bulk_create(photos, batch_size=500)
    if tab == "changed":
        for person in people:
            make_accreditation.change(person, {"honorific": "Dr"}, {"honorific": ""}, entered_by=hand)
    if tab == "credentials" and not Credentials.objects.exists():
        Credentials.objects.create(**values, entered_by=hand)
