"""Writing down a meeting."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import Visiting, record_meeting
from secretariat.meetings.models import Meeting, MeetingKind, Visitor
from tests import make, make_meetings

pytestmark = pytest.mark.django_db
ENTERED = {"kind": "preparatory", "held_date": "2020-10-29", "sensitivity": "public"}


def test_a_meeting_is_kept_with_its_visitors_and_sources_and_recorded() -> None:
    conference = make.conference()
    source, delegation = make.source(conference), make.delegation(conference, make.party("RU"))

    meeting = record_meeting(
        make.user(Role.SECRETARY, conference),
        conference,
        details={
            "title": make_meetings.said("The President receives"),
            "host": make.party("SY"),
            "held_date": "2020-10",
        },
        visitors=[Visiting(make.party("RU"), "Alexander Lavrentiev", make_meetings.said("Special Envoy"), delegation)],
        cited=[Cited(source, "They had a meeting")],
    )

    visitor = meeting.visitors.get()
    assert (visitor.head, visitor.delegation) == ("Alexander Lavrentiev", delegation)
    assert Citation.objects.of([meeting]).get().passage == "They had a meeting"
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("meetings.record_meeting", meeting.pk)
    assert entry.changes["visitors"] == [None, [f"RU · Alexander Lavrentiev · Special Envoy · #{delegation.pk}"]]
    assert meeting.kind == MeetingKind.OTHER


def test_without_a_title_one_is_made_of_those_who_met_in_each_language_and_the_key_is_free() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)

    made = [
        record_meeting(amal, conference, details={"host": make.party("SY")}, visitors=[Visiting(make.party("RU"))])
        for _time in range(2)
    ]

    title = made[0].title.data
    assert title["fr"] == "Syrie – Russie"
    assert title["ar"].startswith("سور")
    assert made[0].key != made[1].key


def test_nobody_meets_nobody_a_party_comes_once_and_with_its_own_delegation() -> None:
    conference = make.conference()
    amal, russia = make.user(Role.SECRETARY, conference), make.party("RU")
    of_lebanon = make.delegation(conference, make.party("LB"))

    with pytest.raises(Refused, match="a title, a host or a visitor"):
        record_meeting(amal, conference, details={})
    with pytest.raises(Refused, match="named twice"):
        record_meeting(amal, conference, details={}, visitors=[Visiting(russia), Visiting(russia)])
    with pytest.raises(Refused, match="another party's"):
        record_meeting(amal, conference, details={}, visitors=[Visiting(russia, delegation=of_lebanon)])

    assert not Meeting.objects.exists()
    assert not Entry.objects.exists()


def test_a_key_is_given_once() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    details = {"key": "assad-lavrentiev", "title": make_meetings.said("A meeting")}
    record_meeting(amal, conference, details=details)

    with pytest.raises(Refused, match="with this key already"):
        record_meeting(amal, conference, details=details)


def test_a_rapporteur_may_and_a_reader_may_not() -> None:
    conference = make.conference()
    details = {"title": make_meetings.said("A meeting")}

    record_meeting(make.user(Role.RAPPORTEUR, conference), conference, details=details)
    for stranger in (make.user(Role.READER, conference), make.user(Role.DESK_OFFICER, conference, desks=["dossier"])):
        with pytest.raises(PermissionDenied):
            record_meeting(stranger, conference, details=details)

    assert Meeting.objects.count() == 1


def test_the_form_writes_down_a_meeting_with_two_visitors_and_a_source() -> None:
    conference = make.conference()
    browser, source = make.client(make.user(Role.SECRETARY, conference)), make.source(conference)
    delegation = make.delegation(conference, make.party("RU"))
    entered = {
        **ENTERED,
        "host": make.party("SY").pk,
        "host_person": "Bashar al-Assad",
        "host_capacity_en": "President",
        "visitor_1": make.party("RU").pk,
        "visitor_1_head": "Alexander Lavrentiev",
        "visitor_1_capacity_ar": "مبعوث خاص",
        "visitor_1_delegation": delegation.pk,
        "visitor_3": make.party("LB").pk,
        "source_1": source.pk,
        "passage_1": "They met",
    }

    answer = browser.post(make_meetings.address(conference, "meetings/record/"), entered)

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == make_meetings.address(conference, f"meetings/{meeting.pk}/")
    assert (meeting.held_date, meeting.host_person) == ("2020-10-29", "Bashar al-Assad")
    came = [(each.party.code, each.head, each.delegation) for each in Visitor.objects.all()]
    assert came == [("RU", "Alexander Lavrentiev", delegation), ("LB", "", None)]
    assert Visitor.objects.get(party__code="RU").head_capacity.data == {"ar": "مبعوث خاص"}
    assert Citation.objects.of([meeting]).get().source == source


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"held_date": "2020-13"}, "held_date", "There is no such date."),
        ({"visitor_1_head": "Somebody"}, "visitor_1", "Say which party this is."),
        ({"host": ""}, "title", "Give a title, a host or a visitor."),
        (
            {"sensitivity": "nobody"},
            "sensitivity",
            "Select a valid choice. nobody is not one of the available choices.",
        ),
    ],
)
def test_what_is_wrong_is_a_sentence_at_the_field(changes: dict[str, str], field: str, sentence: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    entered = {**ENTERED, "host": make.party("SY").pk, **changes}

    page = browser.post(make_meetings.address(conference, "meetings/record/"), entered)

    assert page.status_code == 422
    assert page.context["form"].errors == {field: [sentence]}
    assert not Meeting.objects.exists()


def test_a_party_named_twice_and_a_delegation_of_another_are_said_at_their_row() -> None:
    conference = make.conference()
    browser, russia = make.client(make.user(Role.SECRETARY, conference)), make.party("RU")
    of_lebanon = make.delegation(conference, make.party("LB"))
    entered = {**ENTERED, "visitor_1": russia.pk, "visitor_2": russia.pk, "visitor_1_delegation": of_lebanon.pk}

    page = browser.post(make_meetings.address(conference, "meetings/record/"), entered)

    assert page.context["form"].errors == {
        "visitor_1_delegation": ["This delegation is another party's."],
        "visitor_2": ["This party is named above already."],
    }


def test_more_rows_for_visitors_come_without_script_and_lose_nothing() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    entered = {**ENTERED, "title_en": "A talk", "visitor_1_head": "Somebody", "another": "1"}

    page = browser.post(make_meetings.address(conference, "meetings/record/"), entered)

    text = page.content.decode()
    assert page.status_code == 200
    assert ('value="A talk"' in text, 'value="Somebody"' in text, 'name="visitor_6"' in text) == (True, True, True)
    assert "Nothing was saved yet" not in text
    assert not Meeting.objects.exists()


def test_each_visitor_stands_in_a_frame_and_languages_not_needed_yet_are_folded() -> None:
    conference = make.conference(languages=["en", "ar", "fr"])
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = make_meetings.address(conference, "meetings/record/")

    empty = browser.get(address).content.decode()
    begun = browser.post(address, {**ENTERED, "subject_fr": "Une rencontre", "another": "1"}).content.decode()

    frames = re.findall(r'<fieldset class="together"><legend>([^<]*)</legend>(.*?)</fieldset>\s*\n', empty, re.DOTALL)
    assert [legend for legend, _fields in frames] == ["Host", "Visitor 1", "Visitor 2", "Visitor 3", "Place"]
    assert all(f'name="visitor_{row}"' in frames[row][1] for row in (1, 2, 3))
    assert empty.count('<details class="other-languages">') == 8
    # A text that is there in another language is not hidden.
    assert begun.count('<details class="other-languages">') == 7 + 3
