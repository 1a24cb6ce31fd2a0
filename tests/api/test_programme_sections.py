"""The programme comes in with a conference file, and goes out again as it came."""

from pathlib import Path

import pytest

from secretariat.accounts.models import User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.config.management.commands.demo import CASE
from secretariat.engines.conferencefile import Unreadable, read
from secretariat.meetings.models import Bilateral, Stay
from secretariat.programme.models import (
    Intervention,
    MustAttend,
    Place,
    ProgrammeRules,
    Publication,
    Session,
    SessionItem,
)
from tests import make
from tests.api.conftest import forget
from tests.api.whole_programme import PROGRAMME

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "case" / "damascus-2020.yaml"


def bring_in(keeper: User, text: str) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)
    return Conference.objects.get(slug=file.conference.slug)


def test_every_key_of_the_programme_survives_the_way_out_and_in(keeper: User) -> None:
    conference = bring_in(keeper, PROGRAMME)
    first = conference_file_text(conference)
    forget(conference)
    assert not Session.objects.exists()

    assert conference_file_text(bring_in(keeper, first)) == first
    assert read(first).model_dump(exclude={"parties"}) == read(PROGRAMME).model_dump(exclude={"parties"})


def test_loading_the_programme_twice_changes_nothing(keeper: User) -> None:
    conference = bring_in(keeper, PROGRAMME)
    bring_in(keeper, PROGRAMME)
    bring_in(keeper, conference_file_text(conference))

    assert Entry.objects.filter(verb="api.load").count() == 1


def test_rows_stand_as_the_file_says(keeper: User) -> None:
    conference = bring_in(keeper, PROGRAMME)

    opening = Session.objects.get(key="opening")
    assert (str(opening.room), opening.seats, str(opening.chair)) == ("Plenary hall", 350, "Ruth Frei")
    assert [each.item.number for each in SessionItem.objects.filter(session=opening)] == ["2.1", "1"]
    assert {str(each) for each in MustAttend.objects.filter(session=opening)} == {
        "Kari Nordmann",
        "France – Conference",
    }
    reply = Intervention.objects.get(kind="reply")
    assert reply.answers is not None
    assert str(reply.answers) == "Ruth Frei"
    assert Place.objects.get().room == conference.rooms.order_by("id")[1]
    assert ProgrammeRules.objects.get().interpreters == {"ar": 2, "en": 3}
    assert Stay.objects.get().delegation.party.code == "NO"
    first, second = Publication.objects.all()
    assert [each["what"] for each in first.changes] == ["added"]
    assert {each["what"] for each in second.changes} == {"cancelled", "added"}
    assert second.entries[1]["id"] == Bilateral.objects.get(topic="The water").pk


@pytest.mark.parametrize("case", [CASE, SHARED], ids=["shipped", "shared"])
def test_of_the_model_case_nothing_of_the_programme_is_left_over(keeper: User, case: Path) -> None:
    if not case.exists():
        pytest.skip("the shared model case is not beside this checkout")

    conference = bring_in(keeper, case.read_text())

    assert "programme" not in conference.kept_sections.values_list("name", flat=True)
    assert Session.objects.filter(conference=conference).count() == 7
    assert Session.objects.get(key__startswith="opening-session").day == conference.start_date


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("room: 3,", "room: 4,", "there is no room 4 under conference.rooms"),
        ("room: Plenary hall\n    text", "room: Cellar\n    text", "there is no room Cellar under conference.rooms"),
        ("items: ['2.1', '1']", "items: ['2.1', '7']", "there is no item 7 in the agenda"),
        ("asking: FR, asked: CH", "asking: CH, asked: CH", "CH cannot meet itself"),
        ("{asking: 'NO', asked: FR", "{asking: CH, asked: FR", "another request is open already"),
        ("ends: '2020-12-02T10:00:00Z'}", "ends: '2120-12-02T10:00:00Z'}", "last a day at most"),
        ("key: closing", "key: lake", "the session lake is given already"),
        ("ends: '2020-12-01T09:30:00Z'\n", "ends: '2020-12-01T07:30:00Z'\n", "before it begins"),
        ("    ends: '2020-12-01T09:30:00Z'\n", "", "starts and ends are given together"),
        ("answers: 1", "answers: 2", "it can answer only an earlier one"),
        ("{one: 2, other: 3, adjacent: true}", "{one: 2, other: 2}", "2 stands in this list already"),
        ("{one: 2, other: 3, adjacent: true}", "{one: 2, other: 1}", "1 stands in this list already"),
        ("[[CH, FR]]", "[[CH, FR], [FR, CH]]", "FR – CH stands in this list already"),
        (
            "given: 60, state: waiting, order: 2}",
            "given: 60, state: speaking}\n        - {party: CH, asked: '2020-12-01T08:17:00Z', given: 60, state: speaking}",
            "speaking stands in this list already",
        ),
        ("bilateral: 1,", "bilateral: 9,", "there is no bilateral meeting 9"),
        ("number: 2\n    published", "number: 1\n    published", "version 1 is given already"),
        ("uid: 5f0e", "uid: 5F0E", "what calendars know it by is written as"),
        ("party: 'NO', arrives", "party: CH, arrives", "the stay of CH is given already"),
    ],
)
def test_what_cannot_be_is_refused_by_line(old: str, new: str, sentence: str) -> None:
    assert old in PROGRAMME

    with pytest.raises(Unreadable) as refused:
        read(PROGRAMME.replace(old, new))

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("delegate: Kari Nordmann}, {party: FR}]", "delegate: Nobody}, {party: FR}]", "nobody called Nobody"),
        ("  - {party: FR}\n", "", "There is no delegation FR"),
    ],
)
def test_who_is_not_there_is_refused_and_nothing_is_written(keeper: User, old: str, new: str, sentence: str) -> None:
    assert old in PROGRAMME

    with pytest.raises(Refused, match=sentence):
        bring_in(keeper, PROGRAMME.replace(old, new, 1))

    assert not Conference.objects.exists()
