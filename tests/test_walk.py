"""A walk over every address × every role × two conferences: whoever is not expected is turned away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from secretariat.accounts.models import Role, User
from secretariat.archive.models import File
from secretariat.conference.models import Conference, Membership, Message, Room
from tests import (
    make,
    walk_of_accreditation,
    walk_of_amendments,
    walk_of_bilaterals,
    walk_of_brought_in,
    walk_of_documents,
    walk_of_exports,
    walk_of_figures,
    walk_of_newsroom,
    walk_of_pledges,
    walk_of_replies,
    walk_of_texts,
    walk_of_the_door,
    walk_of_the_programme,
    walk_of_the_record,
    walk_of_the_site,
    walk_of_tokens,
    walk_of_webhooks,
)

pytestmark = pytest.mark.django_db

STRANGER, KEEPER, ELSEWHERE = "stranger", "keeper", "secretary elsewhere"
EVERYBODY = (STRANGER, *Role.values, KEEPER, ELSEWHERE)
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SECRETARY: set[str] = {Role.SECRETARY}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
READERS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
MAIL: set[str] = OFFICE - {Role.DOOR_OFFICER}
OWN: set[str] = OFFICE | {Role.FOCAL_POINT}
# Facts of the walk are kept for the secretariat: who does not see that level is told "not found".
SEES: set[str] = READERS
ALL: set[str] = set(EVERYBODY)
POSTED = walk_of_the_record.POSTED
DESKS = [
    "delegations",
    "door",
    "archive",
    "meetings",
    "preparation",
    "pledges",
    "figures",
    "programme",
    "dossier",
    "documents",
    "newsroom",
]

# Addresses of the whole site, that belong to no desk and no conference.
OF_THE_SITE = {"api:reference", "front", "public:front", "robots", "sitemap"}

# Each names what it expects, and makes rows in a function called like it.
WALKS: tuple[Any, ...] = (
    walk_of_the_programme,
    walk_of_figures,
    walk_of_pledges,
    walk_of_amendments,
    walk_of_brought_in,
    walk_of_documents,
    walk_of_exports,
    walk_of_newsroom,
    walk_of_replies,
    walk_of_texts,
    walk_of_the_site,
    walk_of_tokens,
    walk_of_webhooks,
    walk_of_the_record,
)
# address → (who gets the page, who is told they may not; everybody else of the office gets 404, outsiders are turned away)
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "front": (ALL, set()),
    "api:reference": (ALL, set()),
    "public:front": (ALL, set()),
    "public:conference": (ALL, set()),
    "public:programme": (ALL, set()),
    "public:programme_calendar": (ALL, set()),
    "public:schedule_json": (ALL, set()),
    "public:schedule_xml": (ALL, set()),
    "public:participants": (ALL, set()),
    "public:sources": (ALL, set()),
    "public:source": (ALL, set()),
    "public:timeline": (ALL, set()),
    "public:meetings": (ALL, set()),
    "public:meeting": (ALL, set()),
    "public:positions": (ALL, set()),
    "overview:morning": (OFFICE, set()),
    "overview:look": ({POSTED}, set()),
    "overview:search": (OFFICE, set()),
    "overview:record": (READERS, OFFICE - READERS),
    "overview:history": (SEES | {Role.FOCAL_POINT}, set()),
    "conference:conference": (OFFICE, set()),
    "conference:revise_conference": (SECRETARY, OFFICE - SECRETARY),
    "conference:state_objective": (SECRETARY, OFFICE - SECRETARY),
    "conference:revise_objective": (SECRETARY, SEES - SECRETARY),
    "conference:add_room": (SECRETARY, OFFICE - SECRETARY),
    "conference:revise_room": (SECRETARY, OFFICE - SECRETARY),
    "conference:show_party_as": (SECRETARY, OFFICE - SECRETARY),
    "conference:members": (SECRETARY, OFFICE - SECRETARY),
    "conference:admit": (SECRETARY, OFFICE - SECRETARY),
    "conference:dismiss": ({POSTED}, set()),
    "conference:outbox": (MAIL, OFFICE - MAIL),
    "conference:message": (READERS, set()),
    "conference:resend": ({POSTED}, set()),
    "parties:parties": (OFFICE, set()),
    "parties:register": (SECRETARY, OFFICE - SECRETARY),
    "delegations:board": (OFFICE, set()),
    "delegations:invite": (DESK, OFFICE - DESK),
    "delegations:invite_many": (DESK, OFFICE - DESK),
    "delegations:send_invitations": ({POSTED}, set()),
    "delegations:remind": ({POSTED}, set()),
    "delegations:claim_total": (DESK, OFFICE - DESK),
    "delegations:invitation": (SEES, set()),
    "delegations:revise_invitation": (DESK, SEES - DESK),
    "delegations:record_answer": (DESK, SEES - DESK),
    "delegations:correct_answer": (DESK, SEES - DESK),
    "delegations:delegations": (OWN, set()),
    "delegations:form_delegation": (DESK, OFFICE - DESK),
    "delegations:delegation": (SEES | {Role.FOCAL_POINT}, set()),
    "delegations:revise_delegation": (DESK, SEES - DESK),
    "delegations:name_delegate": (DESK | {Role.FOCAL_POINT}, SEES - DESK),
    "delegations:delegates": (OWN, set()),
    "delegations:cards": (OWN, set()),
    "delegations:delegate_card": (SEES | {Role.FOCAL_POINT}, set()),
    "delegations:delegation_cards": (SEES | {Role.FOCAL_POINT}, set()),
    "delegations:delegate": (SEES | {Role.FOCAL_POINT}, set()),
    "delegations:revise_delegate": (DESK | {Role.FOCAL_POINT}, SEES - DESK),
    "archive:sources": (OFFICE, set()),
    "archive:source": (SEES, set()),
    "archive:add_source": (DESK, OFFICE - DESK),
    "archive:revise_source": (DESK, SEES - DESK),
    "archive:attach": (DESK, SEES - DESK),
    "archive:cite": (DESK, SEES - DESK),
    "archive:file": (SEES, set()),
    "api:export": (SECRETARY, OFFICE - SECRETARY),
    "api:exports": (OFFICE, set()),
    **walk_of_accreditation.EXPECTED,
    **walk_of_bilaterals.EXPECTED,
    **walk_of_the_door.EXPECTED,
    **{name: who for walk in WALKS for name, who in walk.EXPECTED.items()},
}
OF_AN_ACCOUNT = [f"conference:{each}" for each in ("close_account", "end_sessions", "erase_account", "reopen_account")]
# Addresses of the house itself, outside any conference: signed-in people only.
HOUSE: dict[str, set[str]] = {
    "overview:offices": ALL - {STRANGER},
    "api:load": {Role.SECRETARY, KEEPER, ELSEWHERE},
    "conference:convene": {KEEPER},
    "conference:accounts": {KEEPER},
    **{name: {KEEPER} for name in OF_AN_ACCOUNT},
    "parties:refresh": {POSTED},
}


@dataclass
class World:
    """One conference with a row of each kind, kept for the secretariat."""

    conference: Conference
    rows: dict[str, Any]

    def address(self, name: str) -> str:
        slug = self.conference.slug
        row = self.rows.get(name)
        if name in OF_THE_SITE:
            return reverse(name)
        if row is None:
            return reverse(name, args=[slug])
        if isinstance(row, tuple):
            return reverse(name, args=[slug, *(each if isinstance(each, str | int) else each.pk for each in row)])
        if name in {"overview:history", "archive:cite"}:
            return reverse(name, args=[slug, row._meta.label_lower, row.pk])
        return reverse(name, args=[slug, row if isinstance(row, str) else row.pk])


def world(slug: str) -> World:
    conference = make.conference(slug)
    kept = {"sensitivity": "secretariat"}
    party = make.party("LB")
    invitation = make.invitation(conference, party, **kept)
    delegation = make.delegation(conference, party, **kept)
    delegate = make.delegate(delegation, **kept)
    source = make.source(conference, **kept)
    hand = invitation.entered_by
    source.file = File.objects.create(
        conference=conference, name="a.txt", content_type="text/plain", size=1, sha256="0" * 64, entered_by=hand
    )
    source.file.content.save("a.txt", _bytes())
    source.save()
    answer = make.answer(invitation, **kept)
    objective = make.objective(conference, **kept)
    room = Room.objects.create(conference=conference, name="Hall")
    reader = Membership.objects.create(conference=conference, user=make.user(None), role=Role.READER)
    message = Message.objects.create(
        conference=conference,
        kind="reminder",
        to="a@example.org",
        language="en",
        subject="S",
        body="B",
        entered_by=hand,
    )
    rows: dict[str, Any] = {
        "public:source": make.source(conference, key="seen").key,
        "overview:history": delegate,
        "conference:revise_objective": objective,
        "conference:revise_room": room,
        "conference:dismiss": reader,
        "conference:message": message,
        "conference:resend": message,
        "delegations:invitation": invitation,
        "delegations:revise_invitation": invitation,
        "delegations:record_answer": invitation,
        "delegations:correct_answer": answer,
        "delegations:delegation": delegation,
        "delegations:revise_delegation": delegation,
        "delegations:name_delegate": delegation,
        "delegations:delegate": delegate,
        "delegations:delegate_card": delegate,
        "delegations:delegation_cards": delegation,
        "delegations:revise_delegate": delegate,
        "archive:source": source,
        "archive:revise_source": source,
        "archive:attach": source,
        "archive:cite": answer,
        "archive:file": source.file,
    }
    rows |= walk_of_accreditation.rows_of_accreditation(conference, delegate)
    rows |= walk_of_the_door.rows_of_the_door(conference, delegate)
    rows |= walk_of_bilaterals.rows_of_bilaterals(conference, delegation)
    for walk in WALKS:
        rows |= getattr(walk, walk.__name__.rpartition(".")[2].replace("walk", "rows", 1))(conference, **kept)
    return World(conference, rows)


def _bytes() -> Any:
    from django.core.files.base import ContentFile  # noqa: PLC0415

    return ContentFile(b"x")


def cast(here: Conference, there: Conference) -> dict[str, User | None]:
    people: dict[str, User | None] = {STRANGER: None}
    for role in Role.values:
        party = make.party("LB") if role == Role.FOCAL_POINT else None
        people[role] = make.user(role, here, party=party, desks=DESKS)
    people[KEEPER] = User.objects.create_superuser("keeper@example.org", name="Keeper")
    people[ELSEWHERE] = make.user(Role.SECRETARY, there)
    return people


def every_name(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from every_name(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}"


def answer_of(browser: Client, name: str, address: str) -> int:
    answer = browser.post(address, {}) if POSTED in EXPECTED.get(name, (set(), set()))[0] else browser.get(address)
    return answer.status_code


def expected(name: str, role: str) -> int:
    gets, refused = EXPECTED[name]
    if role in gets:
        return 200
    if role == STRANGER:
        return 302
    return 403 if role in refused else 404


def test_every_address_of_the_house_is_in_the_table() -> None:
    ours = {
        name for name in every_name(get_resolver().url_patterns) if ":" in name or name in {*OF_THE_SITE, "sitemap_of"}
    }

    assert ours == {*EXPECTED, *HOUSE, *walk_of_the_door.FOR_DEVICES}


@pytest.mark.parametrize("roles", [EVERYBODY[start::5] for start in range(5)], ids="-".join)
def test_each_page_is_given_to_whom_it_is_for_and_to_nobody_else(roles: tuple[str, ...]) -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    people = cast(here.conference, there.conference)
    browsers = {name: make.client(people[name]) for name in roles}
    wrong = []
    for name, (gets, _refused) in EXPECTED.items():
        if POSTED in gets:
            continue
        for role, browser in browsers.items():
            status = answer_of(browser, name, here.address(name))
            if status != expected(name, role):
                wrong.append((name, role, status, expected(name, role)))

    assert wrong == []


def test_the_gate_answers_devices_alone_whoever_is_signed_in() -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    wrong = []
    for role, person in cast(here.conference, there.conference).items():
        for name in sorted(walk_of_the_door.FOR_DEVICES):
            browser, address = make.client(person), here.address(name)
            is_posted = name in {"door:take_up", "door:receive"}
            status = (browser.post if is_posted else browser.get)(address).status_code
            if status != (400 if name == "door:take_up" else 401):
                wrong.append((name, role, status))

    assert wrong == []


def test_the_number_of_a_row_of_another_conference_is_not_found_here() -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    secretary = make.client(make.user(Role.SECRETARY, here.conference))
    crossed = World(here.conference, there.rows)
    wrong = []
    for name, row in there.rows.items():
        if isinstance(row, str) or name.startswith("public:"):
            continue
        address = crossed.address(name)
        status = (
            secretary.post(address, {}).status_code
            if POSTED in EXPECTED[name][0]
            else secretary.get(address).status_code
        )
        if status != 404:
            wrong.append((name, status))

    assert wrong == []


def test_the_pages_of_the_house_itself() -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    left = make.user(None)
    wrong = []
    for role, person in cast(here.conference, there.conference).items():
        for name, gets in HOUSE.items():
            address = reverse(name, args=[left.pk] if name in OF_AN_ACCOUNT else [])
            if POSTED in gets:
                status = make.client(person).post(address, {}).status_code
                allowed = {302} if role in {KEEPER, STRANGER} else {403, 404}
            else:
                status = make.client(person).get(address).status_code
                allowed = {200} if role in gets else {302} if role == STRANGER else {403, 404}
            if status not in allowed:
                wrong.append((name, role, status))

    assert wrong == []


def test_a_conference_that_is_not_public_is_not_found_by_a_stranger() -> None:
    hidden = make.conference("hidden", is_public=False)

    for name in ("public:conference", "public:participants", "public:sources"):
        assert make.client().get(reverse(name, args=[hidden.slug])).status_code == 404
