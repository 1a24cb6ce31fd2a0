"""Positions side by side: by topic, and in one table of parties and topics."""

import re
from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.archive.queries import Marks
from secretariat.conference.models import Conference
from secretariat.delegations.models import Standing
from secretariat.dossier.models import Stance, Topic
from secretariat.dossier.queries.positions import Holder, TopicSheet, silent_on, taking_part, topic_sheets
from secretariat.dossier.queries.sight import Sight, sight_of
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ALL = "/en/damascus-2020/office/positions/"


def sight(conference: Conference, user: User | None = None) -> Sight:
    reader = user or make.user(Role.SECRETARY, conference)
    return sight_of(conference, reader, "en", Marks(lambda _source: ""))


def sheet(topic: Topic, user: User | None = None) -> TopicSheet:
    return topic_sheets(sight(topic.conference, user), topic=topic)[0]


def holder_of(topic: Topic) -> Holder:
    return sheet(topic).holders[0]


def columns(shown: TopicSheet) -> dict[str, list[str]]:
    return {column.key: [card.holder.party.code for card in column.cards] for column in shown.columns}


def test_parties_stand_in_their_columns_in_protocol_order() -> None:
    topic = make_dossier.topic(make.conference())
    for code, stance in (("RU", "for"), ("CN", "for"), ("US", "against"), ("JO", "neutral"), ("IQ", "")):
        make_dossier.position(topic, make.party(code), stance=stance)

    shown = sheet(topic)

    assert columns(shown) == {"for": ["CN", "RU"], "against": ["US"], "neutral": ["JO"], "not-stated": ["IQ"]}
    assert shown.is_disputed


def test_who_did_not_say_is_not_called_neutral_and_nobody_is_shown_for_or_against_who_is_not() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    make_dossier.position(topic, make.party("RU"), stance="")
    browser = make.client(make.user(Role.READER, conference))

    page = browser.get(f"{ALL}topics/{topic.pk}/").content.decode()
    listed = browser.get(ALL).content.decode()

    headings = re.findall(r'<h2 id="([^"]*)">([^<]*) ', page)
    assert [each for each in headings if each[0] != "answered"] == [("not-stated", "Not stated"), ("silent", "Silent")]
    assert "Nobody is known to be for or against." in page
    assert "<span>Not stated: 1</span>" in listed
    for words in ("Neutral", "For:", "Against:"):
        assert words not in listed


def test_a_party_that_changed_stands_where_it_is_now_with_what_it_held_before() -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, said_date="2020-10-01", stance=Stance.FOR)
    make_dossier.position(topic, said_date="2020-11-01", stance=Stance.AGAINST)

    shown = sheet(topic)

    assert columns(shown) == {"for": [], "against": ["LB"], "neutral": [], "not-stated": []}
    assert shown.holders[0].has_changed
    assert [each.position.said_date for each in shown.holders[0].earlier] == ["2020-10-01"]


@pytest.mark.parametrize(("before", "after"), [("for", "for"), ("", "for"), ("for", "")])
def test_a_word_of_the_same_stance_or_of_none_changes_nothing(before: str, after: str) -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, said_date="2020-10-01", stance=before)
    make_dossier.position(topic, said_date="2020-11-01", stance=after)

    assert not holder_of(topic).has_changed


@pytest.mark.parametrize(("one", "other"), [("2020-11-01", "2020-11-01"), ("2020-11", "2020-11-20"), ("", "")])
def test_two_words_of_which_none_is_surely_later_stand_side_by_side(one: str, other: str) -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, said_date=one, stance=Stance.FOR)
    make_dossier.position(topic, said_date=other, stance=Stance.AGAINST)

    shown = sheet(topic)

    assert columns(shown) == {"for": ["LB"], "against": ["LB"], "neutral": [], "not-stated": []}
    assert shown.holders[0].speaks_both_ways
    assert not shown.holders[0].has_changed


def test_what_has_no_date_is_taken_for_the_oldest() -> None:
    topic = make_dossier.topic(make.conference())
    make_dossier.position(topic, said_date="2020-11-01", stance=Stance.AGAINST)
    make_dossier.position(topic, said_date="", stance=Stance.FOR)

    assert columns(sheet(topic))["against"] == ["LB"]
    assert holder_of(topic).has_changed


def test_silent_are_those_who_take_part_and_of_whom_nothing_is_known_here() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    for code in ("LB", "JO", "TR"):
        make.invitation(conference, make.party(code))
    make.answer(make.invitation(conference, make.party("IQ")), Standing.NOT_INVITED)
    make.delegation(conference, make.party("IR"))
    make_dossier.position(topic, make.party("LB"))
    make_dossier.position(topic, make.party("JO"), sensitivity=Sensitivity.RESTRICTED)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    silent = silent_on(sight(conference, officer), sheet(topic, officer))

    assert [each.party.code for each in silent] == ["IR", "JO", "SY", "TR"]


def test_the_host_and_those_who_help_it_take_part() -> None:
    conference = make.conference()
    conference.co_organisers.create(party=make.party("RU"))

    assert [party.code for party in taking_part(sight(conference))] == ["RU", "SY"]


def test_the_page_of_a_topic_shows_each_word_with_its_date_person_and_source() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    position = make_dossier.position(topic, said_by="H.E. Amal Haddad", said_date="2020-11")
    make.citation(position, make.source(conference, title="A report"), "it is time, she said")

    page = make.client(make.user(Role.READER, conference)).get(f"{ALL}topics/{topic.pk}/").content.decode()

    assert "It is time" in page
    assert '<time datetime="2020-11">November 2020</time> <small>day not known</small>' in page
    assert "H.E. Amal Haddad" in page
    assert "it is time, she said" in page
    assert "Correct" not in page


def test_an_officer_is_offered_to_correct_and_to_cite() -> None:
    conference = make.conference()
    position = make_dossier.position(make_dossier.topic(conference))
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["dossier"]))

    page = browser.get(f"{ALL}topics/{position.topic_id}/").content.decode()

    assert f"/office/positions/{position.pk}/revise/" in page
    assert f"/office/cite/dossier.position/{position.pk}/" in page


def test_a_topic_on_which_a_person_sees_nothing_is_not_there_for_them() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference, "Hidden matter")
    make_dossier.position(topic, sensitivity=Sensitivity.RESTRICTED)
    reader = make.client(make.user(Role.READER, conference))

    assert "Hidden matter" not in reader.get(ALL).content.decode()
    assert reader.get(f"{ALL}topics/{topic.pk}/").status_code == 404


def test_a_topic_of_another_conference_is_not_found() -> None:
    conference, other = make.conference(), make_dossier.topic(make.conference("another"))

    assert make.client(make.user(Role.SECRETARY, conference)).get(f"{ALL}topics/{other.pk}/").status_code == 404


def test_the_table_says_in_words_what_each_party_holds_on_each_topic() -> None:
    conference = make.conference()
    first, second = make_dossier.topic(conference, "Security"), make_dossier.topic(conference, "Sanctions")
    make_dossier.position(first, make.party("LB"), stance=Stance.FOR, said_date="2020-10-01")
    make_dossier.position(first, make.party("LB"), stance=Stance.AGAINST)
    make_dossier.position(second, make.party("RU"), stance="")
    make.invitation(conference, make.party("JO"))

    page = make.client(make.user(Role.SECRETARY, conference)).get(ALL).content.decode()

    rows = {
        name: re.sub(r"<[^>]+>|\s+", " ", row)
        for name, row in re.findall(r"<bdi>([^<]+)</bdi></a></th>(.*?)</tr>", page, re.DOTALL)
    }
    assert re.search(r"Against .*changed.*– .*Silent", rows[str(make.party("LB"))])
    assert re.search(r"– .*Silent.* Not stated", rows[str(make.party("RU"))])
    assert "Jordan" in page[page.index("silent on every topic") :]


def test_an_empty_page_teaches_and_offers_to_begin() -> None:
    conference = make.conference()

    officer = make.client(make.user(Role.SECRETARY, conference)).get(ALL).content.decode()
    reader = make.client(make.user(Role.READER, conference)).get(ALL).content.decode()

    assert "No position is written down yet" in reader
    assert "positions/record/" in officer
    assert "positions/record/" not in reader


def test_hostile_words_do_no_harm() -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference, make.HOSTILE)
    make_dossier.position(topic, text=make_dossier.said(make.HOSTILE), said_by=make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    for place in (ALL, f"{ALL}topics/{topic.pk}/", f"{ALL}parties/{make.party('LB').pk}/"):
        assert "<b>" not in browser.get(place).content.decode()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("place", ["", "topics/{}/"])
def test_many_rows_need_no_more_queries(count: int, place: str, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    topic = make_dossier.topic(conference)
    for number in range(count):
        party = make.organisation(f"P{number}", f"Party {number}")
        make.answer(make.invitation(conference, party))
        position = make_dossier.position(topic, party)
        make.citation(position, make.source(conference))
        make_dossier.position(make_dossier.topic(conference, f"Topic {number}"), party)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(18):
        page = browser.get(ALL + place.format(topic.pk)).content.decode()

    assert "Party 0" in page
