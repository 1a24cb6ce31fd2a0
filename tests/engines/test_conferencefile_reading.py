"""A conference file is read as a whole, or refused with every problem by line."""

import json
from typing import get_args

import pytest

from secretariat.engines.conferencefile import ConferenceFile, Problem, Unreadable, read
from secretariat.engines.conferencefile.values import Rank, SourceKind

HEAD = """\
conference:
  slug: meeting
  title: A meeting
  place: {city: Geneva, country: CH}
  timezone: Europe/Zurich
  starts: 2020-11-11
  ends: 2020-11-12
  host: CH
sources:
  letter-1: {publisher: A ministry, date: 2020-10, kind: letter}
"""
ANSWER = "invitations[0].answers[0]"
HEAD_LINES = HEAD.count("\n")


def refused(text: str | bytes, known: frozenset[str] = frozenset()) -> list[Problem]:
    """Read what must be refused, and return what is wrong with it."""
    with pytest.raises(Unreadable) as refusal:
        read(text, known=known)
    return refusal.value.problems


def the_problem(rest: str, known: frozenset[str] = frozenset()) -> str:
    """Say the only problem of a file, with lines counted after the head."""
    problems = refused(HEAD + rest, known)
    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    return f"{problem.line - HEAD_LINES} {problem.where}: {problem.message % problem.values}"


def test_a_small_file_is_read_with_what_goes_without_saying() -> None:
    file = read(HEAD)

    assert isinstance(file, ConferenceFile)
    assert file.conference.language == "en"
    assert file.conference.languages == ("en", "ar", "fr", "es", "ru", "zh")
    assert file.conference.public is True
    assert file.conference.state == "preparing"
    assert file.sources["letter-1"].date == "2020-10"
    assert file.invitations == ()


def test_every_problem_is_told_at_once_and_in_the_order_of_the_file() -> None:
    text = HEAD.replace("starts: 2020-11-11", "starts: 2020-02-30") + (
        "invitations:\n"
        "  - party: FR\n"
        "    quotta: 4\n"
        "    answers:\n"
        "      - {standing: accepted, sources: [letter-2]}\n"
        "  - party: FR\n"
    )

    cited = "invitations[0].answers[0].sources[0]"
    told = [str(problem) for problem in refused(text)]

    assert told == [
        "line 6, conference.starts: there is no such date: 2020-02-30",
        "line 13, invitations[0].quotta: the key quotta is not known here; did you mean quota?",
        f"line 15, {cited}: the source letter-2 is not listed under sources; did you mean letter-1?",
        "line 16, invitations[1].party: the party FR is invited already, on line 12",
    ]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("sauces: {}\n", "1 sauces: the key sauces is not known here; did you mean sources?"),
        ("kept: {}\n", "1 kept: the key kept is not known here"),
        ("format: secretariat/2\n", "1 format: this must be secretariat/1, not secretariat/2"),
        ("parties: 4\n", "1 parties: a list is needed here"),
        ("parties: [FR]\n", "1 parties[0]: keys and their values are needed here"),
        ("invitations: [{}]\n", "1 invitations[0].party: this key is needed"),
        (
            "invitations:\n- party: FR\n  quota: many\n",
            "3 invitations[0].quota: a whole number is needed, not many",
        ),
        ("invitations:\n- party: FR\n  quota: -1\n", "3 invitations[0].quota: this number must be at least 0"),
        (
            "invitations:\n- party: FR\n  rank: king\n",
            f"3 invitations[0].rank: king cannot stand here; it must be one of: {', '.join(get_args(Rank))}",
        ),
        (
            "invitations:\n- party: FR\n  sent: 1604966400\n",
            "3 invitations[0].sent: a date is written 2020-11-30, not 1604966400",
        ),
        (
            "invitations:\n- party: FR\n  sent: 20201130\n",
            "3 invitations[0].sent: a date is written 2020-11-30, not 20201130",
        ),
        (
            "invitations:\n- {party: FR, level: guest, capacity: guest}\n",
            "2 invitations[0].level: level is another word for capacity; only one may stand here",
        ),
        (
            "invitations:\n- {party: FR, contact: {mail: nobody}}\n",
            "2 invitations[0].contact.mail: this is not a mail address",
        ),
        (
            "delegations:\n- party: FR\n  delegates:\n  - name: 12\n",
            "4 delegations[0].delegates[0].name: text is needed; put quotes round 12",
        ),
        (
            "delegations:\n- party: FR\n  bodies:\n  - {en: A ministry, de: Ein Ministerium}\n",
            "4 delegations[0].bodies[0].de: de cannot stand here; it must be one of: en, ar, fr, es, ru, zh",
        ),
        (
            "delegations:\n- party: FR\n  bodies:\n  - {}\n",
            "4 delegations[0].bodies[0]: this is empty; at least one is needed",
        ),
        (
            "delegations:\n- party: FR\n  delegates:\n  - {name: ' '}\n",
            "4 delegations[0].delegates[0].name: this must be one line and not empty",
        ),
        (
            "participation_totals:\n- {states: yes}\n",
            "2 participation_totals[0].states: a whole number is needed, not yes",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_place(rest: str, told: str) -> None:
    assert the_problem(rest) == told


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("slug: meeting", "slug: A Meeting", "only small letters, digits and single hyphens may stand here"),
        ("Europe/Zurich", "Mars/Olympus", "there is no such time zone: Mars/Olympus"),
        ("ends: 2020-11-12", "ends: 2020-11-10", "the conference ends on 2020-11-10, before it starts on 2020-11-11"),
        ("ends: 2020-11-12", "ends: 9999-12-31", "a conference is held between the years 1900 and 2199"),
        ("ends: 2020-11-12", "ends: 2021-11-12", "a conference lasts at most 366 days"),
        ("title: A meeting", "title: ''", "this is empty; write something or leave the key out"),
        ("host: CH", "host: CH\n  public: yes", "true or false is needed, not yes"),
        ("host: CH", "host: CH\n  co_organisers: [FR, FR]", "FR stands in this list already"),
        ("date: 2020-10,", "date: 2020-13,", "there is no such date: 2020-13"),
        ("date: 2020-10,", "url: 'javascript:alert(1)',", "an address begins with http:// or https://"),
        ("date: 2020-10,", "file: ../../etc/passwd,", "this must be the bare name of a file, without a folder"),
        (
            "kind: letter",
            "kind: rumour",
            f"rumour cannot stand here; it must be one of: {', '.join(get_args(SourceKind))}",
        ),
    ],
)
def test_a_wrong_conference_or_source_is_told_in_a_sentence(right: str, wrong: str, told: str) -> None:
    problems = refused(HEAD.replace(right, wrong))

    assert [problem.message % problem.values for problem in problems] == [told]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (
            "parties:\n- {code: UN, name: United Nations}\n- {code: UN, name: Again}\n",
            "3 parties[1].code: the party UN is listed already, on line 12",
        ),
        (
            "delegations:\n- {party: FR, occasion: mission}\n- {party: FR}\n- {party: FR, occasion: conference}\n",
            "4 delegations[2].party: the delegation FR, conference is given already, on line 13",
        ),
        (
            "delegations:\n- party: FR\n  delegates:\n  - {name: A, role: head}\n  - {name: B, role: head}\n",
            "5 delegations[0].delegates[1].role: a delegation has one head, and A is named as head already",
        ),
        (
            "delegations:\n- party: FR\n  delegates:\n  - {name: A}\n  - {name: A}\n",
            "5 delegations[0].delegates[1].name: A is in this delegation already, on line 14",
        ),
        (
            "invitations:\n- party: FR\n  sent: 2020-10-02\n  answers:\n  - {standing: accepted, said: 2020-10-01}\n",
            f"5 {ANSWER}.said: this answer of 2020-10-01 is dated before the invitation was sent, on 2020-10-02",
        ),
        (
            "invitations:\n- party: FR\n  answers:\n  - {standing: accepted, corrects: 1}\n",
            "4 invitations[0].answers[0].corrects: this is answer 1; it can correct only an earlier one, not answer 1",
        ),
        (
            "invitations:\n- party: FR\n  answers:\n  - {standing: accepted, corrects: 0}\n",
            "4 invitations[0].answers[0].corrects: this number must be at least 1",
        ),
        (
            "invitations:\n- party: FR\n  party: BE\n",
            "3 invitations[0].party: this key stands twice; it stands on line 12 already",
        ),
        (
            "annexes:\n- points:\n  - {text: Said, sources: [note-9]}\n",
            "3 annexes[0].points[0].sources[0]: the source note-9 is not listed under sources",
        ),
        (
            "annexes:\n- sources:\n  - {source: note-9, passage: Said}\n",
            "3 annexes[0].sources[0]: the source note-9 is not listed under sources",
        ),
        (
            "participation_totals:\n- states: 2\n  sources:\n  - {source: letter-1, start: 9, end: 3}\n",
            "4 participation_totals[0].sources[0].end: a passage cannot end before it starts",
        ),
    ],
)
def test_what_contradicts_another_part_of_the_file_is_told(rest: str, told: str) -> None:
    assert the_problem(rest) == told


def test_a_party_code_must_be_known_to_the_register_or_listed_with_a_name() -> None:
    register = frozenset({"CH", "FR", "UNHCR"})
    invited = "parties: [{code: EU, name: European Union}]\ninvitations:\n- party: EU\n- party: UNHCR\n- party: "

    assert read(HEAD + invited + "FR\n", known=register).invitations[2].party == "FR"
    assert the_problem(invited + "XX\n", register).startswith("5 invitations[2].party: no party has the code XX")


def test_without_a_register_two_letters_are_taken_as_a_state_and_longer_codes_must_be_listed() -> None:
    assert read(HEAD + "invitations: [{party: ZZ}]\n").invitations[0].party == "ZZ"
    assert "no party has the code WFP" in the_problem("invitations: [{party: WFP}]\n")
    assert "needs a name here" in the_problem("parties: [{code: WFP}]\n")


def test_norway_stays_norway_and_only_null_booleans_and_whole_numbers_are_no_text() -> None:
    plain = ["NO", "yes", "on", "off", "Null", "TRUE", "1e3", "0o7", "12:30", "1.5", "007", "2020-11-11"]
    delegates = "".join(f"  - name: {name}\n" for name in plain)

    file = read(f"{HEAD}delegations:\n- party: NO\n  delegates:\n{delegates}")

    assert file.delegations[0].party == "NO"
    assert [delegate.name for delegate in file.delegations[0].delegates] == plain


def test_a_comma_between_braces_does_not_cut_a_text_in_two() -> None:
    rest = "conference_text: 1\n"
    goals = HEAD.replace(
        "host: CH", "host: CH\n  objectives: [{text: Peace, bread, and\n   work, sources: [letter-1]}]"
    )

    assert read(goals).conference.objectives[0].text == "Peace, bread, and work"
    assert "conference_text" in the_problem(rest)


def test_a_text_in_the_original_language_alone_is_that_text() -> None:
    file = read(HEAD.replace("title: A meeting", "title: {fr: Une réunion}\n  language: fr"))

    assert file.conference.title == "Une réunion"


def test_a_file_may_be_json() -> None:
    conference = read(HEAD).conference.model_dump(mode="json", exclude_none=True)

    file = read(json.dumps({"conference": conference, "annexes": [{"title": "NO", "date": None}]}))

    assert file.conference == read(HEAD).conference
    assert file.kept == {"annexes": "annexes:\n  - title: 'NO'\n    date: null\n"}


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    text = HEAD + "annexes:\n  - a  # why\n"

    assert read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == read(text)


def test_beyond_five_hundred_problems_the_rest_is_counted() -> None:
    problems = refused(HEAD + "parties:\n" + "- {code: UN, name: Again}\n" * 602)

    assert len(problems) == 501
    assert str(problems[-1]) == f"line {HEAD_LINES + 503}: and 101 more problems from here on"
