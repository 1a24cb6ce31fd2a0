"""What goes out comes back: taken out, brought into an empty conference, and taken out again, it is the same."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import vobject
from django.core.management import call_command
from django.urls import reverse
from i18nfield.strings import LazyI18nString
from openpyxl import load_workbook

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate
from secretariat.engines import frab
from secretariat.programme.models import Session
from secretariat.programme.queries.entries import working_entries
from tests import make, make_programme
from tests.make_days import feed_of, publication

pytestmark = pytest.mark.django_db

TITLES = ("Opening", make.HOSTILE, "الجلسة الافتتاحية", "Salle; «A», 1\\2")


def bring_in(content: bytes, name: str, conference: Conference, folder: Path, *words: str) -> str:
    """Bring a file in as the command line does it."""
    file, out = folder / name, io.StringIO()
    file.write_bytes(content)
    call_command("import", conference.slug, str(file), "--yes", *words, stdout=out)
    return out.getvalue()


def taken_out(person: User, name: str, *args: object, query: str = "") -> bytes:
    answer = make.client(person).get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return bytes(answer.content)


def conferences() -> tuple[Conference, Conference]:
    return make.conference(), make.conference("geneva-2021")


def secretary(conference: Conference) -> User:
    return make.user(Role.SECRETARY, conference)


def sessions(conference: Conference) -> None:
    """Sessions of every kind of title in two rooms, across midnight, and at the same time."""
    rooms = [
        make_programme.room(conference, "Plenary hall"),
        make_programme.room(conference, "Salon & <b>", seats=None),
    ]
    for number, title in enumerate(TITLES):
        make_programme.session(
            conference,
            title,
            room=rooms[number % 2],
            starts_at=make_programme.at(9 + number),
            ends_at=make_programme.at(10 + number, 15),
        )
    late = {"starts_at": make_programme.at(22), "ends_at": make_programme.at(25, 30)}
    make_programme.session(conference, "Until late", kind="closing", room=rooms[0], **late)


def events_of(schedule: frab.Schedule) -> list[tuple[object, ...]]:
    """All that a schedule says of its sessions, without the marks that each house gives for itself."""
    found = [event for day in schedule.conference.days for room in day.rooms for event in room.events]
    said = [
        (str(each.date), str(each.duration), each.room, each.title, each.type, each.abstract, each.description)
        for each in found
    ]
    return sorted(said)


def schedule_in(content: bytes, kind: str) -> frab.Schedule:
    read = frab.schedule_of(json.loads(content)) if kind == "json" else frab.read_xml(content)
    return read.schedule


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_a_schedule_brought_in_and_taken_out_again_is_the_same(kind: str, tmp_path: Path) -> None:
    here, there = conferences()
    sessions(here)
    first = taken_out(secretary(here), "programme:schedule", here.slug, kind)

    bring_in(first, f"schedule.{kind}", there, tmp_path)
    second = taken_out(secretary(there), "programme:schedule", there.slug, kind)

    one, other = schedule_in(first, kind), schedule_in(second, kind)
    assert len(events_of(one)) == len(TITLES) + 1
    assert events_of(one) == events_of(other)
    held = {str(each.name): each.seats for each in Room.objects.filter(conference=there)}
    assert held == ({"Plenary hall": 200, "Salon & <b>": None} if kind == "json" else dict.fromkeys(held))


def test_what_a_schedule_has_no_own_place_for_stays_in_the_words_and_comes_back_from_then_on(tmp_path: Path) -> None:
    here, there = conferences()
    elsewhere = make.conference("paris-2022")
    hall, item = make_programme.room(here), make_programme.agenda_item(here)
    held = make_programme.session(here, room=hall, chair_name="Amal Haddad", text=make_programme.said("About return"))
    held.items.create(conference=here, item=item)
    first = taken_out(secretary(here), "programme:schedule", here.slug, "json")

    bring_in(first, "schedule.json", there, tmp_path)
    second = taken_out(secretary(there), "programme:schedule", there.slug, "json")
    bring_in(second, "again.json", elsewhere, tmp_path)
    third = taken_out(secretary(elsewhere), "programme:schedule", elsewhere.slug, "json")

    words = str(Session.objects.get(conference=there).text)
    assert all(said in words for said in ("About return", "Amal Haddad", f"1. {item.title}"))
    assert events_of(schedule_in(second, "json")) == events_of(schedule_in(third, "json"))


def told_in(calendar: bytes) -> list[tuple[object, ...]]:
    events = getattr(vobject.readOne(calendar.decode()), "vevent_list", [])
    return sorted(
        (each.summary.value, each.dtstart.value, each.dtend.value, each.location.value, each.status.value)
        for each in events
    )


def test_a_calendar_brought_in_and_taken_out_again_has_the_same_sessions(tmp_path: Path) -> None:
    here, there = conferences()
    calendars: list[bytes] = []
    Conference.objects.update(venue="")
    for conference, secret in ((here, "one"), (there, "other")):
        conference.refresh_from_db()
        if conference == here:
            sessions(conference)
        else:
            bring_in(calendars[0], "programme.ics", conference, tmp_path)
        publication(conference, working_entries(conference, []))
        feed_of(conference, secret)
        calendars.append(make.client().get(f"/en/{conference.slug}/calendar/{secret}.ics").content)

    assert len(told_in(calendars[0])) == len(TITLES) + 1
    assert told_in(calendars[0]) == told_in(calendars[1])


def people(conference: Conference) -> None:
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    make.delegate(
        lebanon,
        "Amal Haddad",
        honorific="H.E.",
        capacity=LazyI18nString({"en": "Minister of State, for Return"}),
        body=LazyI18nString({"en": "Ministry; of Foreign Affairs"}),
        mail="amal@mofa.example",
        languages=["ar", "fr"],
    )
    make.delegate(lebanon, "عمر خوري", original_name="عمر خوري")
    make.delegate(iraq, "O'Brien, Jean-Luc (Jr.)", capacity=LazyI18nString({"en": "Adviser"}))


def on_cards(content: bytes) -> list[str]:
    """Each card without its mark and the conference, which are each house's own."""
    cards = content.decode().replace("\r\n ", "").split("BEGIN:VCARD\r\n")[1:]
    kept = [
        "\n".join(line for line in card.splitlines() if not line.startswith(("UID", "CATEGORIES"))) for card in cards
    ]
    return sorted(kept)


def test_visiting_cards_brought_in_and_taken_out_again_are_the_same(tmp_path: Path) -> None:
    here, there = conferences()
    people(here)
    first = taken_out(secretary(here), "delegations:cards", here.slug)

    bring_in(first, "people.vcf", there, tmp_path)
    second = taken_out(secretary(there), "delegations:cards", there.slug)

    assert len(on_cards(first)) == 3
    assert on_cards(first) == on_cards(second)
    assert set(Delegate.objects.filter(conference=there).values_list("state", flat=True)) == {"nominated"}


def test_the_table_of_delegates_brought_in_and_taken_out_again_is_the_same(tmp_path: Path) -> None:
    here, there = conferences()
    people(here)
    Delegate.objects.filter(name="Amal Haddad").update(
        honorific="", role="head", original_name="أمل حداد", spellings=[]
    )
    query = "?format=csv&col=original&col=party&col=role&col=capacity&col=body&col=languages"
    first = taken_out(secretary(here), "delegations:delegates", here.slug, query=query)

    bring_in(first, "delegates.csv", there, tmp_path, "--kind", "delegate")
    second = taken_out(secretary(there), "delegations:delegates", there.slug, query=query)

    assert first.decode().count("\n") == 4
    assert first.decode() == second.decode()


def rows_of(workbook: bytes) -> list[list[Any]]:
    sheet: Any = load_workbook(io.BytesIO(workbook)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_list_of_participants_in_a_workbook_comes_back_once_all_are_accredited(tmp_path: Path) -> None:
    here, there = conferences()
    people(here)
    Delegate.objects.update(honorific="", state="accredited")
    first = taken_out(secretary(here), "delegations:participants", here.slug, query="?format=xlsx")

    bring_in(first, "participants.xlsx", there, tmp_path, "--kind", "delegate")
    Delegate.objects.filter(conference=there).update(state="accredited")
    second = taken_out(secretary(there), "delegations:participants", there.slug, query="?format=xlsx")

    assert len(rows_of(first)) == 4
    assert rows_of(first) == rows_of(second)


def test_a_second_time_there_is_nothing_to_bring_in(tmp_path: Path) -> None:
    here, there = conferences()
    sessions(here)
    people(here)
    cards = taken_out(secretary(here), "delegations:cards", here.slug)
    schedule = taken_out(secretary(here), "programme:schedule", here.slug, "json")
    for content, name in ((cards, "people.vcf"), (schedule, "schedule.json")):
        bring_in(content, name, there, tmp_path)

        assert "all of it is here already" in bring_in(content, name, there, tmp_path)
