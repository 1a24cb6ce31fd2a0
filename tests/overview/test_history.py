"""The history of one row: everything that was ever done to it."""

import pytest
from django.db.models import Model
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.audit.models import BatchRows, Entry
from secretariat.conference.actions import add_room, admit, revise_room, state_objective
from secretariat.conference.models import Conference, Room
from secretariat.delegations.actions import invite_many, revise_delegate
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db


def address(row: Model, language: str = "en", slug: str = "damascus-2020") -> str:
    return f"/{language}/{slug}/office/history/{row._meta.label_lower}/{row.pk}/"


def status(user: User, row: Model) -> int:
    return make.client(user).get(address(row)).status_code


def hall(conference: Conference, secretary: User) -> Room:
    return add_room(secretary, conference, name=LazyI18nString({"en": "Great hall"}), seats=400, booths=6)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_deed_on_the_row_is_told_newest_first(language: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference, name=make.HOSTILE)
    room = hall(conference, secretary)
    add_room(secretary, conference, name="Another", seats=1, booths=0)
    revise_room(secretary, room, name=room.name, seats=380, booths=6)

    page = make.client(secretary).get(address(room, language))

    assert [told.entry.verb for told in page.context["entries"]] == ["conference.revise_room", "conference.add_room"]
    assert "380" in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_a_row_that_came_with_many_others_leads_back_to_that_deed() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invite_many(secretary, conference, parties=[make.party("LB"), make.party("RU")], details={})

    (told,) = make.client(secretary).get(address(Invitation.objects.get(party__code="RU"))).context["entries"]

    assert told.entry.verb == "delegations.invite_many"
    assert [number for _kind, number in told.counts] == [2]


def test_a_focal_point_reads_the_history_of_their_own_people_alone() -> None:
    conference = make.conference()
    lebanon, russia = make.party("LB"), make.party("RU")
    focal_point = make.user(Role.FOCAL_POINT, conference, party=lebanon)
    own = make.delegate(make.delegation(conference, lebanon), sensitivity="delegations")
    other = make.delegate(make.delegation(conference, russia), "Boris", sensitivity="delegations")
    room = hall(conference, make.user(Role.SECRETARY, conference))
    revise_delegate(focal_point, own, details={"honorific": "Dr"})

    assert status(focal_point, own) == 200
    assert status(focal_point, own.delegation) == 200
    assert [status(focal_point, row) for row in (other, other.delegation, room, conference)] == [404] * 4


def test_what_one_may_not_see_has_no_history_for_them() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)
    close = state_objective(secretary, conference, kind="objective", text="Kept close", sensitivity="restricted")
    membership = admit(secretary, conference, mail="amal@example.org", role=Role.READER, details={})

    assert [status(secretary, row) for row in (close, membership)] == [200, 200]
    assert [status(reader, row) for row in (close, membership)] == [404, 404]
    assert status(reader, conference) == 200


def test_a_row_of_another_conference_is_not_found_here_even_by_its_own_secretary() -> None:
    here, there = make.conference(), make.conference("geneva-2020")
    both = make.user(Role.SECRETARY, here)
    there.memberships.create(user=both, role=Role.SECRETARY)
    room = hall(there, both)

    assert status(both, room) == 404
    assert status(both, there) == 404
    assert make.client(both).get(address(room, slug="geneva-2020")).status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        "accounts.user",
        "audit.entry",
        "audit.record",
        "overview.look",
        "sessions.session",
        "auth.group",
        "x",
        "x.y",
        "a.b.c",
    ],
)
def test_rows_that_are_no_fact_of_a_conference_have_no_history_page(kind: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    hall(conference, secretary)

    page = make.client(secretary).get(f"/en/damascus-2020/office/history/{kind}/{secretary.pk}/")

    assert page.status_code == 404


def test_a_reader_of_a_batch_is_not_told_what_it_changed_in_rows_closed_to_them() -> None:
    conference = make.conference()
    secretary, row = make.user(Role.SECRETARY, conference), make.invitation(conference)
    load = Entry.objects.create(
        conference_id=conference.pk,
        revision=1,
        actor=secretary,
        verb="api.load",
        thing_type="parties.party",
        thing_id=row.party_id,
        thing_label="Conference file",
        changes={"conference.objective:7": {"text": ["", {"en": "Kept close"}]}},
        batch={"counts": {"delegations.invitation": 1}, "skipped": [["Kept away", "is closed"]]},
    )
    BatchRows.objects.create(
        conference_id=conference.pk, entry=load, thing_type="delegations.invitation", first_id=row.pk, last_id=row.pk
    )

    seen = make.client(make.user(Role.READER, conference)).get(address(row)).content.decode()
    whole = make.client(secretary).get(address(row)).content.decode()

    assert "loaded a conference file" in seen
    assert "Kept" not in seen
    assert "Kept close" in whole
    assert "Kept away" in whole
