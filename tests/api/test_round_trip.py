"""What the office lets in comes out as a file, and the file goes into an empty house."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import ProtectedError
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, CoOrganiser, Room
from secretariat.delegations.models import ClaimedTotal, Invitation
from secretariat.engines.conferencefile import Unreadable, read
from secretariat.engines.conferencefile.limits import MOST, RESERVED_SLUGS
from secretariat.parties.models import Party
from tests import make, make_dossier, make_meetings, make_preparation
from tests.api.conftest import forget

pytestmark = pytest.mark.django_db

OFFICE = "/en/damascus-2020/office/"
FILE = """\
format: secretariat/1
conference:
  slug: geneva-2020
  title: A conference
  place: {{city: Geneva, country: CH}}
  timezone: Europe/Zurich
  starts: 2020-12-01
  ends: 2020-12-02
  host: CH
{rest}"""
TWICE = FILE.format(
    rest="""\
  objectives: [{text: Return}, {text: Return}]
  rooms: [{name: Hall, seats: 10}, {name: Hall, seats: 20}]
parties: [{code: CH}]
invitations: [{party: CH, answers: [{standing: accepted}, {standing: accepted}]}]
participation_totals: [{states: 3}, {states: 3}]
delegations: [{party: CH, bodies: [Ministry, Ministry]}]
"""
)


def bring_in(keeper: User, text: str) -> None:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)


def test_what_stands_twice_in_a_file_stands_twice_in_the_house_and_is_found_again(keeper: User) -> None:
    bring_in(keeper, TWICE)
    first = conference_file_text(Conference.objects.get(slug="geneva-2020"))
    bring_in(keeper, TWICE)

    assert conference_file_text(Conference.objects.get(slug="geneva-2020")) == first
    assert list(Room.objects.order_by("seats").values_list("seats", flat=True)) == [10, 20]
    assert Entry.objects.filter(verb="api.load").count() == 1


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_name_that_the_house_keeps_for_itself_is_refused_by_line(slug: str) -> None:
    with pytest.raises(Unreadable, match=r"line 3.*used by the house itself"):
        read(FILE.format(rest="").replace("geneva-2020", slug))


@pytest.mark.parametrize("role", ["host", "co-organiser", "shown", "speaker"])
def test_an_organisation_of_the_register_comes_out_with_the_conference_that_names_it(keeper: User, role: str) -> None:
    bring_in(keeper, FILE.format(rest=""))
    eye = make.organisation("EYE", "The Eye")
    conference = Conference.objects.get(slug="geneva-2020")
    if role == "host":
        conference.host = eye
        conference.save()
    elif role == "co-organiser":
        CoOrganiser.objects.create(conference=conference, party=eye, position=0)
    elif role == "shown":
        conference.shown_names.create(party=eye, name=LazyI18nString({"en": "Eye"}))
    else:
        ClaimedTotal.objects.create(conference=conference, states=3, said_by_party=eye, entered_by=keeper)
    text = conference_file_text(conference)

    with pytest.raises(ProtectedError):
        eye.delete()
    conference.delete()
    eye.delete()
    bring_in(keeper, text)

    assert conference_file_text(Conference.objects.get(slug="geneva-2020")) == text
    assert Party.objects.get(code="EYE").name.data == {"en": "The Eye"}


def test_a_file_of_any_name_comes_out_under_one_that_a_file_can_have(tmp_path: Path) -> None:
    source = make.source(make.conference(), "note")
    browser = make.client(make.user(Role.SECRETARY, source.conference))
    for name in (".report: final.pdf", "a:b.pdf"):
        upload = SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n")
        assert browser.post(f"{OFFICE}sources/{source.pk}/attach/", {"upload": upload}).status_code == 302

        call_command("export", "damascus-2020", to=tmp_path / "file.yaml", verbosity=0)
        file = read((tmp_path / "file.yaml").read_text())
        assert (tmp_path / (file.sources["note"].file or "")).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("number", [MOST + 1, 2**31, 2**32 + 10, 10**22])
def test_a_number_that_nobody_counts_to_is_refused_at_the_field(number: int) -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    browser = make.client(make.user(Role.SECRETARY, conference))
    claimed = {"states": number, "said_date": "2020-11-01", "sensitivity": "public", "said_by_en": "They"}

    page = browser.post(f"{OFFICE}participation/totals/", claimed)
    assert "states" in page.context["form"].errors
    page = browser.post(f"{OFFICE}participation/{invitation.pk}/revise/", {"quota": number, "overflow": number})
    assert {"quota", "overflow"} <= set(page.context["form"].errors)
    assert not ClaimedTotal.objects.exists()
    assert Invitation.objects.get().quota is None


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (f"{OFFICE}parties/register/", {"code": "O.R_G", "name_en": "An organisation", "kind": "other"}),
        ("/en/office/convene/", {"slug": "Eye_Conf"}),
    ],
)
def test_a_name_that_no_file_can_hold_is_refused_at_the_field(address: str, form: dict[str, Any]) -> None:
    make.conference()
    keeper = make.user(Role.SECRETARY, Conference.objects.get(), is_superuser=True)

    page = make.client(keeper).post(address, form)

    assert next(iter(form)) in page.context["form"].errors


def test_what_no_file_can_hold_is_told_by_place_and_nothing_breaks() -> None:
    conference = make.conference(acronym="two\nlines")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(f"{OFFICE}export/", follow=True)

    assert "No file can hold conference.acronym: this must be one line" in page.content.decode()
    with pytest.raises(CommandError, match=r"conference\.acronym"):
        call_command("export", "damascus-2020")


def test_whatever_the_desks_hold_comes_out_and_goes_in_again(keeper: User) -> None:
    conference, lebanon, body = make.conference(), make.party("LB"), make.organisation("EYE", "The Eye")
    hostile = LazyI18nString({"en": f"{make.HOSTILE}\r\n\u2028 - a: b #", "ar": "ماء"})
    source = make.source(conference, "note")
    meeting = make_meetings.meeting(conference, host=None, host_person="two\nlines", country=body)
    for place in (7, 0, 0):
        make.citation(
            make_meetings.point(meeting, make.HOSTILE, by=(lebanon, body), position=place), source, "\r\nsaid"
        )
    make_meetings.minutes(meeting, "\r\n  They met.\r\n", number=1)
    make_meetings.progress(make_meetings.follow_up(meeting, owner_party=body, owner=keeper))
    mission = make_meetings.mission(conference, purpose=hostile)
    make_meetings.stop(mission, city=hostile)
    make_meetings.report_back(mission, meeting)
    task = make_preparation.task(conference, make.HOSTILE, owner=keeper, sensitivity="restricted")
    make_preparation.need(task, make_preparation.task(conference, make.HOSTILE, key="a template: 1"))
    make_preparation.assessment(make_preparation.challenge(conference, said_by=(body,), done_to=(lebanon,)))
    make_dossier.position(make_dossier.topic(conference), body, text=hostile, said_by=make.HOSTILE)
    make_dossier.topic(conference, "Nobody speaks of it")
    make_dossier.initiative(conference, text=hostile)
    make_dossier.obstacle(conference, lebanon, body, text=LazyI18nString({}), groups=hostile)
    make_dossier.figure(conference, value="12.50", said_by_party=body)
    make_dossier.notice(conference, country=body)
    text = conference_file_text(conference)
    bring_in(keeper, text)
    # From now on the conference lists the organisation that its rows name; all else was there.
    assert Entry.objects.get(verb="api.load").batch["counts"] == {"api.listedparty": 1}

    forget(conference)
    body.delete()
    bring_in(keeper, text)

    assert conference_file_text(Conference.objects.get()) == text
    assert keeper.email not in text
