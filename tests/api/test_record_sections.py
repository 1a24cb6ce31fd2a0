"""The diplomatic record comes in with a conference file, and goes out again as it came."""

from datetime import date
from pathlib import Path

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.audit.queries import revision_of
from secretariat.conference.models import Conference
from secretariat.config.management.commands.demo import CASE
from secretariat.dossier.models import Obstacle, Position, Topic
from secretariat.engines.conferencefile import read
from secretariat.meetings.models import FollowUp, Meeting, Minutes, Mission, Point, Progress, ReportBack, Stop
from secretariat.parties.models import Party
from secretariat.preparation.models import Challenge, Task
from tests import make
from tests.api.conftest import forget
from tests.api.whole import WHOLE

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "case" / "damascus-2020.yaml"


def bring_in(keeper: User, text: str) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file)
    return Conference.objects.get(slug=file.conference.slug)


def last_changes(conference: Conference) -> dict[str, dict[str, list[object]]]:
    changes: dict[str, dict[str, list[object]]] = (
        Entry.objects.filter(conference_id=conference.pk).order_by("-revision")[0].changes
    )
    return changes


def test_every_key_of_the_record_survives_the_way_out_and_in(keeper: User) -> None:
    conference = bring_in(keeper, WHOLE)
    first = conference_file_text(conference)
    forget(conference)
    assert not Meeting.objects.exists()

    assert conference_file_text(bring_in(keeper, first)) == first
    again = read(first).model_dump(exclude={"conference"})
    given = read(WHOLE).model_dump(exclude={"conference"})
    # One topic has one name, in all its languages.
    for number in range(3):
        assert again["positions"][number].pop("topic") == {"en": "timing", "ar": "التوقيت"}
        given["positions"][number].pop("topic")
    assert again == given


def test_loading_the_record_twice_changes_nothing(keeper: User) -> None:
    conference = bring_in(keeper, WHOLE)
    bring_in(keeper, WHOLE)
    bring_in(keeper, conference_file_text(conference))

    assert Entry.objects.filter(verb="api.load").count() == 1
    assert revision_of(conference.pk) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="the shared model case is not beside this checkout")
def test_of_the_model_case_nothing_of_the_record_is_left_over(keeper: User) -> None:
    conference = bring_in(keeper, SHARED.read_text())

    assert set(conference.kept_sections.values_list("name", flat=True)) == set()
    assert (Meeting.objects.count(), Point.objects.count(), FollowUp.objects.count()) == (3, 10, 1)
    assert (Mission.objects.get().from_date, Stop.objects.count()) == ("2020-10", 3)
    assert ReportBack.objects.get().meeting.key == "assad-lavrentiev"
    assert (Challenge.objects.count(), Position.objects.count()) == (5, 10)
    assert Topic.objects.count() == 6


def test_obstacles_in_other_words_get_their_kind_and_keep_the_words(keeper: User) -> None:
    bring_in(keeper, CASE.read_text())

    said = {(row.kind, str(row.text)) for row in Obstacle.objects.all()}
    assert ("arrest and detention", "arbitrary detention and enforced disappearance") in said
    assert ("security", "insecurity") in said
    assert ("conscription", "") in said


def test_a_passage_keeps_its_place_in_the_source(keeper: User) -> None:
    bring_in(keeper, WHOLE)

    point = Point.objects.get(verb="expressed concern")
    first, second = Citation.objects.of([point])
    assert (first.source.key, first.passage, first.start, first.end) == ("report", "low", 9, 12)
    assert (second.source.key, second.passage, second.start) == ("note", "", None)


def test_a_changed_file_changes_what_differs_and_raises_its_version_alone(keeper: User) -> None:
    conference = bring_in(keeper, WHOLE)
    versions = {row.pk: row.version for row in Point.objects.all()}

    bring_in(keeper, WHOLE.replace("The mayor", "The council"))

    stop = Stop.objects.get(met__contains="council")
    assert stop.version == 2
    assert last_changes(conference) == {
        f"meetings.stop:{stop.pk}": {"met": [{"en": "The mayor"}, {"en": "The council"}]}
    }
    assert {row.pk: row.version for row in Point.objects.all()} == versions


def test_another_speaker_is_a_change_of_the_point(keeper: User) -> None:
    conference = bring_in(keeper, WHOLE)

    bring_in(keeper, WHOLE.replace("by: ['NO', LAKE]", "by: ['NO', IT]"))

    point = Point.objects.get(verb="expressed concern")
    norway, italy, lake = (Party.objects.get(code=code).pk for code in ("NO", "IT", "LAKE"))
    assert set(point.speakers.values_list("party_id", flat=True)) == {norway, italy}
    assert point.version == 2
    assert last_changes(conference)[f"meetings.point:{point.pk}"] == {"speakers": [[norway, lake], [norway, italy]]}


def test_points_stand_in_the_order_of_the_file(keeper: User) -> None:
    bring_in(keeper, WHOLE)
    new = "      - {verb: agreed, by: [CH], text: To meet again}\n"
    before = "      - {verb: discussed, text: {en: The shore, ru: Берег}"

    bring_in(keeper, WHOLE.replace(before, new + before))

    meeting = Meeting.objects.get(key="first-talk")
    assert [row.verb for row in meeting.points.all()] == ["expressed concern", "agreed", "discussed", "discussed"]


def test_what_a_file_leaves_out_stays_under_way(keeper: User) -> None:
    """States are moved on by deeds, and a file that does not speak of them does not undo those."""
    bring_in(keeper, WHOLE)
    officer = make.user()
    Task.objects.filter(title__contains="Book").update(owner=officer, owner_party=None)
    FollowUp.objects.filter(text__contains="maps").update(state="done", owner=officer)

    silent = WHOLE.replace("    held_up: The owner is away\n", "")
    for indent in ("    ", "        "):
        silent = silent.replace(f"\n{indent}state: under way\n", "\n")
    bring_in(keeper, silent)

    task, follow_up = Task.objects.get(key="hall"), FollowUp.objects.get(text__contains="maps")
    assert (task.state, task.owner, str(task.blocked_because)) == ("under way", officer, "The owner is away")
    assert (follow_up.state, follow_up.owner) == ("done", officer)


def test_a_person_in_charge_stays_where_the_file_names_a_party(keeper: User) -> None:
    bring_in(keeper, WHOLE)
    officer = make.user()
    Task.objects.filter(key="hall").update(owner=officer, owner_party=None)

    bring_in(keeper, WHOLE)

    task = Task.objects.get(key="hall")
    assert (task.owner, task.owner_party) == (officer, None)
    assert officer.email not in conference_file_text(task.conference)


def agree(key: str = "first-talk") -> None:
    Meeting.objects.filter(key=key).update(record_state="agreed")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("subject: The lake", "subject: The other lake"),
        ("- {party: LAKE}\n    subject", "- {party: IT}\n    subject"),
        ("by: ['NO', LAKE]", "by: ['NO']"),
        ("text: The water is low", "text: The water is high"),
        ("{en: The shore, ru: Берег}", "{en: The shore, ru: Берега}"),
        ("text: Second version, state: draft", "text: Second version, state: circulated"),
        ("state: draft}\n    follow_ups", "state: draft}\n      - {language: en, text: Third}\n    follow_ups"),
        ("record: circulated", "record: draft"),
        ("owner: LAKE\n        unit: Maps", "owner: IT\n        unit: Maps"),
        ("- {text: Nothing more,", "- {text: One thing more}\n      - {text: Nothing more,"),
    ],
)
def test_a_meeting_whose_record_is_agreed_is_not_changed_by_a_file(keeper: User, right: str, wrong: str) -> None:
    conference = bring_in(keeper, WHOLE)
    agree()
    before = conference_file_text(conference)
    assert right in WHOLE

    with pytest.raises(Refused, match="The record of “A first talk” is agreed"):
        bring_in(keeper, WHOLE.replace(right, wrong).replace("record: circulated", "record: agreed"))

    assert conference_file_text(conference) == before


def test_after_the_record_is_agreed_follow_ups_and_sources_may_still_come(keeper: User) -> None:
    bring_in(keeper, WHOLE)
    agree()
    text = WHOLE.replace("record: circulated", "record: agreed")
    text = text.replace("- {said: 2020-10-10, state: open}", "- {said: 2020-10-11, state: done, text: All}")
    text = text.replace("subject: The lake\n", "subject: The lake\n").replace(
        "sources: [note, report]", "sources: [note]"
    )

    text = text.replace("due: 2020-11-01\n        state: under way", "due: 2020-11-02\n        state: done")
    bring_in(keeper, text.replace("text: The shore}", "text: The shore, sources: [report]}"))

    assert Progress.objects.filter(said_date=date(2020, 10, 11), state="done").exists()
    follow_up = FollowUp.objects.get(text__contains="maps")
    assert (follow_up.due_date, follow_up.state) == (date(2020, 11, 2), "done")
    assert Citation.objects.filter(thing_type="meetings.meeting").count() == 2
    assert Citation.objects.of([Point.objects.get(speakers__party__code="CH")]).count() == 1


def test_the_words_of_minutes_are_never_changed(keeper: User) -> None:
    bring_in(keeper, WHOLE)

    with pytest.raises(Refused, match="Version 2 of the minutes of “A first talk” is here with other words"):
        bring_in(keeper, WHOLE.replace("text: Second version", "text: Another version"))

    assert list(Minutes.objects.values_list("text", flat=True)) == [
        "Première version\n\n  en deux lignes \n",
        "Second version",
    ]


def test_a_mission_is_reported_back_in_a_meeting_that_there_is(keeper: User) -> None:
    bring_in(keeper, WHOLE)
    head = WHOLE[: WHOLE.index("tasks:")]
    missing = "missions: [{party: LAKE, reported_back: {meeting: %s}}]\n"

    with pytest.raises(Refused, match="in first-tolk, and there is no such meeting; did you mean first-talk"):
        bring_in(keeper, head + missing % "first-tolk")
    with pytest.raises(Refused, match="in zzz, and there is no such meeting"):
        bring_in(keeper, head + missing % "zzz")
    bring_in(keeper, head + missing % "first-talk")

    assert ReportBack.objects.filter(meeting__key="first-talk", mission__party__code="LAKE").exists()


def test_a_visitor_comes_with_a_delegation_that_there_is(keeper: User) -> None:
    with pytest.raises(Refused, match="There is no delegation NO, preparatory meeting"):
        bring_in(keeper, WHOLE.replace("delegation: mission}", "delegation: preparatory meeting}"))


def test_a_meeting_without_a_key_is_given_one_and_found_again(keeper: User) -> None:
    text = WHOLE.replace("  - {key: bare, title: Bare, record: draft}\n", "  - {title: Bare}\n  - {title: Bare}\n")
    text = text.replace("      - {meeting: bare}\n", "")

    bring_in(keeper, text)
    bring_in(keeper, text)
    bring_in(keeper, text.replace("{title: Bare}", "{title: {en: Bare, fr: Nue}}"))

    assert set(Meeting.objects.values_list("key", flat=True)) == {"first-talk", "bare", "bare-2", "month"}
    assert Meeting.objects.get(key="bare").title.data == {"en": "Bare", "fr": "Nue"}


def test_a_title_without_latin_letters_makes_a_key_too(keeper: User) -> None:
    bring_in(keeper, WHOLE.replace("  - {key: bare,", "  - {title: لقاء}\n  - {key: bare,"))

    assert Meeting.objects.get(key="meeting").title == LazyI18nString({"en": "لقاء"})


def test_what_a_task_needs_becomes_what_the_file_says(keeper: User) -> None:
    bring_in(keeper, WHOLE)
    hall = Task.objects.get(key="hall")
    done, dropped = Task.objects.filter(title__contains="badges").order_by("id")
    assert set(done.needs.values_list("needs_id", flat=True)) == {hall.pk, dropped.pk}

    conference = bring_in(keeper, WHOLE.replace("needs: [1, 3]", "needs: [3]"))

    assert set(done.needs.values_list("needs_id", flat=True)) == {dropped.pk}
    assert last_changes(conference) == {f"preparation.task:{done.pk}": {"needs": [[hall.pk, dropped.pk], [dropped.pk]]}}


def test_a_figure_of_more_digits_than_a_database_keeps_is_known_again(keeper: User) -> None:
    text = WHOLE.replace("value: 5600000", "value: 123456789012345678")
    bring_in(keeper, text)
    bring_in(keeper, text)

    assert Entry.objects.filter(verb="api.load").count() == 1
