"""The working timetable as the clash engine takes it, and its clashes in sentences."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.timezone import override

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.meetings.models import BlockedTime, Stay
from secretariat.programme.models import Place, ProgrammeRules, Session
from secretariat.programme.queries.clash_words import isolated, names_for, sentence, sentences
from secretariat.programme.queries.clashing import clashes_of, timetable_of
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def _codes(conference: Conference) -> list[str]:
    return [clash.code for clash in clashes_of(conference) if clash.code != "needs_room"]


def test_a_delegation_a_chair_and_a_room_are_each_in_one_place_at_a_time() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    chair = make.delegate(make_programme.delegation(conference, "SY"), "Hussein Makhlouf")
    for title in ("One", "Two"):
        make_programme.wanted(make_programme.session(conference, title, room=room, chair=chair), "LB")

    assert sorted(_codes(conference)) == ["party_twice", "person_twice", "room_taken"]


def test_what_is_cancelled_withdrawn_or_without_hours_is_in_nobodys_way() -> None:
    conference = make.conference()
    room = make_programme.room(conference, tables=1)
    make_programme.session(conference, "Held", room=room)
    make_programme.session(conference, "Cancelled", room=room, state="cancelled")
    make_programme.session(conference, "Some time", room=room, starts_at=None, ends_at=None)
    make_programme.place(make_programme.bilateral(conference, state="withdrawn"), room)

    assert _codes(conference) == []


def test_those_who_are_away_leave_early_or_are_not_free_are_told() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    amal = make.delegate(lebanon, "Amal Haddad")
    Stay.objects.create(conference=conference, delegation=lebanon, arrives_at=at(10, 30), departs_at=at(20))
    BlockedTime.objects.create(conference=conference, delegation=iraq, starts_at=at(9), ends_at=at(12))
    session = make_programme.session(conference, room=make_programme.room(conference))
    make_programme.wanted(session, "IQ")
    make_programme.wanted(session, delegate=amal)
    timetable = timetable_of(conference)

    said = sentences(timetable.clashes(), names_for(timetable, make.user(Role.SECRETARY, conference)), "session:0")

    assert sorted(said) == ["Amal Haddad: not yet arrived then.", "Iraq: not free then."]


def test_each_kind_of_clash_has_its_sentence() -> None:
    conference = make.conference()
    hall = make_programme.room(conference, "Hall", seats=10, booths=1, languages=["fr"], equipment=["screen"])
    annex = make_programme.room(conference, "Annex", seats=None, booths=1)
    make_programme.pair(hall, annex, 20, is_adjacent=True)
    make_programme.closure(hall, at(10, 30), at(12), "Cleaning")
    make_programme.kept_apart(make_programme.delegation(conference, "LB"), make_programme.delegation(conference, "IQ"))
    ProgrammeRules.objects.create(conference=conference, interpreters={"ar": 1})
    large = {"seats": 30, "languages": ["ar", "fr"], "equipment": ["screen", "sound"]}
    make_programme.wanted(make_programme.session(conference, "Large", room=hall, **large), "LB")
    make_programme.wanted(make_programme.session(conference, "Beside", room=annex, languages=["ar"]), "IQ")
    after = {"starts_at": at(11, 10), "ends_at": at(12, 10)}
    make_programme.wanted(make_programme.session(conference, "After", room=annex, **after), "LB")
    make_programme.session(conference, "Late", starts_at=at(70), ends_at=at(71))
    timetable = timetable_of(conference)
    names = names_for(timetable, make.user(Role.SECRETARY, conference))

    with override(conference.zone):
        said = {clash.code: sentence(clash, names) for clash in timetable.clashes()}

    assert said == {
        "room_closed": "“Large”: Hall is closed then: Cleaning.",
        "room_small": "“Large”: Hall has too few seats: 10, and 30 are needed.",
        "equipment": "“Large”: Hall does not have this equipment: sound.",
        "booths": "“Large”: Hall has too few interpretation booths: 1, and 2 are needed.",
        "language": "“Large”: The booths of Hall are not for this language: العربية.",
        "interpreters": "“Large” and “Beside” need interpreters at one time (العربية) in more rooms than there are: "
        "2 instead of 1.",
        "apart": "“Large” and “Beside” are in rooms side by side (\u20662020-11-11 10:00–11:00\u2069), "
        "and these are to be kept apart: Lebanon and Iraq.",
        "travel": "The way between “Large” and “After” takes 20 minutes, and there are 10: Lebanon.",
        "needs_room": "“Late”: It has no room yet.",
        "outside": "“Late”: It lies outside the days of the conference.",
    }


def test_a_name_from_the_other_side_does_not_turn_the_sentence_round() -> None:
    assert isolated("Opening") == "Opening"
    assert isolated("الافتتاح") == "\u2068الافتتاح\u2069"
    with translation.override("ar"):
        assert isolated("Opening") == "\u2068Opening\u2069"
        assert isolated("الافتتاح") == "الافتتاح"


def test_what_is_kept_from_a_reader_is_not_named() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Quiet talk", room=room, sensitivity="restricted")
    make_programme.session(conference, "Open", room=room)
    reader = make.client(make.user(Role.READER, conference))

    page = reader.get(address(conference, "programme/clashes/")).content.decode()

    assert "Quiet talk" not in page
    assert "something that is kept for others" in page


def test_the_queries_stay_the_same_with_a_thousand_things(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    conference = make.conference()
    room, hand = make_programme.room(conference, tables=40), make._house_hand()
    bilateral = make_programme.bilateral(conference)
    make_programme.place(bilateral, room)
    fields = {"conference": conference, "entered_by": hand, "title": "Many", "room": room, "sensitivity": "public"}
    Session.objects.bulk_create(
        Session(
            key=f"many-{number}",
            starts_at=at(9) + timedelta(hours=number),
            ends_at=at(10) + timedelta(hours=number),
            **fields,
        )
        for number in range(1000)
    )

    with django_assert_max_num_queries(12):
        timetable = timetable_of(conference)
        timetable.clashes()

    assert len(timetable.items) == 1001
    assert Place.objects.count() == 1


def test_nothing_of_another_conference_is_looked_at() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    make_programme.session(other, "There")
    make_programme.place(make_programme.bilateral(other))

    assert timetable_of(conference).items == ()
