"""What a former version held word for word comes into the hands of the desks that keep it by now."""

import io

import pytest
from django.core.management import call_command

from secretariat.accounts.models import User
from secretariat.api.actions import load, take_up_kept
from secretariat.api.models import KeptSection
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.dossier.models import Obstacle, Position
from secretariat.engines.conferencefile import Unreadable, read
from secretariat.meetings.models import Meeting, Mission
from tests import make
from tests.api.whole import WHOLE

pytestmark = pytest.mark.django_db

MEETINGS = "meetings:  # as they were\n  - {key: talk, title: A talk, points: [{verb: agreed, text: To meet, sources: [note]}]}\n"
MISSIONS = "missions:\n  - {party: FR, month: 2020-10, reported_back: {meeting: talk}}\n"
OBSTACLES = "obstacles:\n  - {kind: insecurity, attributed_to: [FR]}\n"
BROKEN = "positions:\n  - {party: FR, topic: timing, words: Not yet}\n"


@pytest.fixture
def conference(keeper: User) -> Conference:
    """A conference of which sections are held as a former version held them."""
    load(keeper, make.house(), file=read(WHOLE[: WHOLE.index("tasks:")], known=known_codes()))
    return Conference.objects.get(slug="geneva-2020")


def hold(conference: Conference, *texts: str) -> None:
    for position, text in enumerate(texts):
        name = text.split(":")[0]
        KeptSection.objects.create(conference=conference, name=name, text=text, items=1, position=position)


def waiting(conference: Conference) -> list[str]:
    return list(conference.kept_sections.values_list("name", flat=True))


def test_what_waits_is_loaded_as_one_deed_and_held_no_longer(keeper: User, conference: Conference) -> None:
    hold(conference, MISSIONS, MEETINGS, OBSTACLES, "annexes:\n  - {key: final}\n")

    (taken,) = take_up_kept(keeper, make.house())

    assert (taken.slug, taken.read, taken.waiting) == ("geneva-2020", ["meetings", "missions", "obstacles"], {})
    assert waiting(conference) == ["annexes"]
    assert Mission.objects.get().reports_back.get().meeting == Meeting.objects.get()
    assert str(Obstacle.objects.get().text) == "insecurity"
    deeds = Entry.objects.filter(conference_id=conference.pk).order_by("-revision")
    assert [deed.verb for deed in deeds] == ["api.load", "api.load"]
    assert MEETINGS in str(deeds[0].changes.values()).replace("\\n", "\n")
    assert take_up_kept(keeper, make.house()) == []


def test_what_cannot_be_read_stays_and_is_told_and_the_rest_is_taken_up(
    conference: Conference, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(conference, MEETINGS, BROKEN)
    said, told = io.StringIO(), io.StringIO()

    call_command("setup", stdout=said, stderr=told)

    assert waiting(conference) == ["positions"]
    assert Meeting.objects.get().key == "talk"
    assert not Position.objects.exists()
    assert "geneva-2020: meetings can be read now" in said.getvalue()
    assert "positions stays as it was" in told.getvalue()
    assert "positions[0].words: the key words is not known here" in told.getvalue()


def test_what_waits_stands_at_the_end_of_an_export_to_be_mended(keeper: User, conference: Conference) -> None:
    hold(conference, BROKEN)
    text = conference_file_text(conference)
    assert text.endswith(BROKEN)
    with pytest.raises(Unreadable, match=r"positions\[0\]\.words"):
        read(text, known=known_codes())

    load(keeper, make.house(), file=read(text.replace("words: Not", "text: Not"), known=known_codes()))

    assert str(Position.objects.get().text) == "Not yet"
    assert waiting(conference) == []


def test_what_waits_beside_rows_of_a_desk_is_a_comment_in_an_export(keeper: User, conference: Conference) -> None:
    load(keeper, make.house(), file=read(WHOLE, known=known_codes()))
    hold(conference, BROKEN)

    text = conference_file_text(conference)

    assert "\n# positions:\n#   - {party: FR" in text
    assert len(read(text, known=known_codes()).positions) == 3


def test_a_section_that_says_nothing_waits_for_nobody(keeper: User, conference: Conference) -> None:
    hold(conference, "meetings:\n")

    take_up_kept(keeper, make.house())

    assert waiting(conference) == []
