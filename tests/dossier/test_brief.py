"""What is known of the other side before a meeting, and a party's own page, which tells the same."""

import re
from datetime import date
from typing import Any

import pytest

from secretariat.accounts.models import Role, Sensitivity
from secretariat.delegations.models import DelegateRole, Standing
from secretariat.dossier.models import InitiativeState, Stance
from secretariat.meetings.models import FollowUpState, Meeting
from tests import make, make_dossier, make_figures, make_pledges

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office"


def brief_of(meeting: Meeting, role: Role = Role.SECRETARY) -> str:
    browser = make.client(make.user(role, meeting.conference))
    return browser.get(f"{OFFICE}/briefs/{meeting.pk}/").content.decode()


def ahead() -> Meeting:
    return make_dossier.meeting(make.conference(), make.party("RU"), held_date="2020-11-05")


def test_the_other_side_is_whoever_comes_and_not_the_host_of_the_conference() -> None:
    meeting = ahead()

    page = brief_of(meeting)

    assert 'id="side-RU"' in page
    assert 'id="side-SY"' not in page


def test_a_host_who_is_not_the_conferences_is_an_other_side_too() -> None:
    meeting = make_dossier.meeting(make.conference(), make.party("RU"), host=make.party("LB"))

    page = brief_of(meeting)

    assert page.index('id="side-LB"') < page.index('id="side-RU"')


def test_answer_history_positions_and_people_stand_on_one_page() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    invitation = make.invitation(conference, russia)
    make.answer(invitation, Standing.TENTATIVE)
    make.answer(invitation, Standing.ACCEPTED, said_date=date(2020, 11, 3))
    topic = make_dossier.topic(conference, "Security")
    make_dossier.position(
        topic, russia, text=make_dossier.said("No guarantee"), said_date="2020-10-01", stance="against"
    )
    make_dossier.position(topic, russia, text=make_dossier.said("It is guaranteed"), stance=Stance.FOR)
    make.delegate(make.delegation(conference, russia), "Alexander Lavrentiev", role=DelegateRole.HEAD)
    make.delegate(make.delegation(conference, russia, occasion="mission"), "An Adviser")

    page = brief_of(meeting)

    assert page.index("Tentative") < page.rindex("Accepted")
    assert page.index("It is guaranteed") < page.index("Held before:") < page.index("No guarantee")
    assert "changed" in page
    assert "Alexander Lavrentiev" in page
    assert "An Adviser" not in page


def test_earlier_meetings_are_told_with_their_points_and_later_ones_are_not() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    earlier = make_dossier.meeting(conference, russia, held_date="2020-10-29", title=make_dossier.said("The first"))
    make_dossier.point(earlier, russia)
    make_dossier.meeting(conference, russia, held_date="", title=make_dossier.said("Some day"))
    make_dossier.meeting(conference, russia, held_date="2020-12-01", title=make_dossier.said("Too late"))
    make_dossier.meeting(conference, make.party("LB"), held_date="2020-10-01", title=make_dossier.said("Without them"))

    page = brief_of(meeting)

    assert "The first" in page
    assert "The aim is humanitarian" in page
    assert page.index("Earlier meetings") < page.index("The first") < page.index("Date not known</h4>")
    assert page.index("Date not known</h4>") < page.index("Some day")
    assert "Too late" not in page
    assert "Without them" not in page


def test_follow_ups_are_told_both_ways_as_long_as_they_are_open() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    earlier = make_dossier.meeting(conference, russia, held_date="2020-10-29")
    told: dict[str, dict[str, Any]] = {
        "They send a list": {"owner_party": russia},
        "We send an answer": {"owner_party": make.party("SY")},
        "It was done": {"state": FollowUpState.DONE},
    }
    for words, fields in told.items():
        make_dossier.follow_up(earlier, text=make_dossier.said(words), **fields)
    make_dossier.follow_up(make_dossier.meeting(conference, make.party("LB")), text=make_dossier.said("Of others"))

    page = brief_of(meeting)

    theirs, ours = page.index("Theirs"), page.index("Ours and others")
    assert theirs < page.index("They send a list") < ours < page.index("We send an answer")
    assert "It was done" not in page
    assert "Of others" not in page


def test_initiatives_that_are_settled_and_challenges_of_others_are_left_out() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    make_dossier.initiative(conference, russia, text=make_dossier.said("A fund"))
    make_dossier.initiative(
        conference, russia, text=make_dossier.said("An old plan"), state=InitiativeState.CARRIED_OUT
    )
    make_dossier.challenge(conference, by=make.party("LB"), about=russia, text=make_dossier.said("Pressed to stay"))
    make_dossier.challenge(conference, by=make.party("LB"), text=make_dossier.said("Somebody else's"))

    page = brief_of(meeting)

    assert "A fund" in page
    assert "An old plan" not in page
    assert "Pressed to stay" in page
    assert "Said to be done to" in page
    assert "Somebody else" not in page


def test_who_says_so_is_named_once() -> None:
    meeting = ahead()
    make_dossier.challenge(meeting.conference, by=make.party("RU"))

    page = brief_of(meeting)

    assert page.count("Said by") == 1
    assert "Said by: <bdi>Russia</bdi></small>" in page


def test_each_source_is_listed_once_at_the_end_under_the_number_that_its_facts_bear() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    one, other = make.source(conference, title="The first report"), make.source(conference, title="The second report")
    earlier = make_dossier.meeting(conference, russia, held_date="2020-10-29")
    make.citation(make_dossier.point(earlier, russia), one)
    make.citation(make_dossier.point(earlier, russia), other)
    make.citation(make_dossier.follow_up(earlier, owner_party=russia), one)

    page = brief_of(meeting)

    end = page[page.index('class="brief-sources"') :]
    assert re.findall(r'<li value="(\d)"><a[^>]*><bdi>([^<]*)', end) == [
        ("1", "The first report"),
        ("2", "The second report"),
    ]


def test_city_and_country_are_told_apart() -> None:
    meeting = ahead()
    Meeting.objects.filter(pk=meeting.pk).update(city=make_dossier.said("Damascus"), country=make.party("SY"))

    page = brief_of(meeting)

    assert "<bdi>Damascus</bdi>, <bdi>Syria</bdi>" in page


def test_the_brief_tells_what_the_other_side_promised_and_hosts() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    pledge = make_pledges.pledge(conference, text=make_pledges.said("Food for all"))
    make_pledges.update(pledge)
    make_pledges.flow(conference, pledge=pledge)
    make_figures.origin(conference)
    russian = make_figures.country(conference, "RU")
    edition = make_figures.edition(make_figures.dataset(conference))
    make_figures.observation(conference, 1234, asylum=russian, edition=edition)
    make_figures.observation(conference, 99, asylum=russian, edition=edition, year=2019)
    make_figures.observation(conference, 5678, asylum=russian, qualifier="about", said_by=russia)

    page = brief_of(meeting)

    assert "Food for all" in page
    assert "In progress" in page
    assert "5,000,000" in page
    assert "1,234" in page
    assert "about 5,678" in page
    # The newest year of a dataset alone, and no sum over sources.
    assert ">99 " not in page
    assert "6,912" not in page


def test_what_a_person_may_not_see_is_not_told() -> None:
    meeting = ahead()
    conference, russia = meeting.conference, make.party("RU")
    hidden: dict[str, Any] = {"sensitivity": Sensitivity.RESTRICTED}
    earlier = make_dossier.meeting(conference, russia, held_date="2020-10-29")
    make_dossier.point(earlier, russia, text=make_dossier.said("secret one"), **hidden)
    secret = make_dossier.meeting(
        conference, russia, held_date="2020-10-01", title=make_dossier.said("secret two"), **hidden
    )
    make_dossier.follow_up(secret, text=make_dossier.said("secret three"), owner_party=russia)
    make_dossier.position(make_dossier.topic(conference), russia, text=make_dossier.said("secret four"), **hidden)
    make.answer(make.invitation(conference, russia, **hidden), reason=make_dossier.said("secret five"))
    make.delegate(make.delegation(conference, russia), "Secret Six", role=DelegateRole.HEAD, **hidden)
    make_dossier.challenge(conference, by=russia, text=make_dossier.said("secret seven"), **hidden)

    assert "secret" not in brief_of(meeting, Role.READER).replace("Secretariat", "").replace("secretariat", "").lower()
    assert "secret one" in brief_of(meeting)


def test_a_meeting_that_is_hidden_or_of_another_conference_has_no_brief() -> None:
    conference = make.conference()
    hidden = make_dossier.meeting(conference, sensitivity=Sensitivity.RESTRICTED)
    elsewhere = make_dossier.meeting(make.conference("another"))
    browser = make.client(make.user(Role.READER, conference))

    for meeting in (hidden, elsewhere):
        assert browser.get(f"{OFFICE}/briefs/{meeting.pk}/").status_code == 404


@pytest.mark.parametrize("place", ["positions/parties", "briefs/parties"])
def test_a_party_has_its_page_and_its_brief(place: str) -> None:
    conference = make.conference()
    make_dossier.position(make_dossier.topic(conference, "Security"))
    make_dossier.obstacle(conference, make.party("LB"))
    browser = make.client(make.user(Role.READER, conference))

    page = browser.get(f"{OFFICE}/{place}/{make.party('LB').pk}/").content.decode()

    assert "Security" in page
    assert "It is time" in page
    assert "Not everywhere is safe" in page
    assert browser.get(f"{OFFICE}/{place}/999999/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_need_no_more_queries(count: int, django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    source, parties = make.source(conference), [make.organisation(f"P{number}") for number in range(count)]
    meeting = make_dossier.meeting(conference, *parties, held_date="2020-11-05")
    for number, party in enumerate(parties):
        make.answer(make.invitation(conference, party))
        earlier = make_dossier.meeting(conference, *parties, held_date="2020-10-29")
        make.citation(make_dossier.point(earlier, party), source)
        make_dossier.follow_up(earlier, owner_party=party)
        make_dossier.position(make_dossier.topic(conference, f"Topic {number}"), party)
        make_dossier.initiative(conference, party)
        make_dossier.obstacle(conference, party)
        make_dossier.challenge(conference, by=party)
        make.delegate(make.delegation(conference, party), role=DelegateRole.HEAD)
    browser = make.client(make.user(Role.SECRETARY, conference))

    with django_assert_max_num_queries(41):
        page = browser.get(f"{OFFICE}/briefs/{meeting.pk}/").content.decode()

    assert 'id="side-P0"' in page
