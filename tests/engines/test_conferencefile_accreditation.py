"""Accreditation and the door in a conference file are read as they are meant, and refused by line where they cannot be."""

from datetime import UTC, datetime

import jsonschema  # type: ignore[import-untyped]
import pytest

from secretariat.engines.conferencefile import ConferenceFile, Unreadable, compose, json_schema, read, write
from secretariat.engines.conferencefile.parsing import parse, text_of

HEAD = """\
conference:
  slug: meeting
  title: A meeting
  place: {country: CH}
  timezone: Europe/Zurich
  starts: 2020-11-11
  ends: 2020-11-12
  host: CH
sources: {note: {}}
"""
HEAD_LINES = HEAD.count("\n")
PEOPLE = "delegations:\n- party: FR\n  delegates:\n"
DOOR = "door:\n  zones: [{code: A}, {code: B}]\n"


def file_of(rest: str) -> ConferenceFile:
    file = read(HEAD + rest)
    assert read(write(file)) == file
    assert write(read(write(file))) == write(file)
    return file


def the_problem(rest: str) -> str:
    """Say the only problem of a file, with lines counted after the head."""
    with pytest.raises(Unreadable) as refusal:
        read(HEAD + rest)
    (problem,) = refusal.value.problems
    return f"{problem.line - HEAD_LINES} {problem.where}: {problem.message % problem.values}"


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (
            PEOPLE + "  - name: A\n    state: acredited\n",
            (
                "5 delegations[0].delegates[0].state: acredited cannot stand here; it must be one of: nominated, confirmed, "
                "on hold, accredited, refused, withdrawn"
            ),
        ),
        (
            PEOPLE + "  - name: A\n    state_since: '2020-11-01T10:00:00Z'\n",
            "5 delegations[0].delegates[0].state_since: state_since speaks of a state, so state is needed beside it",
        ),
        (
            PEOPLE + "  - {name: A,\n    reason: Ill}\n",
            "5 delegations[0].delegates[0].reason: reason speaks of a state, so state is needed beside it",
        ),
        (
            PEOPLE + "  - {name: A, state: refused, state_since: 2020-11-01}\n",
            ("4 delegations[0].delegates[0].state_since: a moment is written 2020-11-30T09:30:00Z, not 2020-11-01"),
        ),
        (
            PEOPLE + "  - {name: A, state: refused, state_since: '2020-11-01T10:00:00'}\n",
            (
                "4 delegations[0].delegates[0].state_since: a moment is written 2020-11-30T09:30:00Z, "
                "not 2020-11-01T10:00:00"
            ),
        ),
        (
            PEOPLE + "  - {name: A, state: refused, state_since: '2020-02-30T10:00:00Z'}\n",
            "4 delegations[0].delegates[0].state_since: there is no such moment: 2020-02-30T10:00:00Z",
        ),
        (
            PEOPLE + "  - {name: A, state: refused, state_since: '0001-01-01T00:00:00+14:00'}\n",
            "4 delegations[0].delegates[0].state_since: there is no such moment: 0001-01-01T00:00:00+14:00",
        ),
        (
            PEOPLE + "  - {name: A, state: refused, state_since: '9999-12-31T23:30:00Z'}\n",
            "4 delegations[0].delegates[0].state_since: there is no such moment: 9999-12-31T23:30:00Z",
        ),
        (
            PEOPLE + "  - {name: A, overflow: 'yes'}\n",
            "4 delegations[0].delegates[0].overflow: true or false is needed, not yes",
        ),
        (
            PEOPLE + "  - {name: A, in_place_off: B}\n",
            "4 delegations[0].delegates[0].in_place_off: the key in_place_off is not known here; did you mean in_place_of?",
        ),
        (
            PEOPLE + "  - name: A\n    in_place_of: C\n",
            (
                "5 delegations[0].delegates[0].in_place_of: C is not in this delegation, so nobody can come in the place of C"
            ),
        ),
        (
            PEOPLE + "  - name: A\n  - {name: B, in_place_of: A}\n  - {name: C, in_place_of: A}\n",
            "6 delegations[0].delegates[2].in_place_of: B comes in the place of A already, on line 14",
        ),
        (
            PEOPLE + "  - name: A\n    in_place_of: A\n",
            ("5 delegations[0].delegates[0].in_place_of: these people come in each other's place in a circle: A → A"),
        ),
        (
            PEOPLE + "  - {name: A, in_place_of: C}\n  - {name: B, in_place_of: A}\n  - {name: C, in_place_of: B}\n",
            (
                "4 delegations[0].delegates[0].in_place_of: these people come in each other's place in a circle: "
                "A → C → B → A"
            ),
        ),
        (
            PEOPLE + "  - {name: A, role: head, state: on hold}\n  - {name: B, role: head, state: accredited}\n",
            "5 delegations[0].delegates[1].role: a delegation has one head, and A is named as head already",
        ),
        (
            "delegations:\n- party: FR\n  credentials: {state: lost}\n",
            (
                "3 delegations[0].credentials.state: lost cannot stand here; it must be one of: received, examined, "
                "accepted, objection"
            ),
        ),
        (
            f"delegations:\n- party: FR\n  credentials: {{signed_by: {'x' * 301}}}\n",
            "3 delegations[0].credentials.signed_by: this is longer than 300 characters",
        ),
        (
            "delegations:\n- party: FR\n  credentials:\n    sources: [letter]\n",
            "4 delegations[0].credentials.sources[0]: the source letter is not listed under sources",
        ),
        (
            "accreditation: {photo_require: true}\n",
            "1 accreditation.photo_require: the key photo_require is not known here; did you mean photo_required?",
        ),
        (
            "accreditation:\n  retention_days: 3651\n",
            "2 accreditation.retention_days: this number must be at most 3650",
        ),
        (
            "door:\n  zones: [{code: hall}]\n",
            "2 door.zones[0].code: a code of the door is one to six capital letters or digits",
        ),
        (
            "door:\n  zones: [{code: TOOLONG}]\n",
            "2 door.zones[0].code: a code of the door is one to six capital letters or digits",
        ),
        ("door:\n  zones: [{code: 12}]\n", "2 door.zones[0].code: text is needed; put quotes round 12"),
        (
            "door:\n  zones:\n  - {code: A}\n  - {code: A}\n",
            "4 door.zones[1].code: the zone A is given already, on line 12",
        ),
        (
            DOOR + "  classes:\n  - {code: D}\n  - {code: D}\n",
            "5 door.classes[1].code: the class D is given already, on line 13",
        ),
        (
            DOOR + "  classes:\n  - {code: D, zones: [A, C]}\n",
            "4 door.classes[0].zones[1]: there is no zone C in this file",
        ),
        (
            DOOR + "  classes:\n  - {code: D, zones: [A, A]}\n",
            "4 door.classes[0].zones[1]: A stands in this list already",
        ),
        (
            DOOR + "  classes:\n  - {code: D, colour: pink}\n",
            (
                "4 door.classes[0].colour: pink cannot stand here; it must be one of: blue, green, amber, red, violet, "
                "grey, black"
            ),
        ),
        (
            DOOR + "  gates:\n  - name: Main\n    zone: C\n",
            "5 door.gates[0].zone: there is no zone C in this file",
        ),
        (DOOR + "  gates:\n  - name: Main\n", "4 door.gates[0].zone: this key is needed"),
        (
            DOOR + "  gates:\n  - {name: Main, zone: A, direction: up}\n",
            "4 door.gates[0].direction: up cannot stand here; it must be one of: entry, exit, both",
        ),
        ("door:\n  rules: {snapshot_hours: 0}\n", "2 door.rules.snapshot_hours: this number must be at least 1"),
        (
            (
                "door:\n  templates:\n  - {kind: badge, name: A, source: x, in_use: true}\n"
                "  - {kind: badge, name: B, source: x, in_use: false}\n"
                "  - kind: badge\n    name: C\n    source: x\n    in_use: true\n"
            ),
            "8 door.templates[2].in_use: another template of the kind badge is in use already, on line 12",
        ),
        ("door:\n  templates: [{kind: badge, name: A}]\n", "2 door.templates[0].source: this key is needed"),
        ("door:\n  badges: []\n", "2 door.badges: the key badges is not known here"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_place(rest: str, told: str) -> None:
    assert the_problem(rest) == told


@pytest.mark.parametrize(
    "rest",
    [
        "delegations: [{party: FR, delegates: [{name: A, state: 7}, {name: [], in_place_of: {}}, 4]}]\n",
        "delegations: [{party: FR, delegates: {name: A}}, {party: BE, credentials: [a]}]\n",
        "accreditation: [true]\n",
        "door: [zones]\n",
        "door: {zones: [A], classes: [{code: [A], zones: {A: B}}], gates: [{zone: [A]}], templates: [{in_use: true}]}\n",
    ],
)
def test_what_is_malformed_in_itself_is_refused_and_breaks_no_check(rest: str) -> None:
    with pytest.raises(Unreadable):
        read(HEAD + rest)


def test_two_heads_are_no_contradiction_where_one_gave_the_place_back() -> None:
    people = "  - {name: A, role: head, state: withdrawn}\n  - {name: B, role: head}\n  - {name: C, role: head, state: refused}"

    assert [each.state for each in file_of(PEOPLE + people).delegations[0].delegates] == ["withdrawn", None, "refused"]


def test_a_moment_is_kept_in_universal_time_to_its_last_digit() -> None:
    file = file_of(PEOPLE + "  - {name: A, state: accredited, state_since: '2020-11-01T10:00:00.000125+02:00'}\n")

    assert file.delegations[0].delegates[0].state_since == datetime(2020, 11, 1, 8, 0, 0, 125, tzinfo=UTC)
    assert "        state_since: 2020-11-01T08:00:00.000125Z\n" in write(file)


def test_a_moment_is_understood_without_quotes_and_between_braces() -> None:
    file = file_of(PEOPLE + "  - {name: A, state: refused, state_since: 2020-11-01T10:00:00Z}\n")

    assert "        state_since: 2020-11-01T10:00:00Z\n" in write(file)


def test_what_is_not_said_of_a_person_is_not_written() -> None:
    written = write(file_of(PEOPLE + "  - {name: A}\n  - {name: B, state: nominated, overflow: false, media: false}\n"))

    assert "      - name: A\n        role: member\n      - name: B\n" in written
    assert "        state: nominated\n        overflow: false\n        media: false\n" in written


def test_terms_and_rules_are_written_in_full() -> None:
    written = write(file_of("accreditation: {photo_required: false}\ndoor: {rules: {}}\n"))

    assert written.endswith(
        "accreditation:\n  photo_required: false\n  document_required: false\n  birth_date_required: false\n"
        "  mail_required: false\n  credentials_required: false\n  retention_days: 30\n\n"
        "door:\n  rules:\n    photos_at_door: false\n    snapshot_hours: 24\n"
    )


def test_sections_with_nothing_after_them_are_none() -> None:
    file = file_of("accreditation:\ndoor:\ndelegations:\n- party: FR\n  credentials:\n")

    assert (file.accreditation, file.door, file.delegations[0].credentials) == (None, None, None)


def test_credentials_are_for_the_secretariat_unless_the_file_says_otherwise() -> None:
    written = write(
        file_of("delegations:\n- {party: FR, credentials: {sensitivity: public}}\n- {party: BE, credentials: {}}")
    )

    assert "    credentials:\n      state: received\n      sensitivity: public\n" in written
    assert written.endswith("    credentials:\n      state: received\n")


@pytest.mark.parametrize("source", ["#let a = 1\n\n#a\n", "  #a", "\t#a\t\n\n\n", "- a: b # c\r\n", "{{ 'x' }}", "12"])
def test_a_template_comes_back_as_it_was(source: str) -> None:
    template = {"kind": "badge", "name": "NO", "source": source}
    data = {**read(HEAD).model_dump(), "door": {"templates": [template]}}
    file = compose(data, language="en")

    assert read(write(file)).door == file.door
    assert file.door is not None
    assert file.door.templates[0].source == source


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("state: accredited", "state: present"),
        ("state: accredited", "in_place: B"),
        ("overflow: true", "overflow: 1"),
        ("2020-11-01T10:00:00Z", "2020-11-01"),
        ("retention_days: 9", "retention_days: 4000"),
        ("code: A,", "code: hall,"),
        ("direction: exit", "direction: out"),
        ("kind: certificate", "kind: poster"),
        ("snapshot_hours: 5", "snapshot_hours: 0"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(right: str, wrong: str) -> None:
    rest = (
        PEOPLE + "  - {name: A, state: accredited, state_since: 2020-11-01T10:00:00Z, overflow: true}\n"
        "accreditation: {retention_days: 9}\n"
        "door:\n"
        "  zones: [{code: A, places: 9}]\n"
        "  gates: [{name: Main, zone: A, direction: exit}]\n"
        "  templates: [{kind: certificate, name: A, source: x}]\n"
        "  rules: {snapshot_hours: 5}\n"
    )
    schema = json_schema()
    jsonschema.validate(plain_data(file_text := HEAD + rest), schema)
    assert right in file_text

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain_data(file_text.replace(right, wrong)), schema)
    with pytest.raises(Unreadable):
        read(file_text.replace(right, wrong))


def plain_data(text: str) -> dict[str, object]:
    """Take a file's data as it stands, before the models see it."""
    return parse(text_of(text), sections=json_schema()["properties"].keys(), verbatim=()).data
