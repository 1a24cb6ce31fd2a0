"""What other programs wrote is brought in, found the same a second time, and taken back, format by format."""

from datetime import UTC, datetime

import pytest

from secretariat.accounts.models import Role, User
from secretariat.api.actions.imports import Handed, confirm_import, correct_cell, prepare_import, skip_row, undo_import
from secretariat.api.models import Import, ImportFormat, Verdict
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate
from secretariat.programme.models import AgendaItem, Session
from tests import make
from tests.api import drafts

pytestmark = pytest.mark.django_db

CHOSEN = {"zone": "Asia/Damascus", "language": "en"}


@pytest.fixture
def conference() -> Conference:
    """A conference whose register knows where the people of the files come from."""
    for code in ("LB", "JO"):
        make.party(code)
    return make.conference()


@pytest.fixture
def secretary(conference: Conference) -> User:
    return make.user(Role.SECRETARY, conference)


def prepared(actor: User, conference: Conference, format_: ImportFormat) -> Import:
    """The file that shows a format, taken in hand."""
    handed = Handed(drafts.FILES[format_], format_, CHOSEN)
    return prepare_import(actor, conference, handed=handed, draft=drafts.drafted(format_))


def verdicts(batch: Import) -> dict[str, list[str]]:
    """What bringing in each kind of row would do."""
    found: dict[str, list[str]] = {}
    for row in batch.rows.all():
        found.setdefault(row.kind, []).append(row.verdict)
    return found


def without_what_is_wrong(actor: User, batch: Import) -> None:
    """Leave out the rows that cannot be brought in."""
    wrong = list(batch.rows.filter(verdict=Verdict.ERROR).values_list("pk", flat=True))
    if wrong:
        skip_row(actor, batch, rows=wrong)


@pytest.mark.parametrize("format_", list(drafts.FILES))
def test_a_file_is_brought_in_found_the_same_and_taken_back(
    format_: ImportFormat, conference: Conference, secretary: User
) -> None:
    first = prepared(secretary, conference, format_)
    without_what_is_wrong(secretary, first)
    expected = first.rows.filter(is_skipped=False).count()
    done = confirm_import(secretary, first, at=make.NOON)
    again = prepared(secretary, conference, format_)
    seen = [row.verdict for row in again.rows.all()]
    undo_import(secretary, first, at=make.NOON)

    assert sum(done.counts.values()) >= expected > 0
    assert seen.count(Verdict.SAME) == expected
    assert set(seen) <= {Verdict.SAME, Verdict.ERROR}
    for kind in (Room, Session, AgendaItem, Delegate):
        assert not kind._default_manager.exists()


def test_nothing_that_readers_make_is_wrong_but_what_the_files_say_wrongly(
    conference: Conference, secretary: User
) -> None:
    wrong = {
        (format_, row.line, cell, code)
        for format_ in drafts.FILES
        for row in prepared(secretary, conference, format_).rows.filter(verdict=Verdict.ERROR)
        for cell, found in row.findings.items()
        for level, code, _said in found
        if level == "error"
    }

    assert wrong == {
        # An event without a title; people of whom nobody knows where they come from.
        (ImportFormat.SCHEDULE_JSON, "AAA5", "title", "required"),
        (ImportFormat.INDICO_REGISTRATIONS, "registrations/48", "party", "unknown party"),
        (ImportFormat.INDICO_REGISTRATIONS_TABLE, "6", "party", "unknown party"),
        (ImportFormat.CARDS, "2", "mail", "no mail"),
        (ImportFormat.CARDS, "4", "party", "no party"),
    }


def test_a_timetable_of_the_same_event_finds_what_the_event_brought_in(conference: Conference, secretary: User) -> None:
    event = prepared(secretary, conference, ImportFormat.INDICO_EVENT)
    confirm_import(secretary, event, at=make.NOON)

    timetable = prepared(secretary, conference, ImportFormat.INDICO_TIMETABLE)

    assert Verdict.NEW not in {row.verdict for row in timetable.rows.all()}
    assert Session.objects.get(title__contains="vigil").starts_at == datetime(2020, 11, 11, 20, tzinfo=UTC)


def test_a_schedule_in_xml_finds_what_the_one_in_json_brought_in(conference: Conference, secretary: User) -> None:
    schedule = prepared(secretary, conference, ImportFormat.SCHEDULE_JSON)
    without_what_is_wrong(secretary, schedule)
    confirm_import(secretary, schedule, at=make.NOON)

    assert set(verdicts(prepared(secretary, conference, ImportFormat.SCHEDULE_XML))["session"]) == {Verdict.SAME}


def test_a_corrected_cell_is_no_longer_spoken_of(conference: Conference, secretary: User) -> None:
    batch = prepared(secretary, conference, ImportFormat.SCHEDULE_JSON)
    untitled = batch.rows.get(verdict=Verdict.ERROR)

    correct_cell(secretary, batch, row=untitled.pk, cell="title", value={"en": "Homes"})
    correct_cell(secretary, batch, row=untitled.pk, cell="starts_at", value="2020-11-12T11:00")
    correct_cell(secretary, batch, row=untitled.pk, cell="ends_at", value="2020-11-12T12:00")

    untitled.refresh_from_db()
    assert (untitled.verdict, untitled.findings) == (Verdict.NEW, {})


def test_what_was_put_right_stays_so_until_the_file_says_something_else(
    conference: Conference, secretary: User
) -> None:
    first = prepared(secretary, conference, ImportFormat.INDICO_EVENT)
    wrong = first.rows.get(source_id="indico:137346:c12")
    correct_cell(secretary, first, row=wrong.pk, cell="title", value={"en": "Numbers"})
    confirm_import(secretary, first, at=make.NOON)

    again = prepared(secretary, conference, ImportFormat.INDICO_EVENT)
    file = drafts.data(ImportFormat.INDICO_EVENT)
    file["results"][0]["sessions"][0]["contributions"][1]["title"] = "Numbers and letters"
    other = prepare_import(
        secretary,
        conference,
        handed=Handed("event.json", ImportFormat.INDICO_EVENT, CHOSEN),
        draft=drafts.drafted(ImportFormat.INDICO_EVENT, drafts.as_json(file)),
    )

    assert {row.verdict for row in again.rows.all()} == {Verdict.SAME}
    changed = other.rows.get(source_id="indico:137346:c12")
    assert (changed.verdict, changed.old) == (Verdict.CHANGED, {"title": {"en": "Numbers"}})
    confirm_import(secretary, other, at=make.NOON)
    assert AgendaItem.objects.filter(title__contains="Numbers and letters").exists()
    # What the file said before is what it is compared with no more.
    back = prepared(secretary, conference, ImportFormat.INDICO_EVENT)
    assert back.rows.get(source_id="indico:137346:c12").verdict == Verdict.CHANGED
