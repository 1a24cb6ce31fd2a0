"""A conference file has one canonical form, and nothing is lost on the way there and back."""

from pathlib import Path
from random import Random

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import BaseModel

from secretariat.engines.conferencefile import ConferenceFile, count, json_schema, read, write
from secretariat.engines.conferencefile.parsing import parse, text_of
from secretariat.engines.conferencefile.values import LANGUAGES

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "secretariat" / "config" / "demo" / "damascus-2020.yaml"
GIVEN = ROOT.parent / "shared" / "case" / "damascus-2020.yaml"

HEAD = """\
format: secretariat/1

conference:
  slug: meeting
  title: A meeting
  place:
    country: CH
  timezone: Europe/Zurich
  starts: 2020-11-11
  ends: 2020-11-12
  host: CH
  language: en
  languages:
    - en
    - fr
  state: open
  public: false
"""


def plain_data(text: str) -> dict[str, object]:
    """Take a file's data as it stands, before the models see it."""
    names = json_schema()["properties"].keys()
    return parse(text_of(text), sections=names, verbatim=()).data


def with_words(words: str) -> ConferenceFile:
    """Make a file that says the words in several places."""
    data = read(HEAD).model_dump()
    data["sources"] = {"no": {"title": "A letter"}}
    data["delegations"] = [
        {
            "party": "NO",
            "bodies": [words, {"en": words, "fr": words}],
            "delegates": [{"name": "A", "capacity": words, "sources": ["no", {"source": "no", "passage": words}]}],
        }
    ]
    return ConferenceFile.model_validate(data)


def test_the_canonical_form_is_written_as_it_is_read() -> None:
    assert write(read(HEAD)) == HEAD


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("NO", "'NO'"),
        ("yes", "'yes'"),
        ("Off", "'Off'"),
        ("null", "'null'"),
        ("~", "'~'"),
        ("12", "'12'"),
        ("1e3", "'1e3'"),
        ("0o7", "'0o7'"),
        ("12:30", "'12:30'"),
        ("2020-11-11", "'2020-11-11'"),
        ("- a", "'- a'"),
        ("a: b", "'a: b'"),
        ("a #b", "'a #b'"),
        ("it's", "it's"),
        ("'it", "'''it'"),
        ("Ministry, of {things} [here]", "Ministry, of {things} [here]"),
        ("وزارة الدفاع", "وزارة الدفاع"),
        ("a\u2028b", '"a\\u2028b"'),
        ("two\nlines", "|-\n          two\n          lines"),
        ("two\n", "|\n          two"),
        ("two\n\nmore \n", '"two\\n\\nmore \\n"'),
    ],
)
def test_texts_are_quoted_only_where_they_would_be_taken_for_something_else(words: str, written: str) -> None:
    file = with_words(words)

    text = write(file)

    assert f"        capacity: {written}\n" in text
    assert "  - party: 'NO'\n" in text
    assert "  'no':\n    title: A letter\n" in text
    assert read(text) == file


def test_any_text_comes_back_as_it_was() -> None:
    signs = Random(3)  # noqa: S311 - the same signs in every run
    alphabet = "ab yNoO012.:-#'\"\\|>%@&*!?,[]{}~=+_e<`\n\téع\u2028\ufeff😀\u200f"

    for _ in range(1_500):
        words = "x".join(["".join(signs.choices(alphabet, k=signs.randint(1, 6))) for _ in range(2)])
        words = words.removeprefix("x")
        file = with_words(words)
        assert read(write(file)) == file, repr(words)
        assert write(read(write(file))) == write(file)


def test_a_text_is_a_mapping_only_where_it_has_more_than_the_original_language() -> None:
    mixed = HEAD.replace("title: A meeting", "title: {zh: 会议, en: A meeting}")
    alone = HEAD.replace("title: A meeting", "title: {en: A meeting}")
    other = HEAD.replace("title: A meeting", "title: {fr: Une réunion}")

    assert "  title:\n    en: A meeting\n    zh: 会议\n" in write(read(mixed))
    assert write(read(alone)) == HEAD
    assert "  title:\n    fr: Une réunion\n" in write(read(other))


def test_a_citation_without_a_passage_is_written_as_the_key_of_its_source() -> None:
    text = HEAD + "sources: {a: {}}\nparticipation_totals: [{states: 2, sources: [{source: a}]}]\n"

    assert "    sources:\n      - a\n" in write(read(text))


def test_the_other_word_for_capacity_is_understood_and_not_written() -> None:
    written = write(read(HEAD + "invitations: [{party: FR, level: observer}, {party: BE, level: participant}]\n"))

    assert written.endswith("invitations:\n  - party: FR\n    capacity: observer\n  - party: BE\n")


@pytest.mark.parametrize(
    ("section", "kept"),
    [
        (
            "annexes:   # why\n  - a\n  # inside\n  - b  # after\n\n# between\n\n",
            "annexes:   # why\n  - a\n  # inside\n  - b  # after\n",
        ),
        ("annexes: [a,\n# inside\n]  # after\n# between\n", "annexes: [a,\n# inside\n]  # after\n"),
        ("annexes:\n# none yet\n", "annexes:\n"),
        ("annexes:\n  - a\n  -\n\n# between\n", "annexes:\n  - a\n  -\n"),
        ("annexes:\n  - |\n    a\n    # text\n\n# between\n", "annexes:\n  - |\n    a\n    # text\n"),
        ("annexes:\n  - |+\n    a\n\n\n", "annexes:\n  - |+\n    a\n\n\n"),
        ('annexes:\n  - "a\n    # text"\n', 'annexes:\n  - "a\n    # text"\n'),
        ("annexes:\n  ? a\n# between\n", "annexes:\n  ? a\n"),
        ('"annexes": {a: NO}\n', '"annexes": {a: NO}\n'),
    ],
)
@pytest.mark.parametrize("following", ["", "figures: []\n", "parties: []\n", "...\n"])
def test_a_section_is_kept_word_for_word(section: str, kept: str, following: str) -> None:
    file = read(HEAD + section + following)

    assert file.kept["annexes"] == kept
    assert kept in write(file)
    assert read(write(file)) == file
    assert write(read(write(file))) == write(file)


@pytest.mark.parametrize(
    ("section", "items"),
    [
        ("annexes:\n  - a\n  - b: 1\n    c: 2\n", 2),
        ("annexes: {a: 1, b: 2, c: 3}\n", 3),
        ("annexes: a word\n", 1),
        ("annexes:   # none yet\n", 0),
        ("annexes: []\n", 0),
    ],
)
def test_the_items_of_a_kept_section_are_counted(section: str, items: int) -> None:
    assert count(section) == items


def test_the_shipped_case_is_in_canonical_form_and_reads_against_a_register() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    states = frozenset(["SY", "RU", "CN", "IR", "LB", "IQ", "VE", "AE", "PK", "OM", "US", "JO", "TR"])

    file = read(text, known=states)

    assert write(file) == text
    assert file.conference.state == "closed"
    assert len(file.sources) == 23
    assert len(file.invitations) == 15


def test_the_shipped_case_speaks_six_languages() -> None:
    file = read(SHIPPED.read_bytes())
    conference = file.conference
    texts = [conference.title, conference.subject, conference.place.venue, conference.place.city]
    texts += [goal.text for goal in (*conference.objectives, *conference.expected_results)]
    texts += [party.name for party in file.parties if party.name]
    texts += [answer.reason for invited in file.invitations for answer in invited.answers if answer.reason]
    for delegation in file.delegations:
        texts += [*delegation.bodies, *(person.capacity for person in delegation.delegates if person.capacity)]

    assert len(texts) == 25
    assert all(isinstance(text, dict) and tuple(text) == LANGUAGES for text in texts)
    assert all(len(set(text.values())) == 6 for text in texts if isinstance(text, dict))


def test_the_shipped_case_says_what_the_given_case_says() -> None:
    if not GIVEN.exists():
        pytest.skip("The given case stands beside the repository, and here it does not.")
    given, shipped = read(GIVEN.read_bytes()), read(SHIPPED.read_bytes())

    assert shipped.sources == given.sources
    assert shipped.kept == given.kept
    # What kind of meeting each was is the one thing the shipped case says more.
    assert [one.kind for one in shipped.meetings] == ["preparatory", "margins", "video"]
    meetings = tuple(one.model_copy(update={"kind": "other"}) for one in shipped.meetings)
    assert in_english(meetings) == in_english(given.meetings)
    for section in (
        "missions",
        "challenges",
        "positions",
        "initiatives",
        "obstacles",
        "pledges",
        "figures",
    ):
        assert in_english(getattr(shipped, section)) == in_english(getattr(given, section))
    (statement,), (said,) = shipped.documents, given.documents
    assert in_english(statement.paragraphs) == in_english(said.paragraphs)
    assert statement.adoption is not None
    assert said.adoption is not None
    assert (statement.key, statement.adoption.date) == (said.key, said.adoption.date)
    assert shipped.participation_totals == given.participation_totals
    assert in_english(shipped.invitations) == in_english(given.invitations)
    assert in_english(shipped.parties) == in_english(given.parties)
    assert in_english(shipped.conference.objectives) == in_english(given.conference.objectives)
    assert [one.party for one in shipped.delegations] == [one.party for one in given.delegations]


def in_english(part: object) -> object:
    """Leave the other languages out of a part of a file."""
    if isinstance(part, tuple):
        return [in_english(each) for each in part]
    if isinstance(part, dict):
        return part["en"]
    if isinstance(part, BaseModel):
        return {name: in_english(value) for name, value in part}
    return part


def test_the_given_case_is_read_exactly_as_it_is() -> None:
    if not GIVEN.exists():
        pytest.skip("The given case stands beside the repository, and here it does not.")

    file = read(GIVEN.read_bytes())

    result = file.conference.expected_results[1].text
    assert result == "Memoranda of cooperation in energy, customs and education"
    assert file.kept == {}
    (statement,) = file.documents
    assert (statement.key, len(statement.paragraphs)) == ("final-statement", 5)
    assert statement.adoption is not None
    assert (statement.adoption.date, statement.adoption.manner) == ("2020-11-12", "not stated")
    assert (len(file.pledges), len(file.figures)) == (3, 5)
    assert (file.pledges[1].parties[0].party, file.pledges[1].begins, file.pledges[1].until) == ("WFP", "2020", "2021")
    assert (file.figures[0].group, file.figures[0].asylum, file.figures[0].as_of) == ("REF", "abroad", "2020-11")
    assert len(file.programme) == 7
    assert (len(file.meetings), len(file.missions), len(file.challenges)) == (3, 1, 5)
    assert (len(file.positions), len(file.initiatives), len(file.obstacles)) == (10, 3, 8)
    assert sum(len(meeting.points) for meeting in file.meetings) == 10
    assert read(write(file)) == file


def test_the_schema_is_sound_and_accepts_the_shipped_case() -> None:
    schema = json_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plain_data(SHIPPED.read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("format: secretariat/1", "format: secretariat/2"),
        ("  slug: meeting", "  slug: A meeting"),
        ("  public: false", "  public: no"),
        ("  state: open", "  state: ajar"),
        ("  host: CH", "  hosts: CH"),
        ("conference:", "conferences:"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(right: str, wrong: str) -> None:
    jsonschema.validate(plain_data(HEAD), json_schema())

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain_data(HEAD.replace(right, wrong)), json_schema())


def test_every_key_is_described() -> None:
    schema = json_schema()

    parts = [schema, *schema["$defs"].values()]
    undescribed = [name for part in parts for name, key in part["properties"].items() if not key.get("description")]
    assert undescribed == []


def test_the_example_in_the_documentation_is_read_and_comes_back() -> None:
    page = (ROOT / "docs" / "conference-file.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]

    file = read(example)

    assert file.invitations[0].party == "NO"
    assert read(write(file)) == file


def test_every_key_stands_in_the_documentation() -> None:
    page = (ROOT / "docs" / "conference-file.md").read_text(encoding="utf-8")
    schema = json_schema()

    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert {key for key in keys if f"`{key}`" not in page} == set()
