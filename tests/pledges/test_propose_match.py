"""Proposing an offer to a pledge that needs support."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import propose_match
from secretariat.pledges.models import Match
from tests import make, make_pledges
from tests.pledges.test_matching import ADDRESS, for_country
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_a_match_is_kept_with_what_the_two_share_and_is_recorded() -> None:
    conference = make.conference()
    wanted, offer = make_pledges.policy(conference), for_country(make_pledges.pledge(conference), "LB")
    officer = make.user(Role.DESK_OFFICER, conference, desks=["pledges"])

    match = propose_match(officer, wanted, offer=offer)

    assert (match.state, match.decided_by) == ("proposed", officer)
    assert match.reasons == [{"code": "country", "shared": ["LB"], "points": 4}]
    assert Entry.objects.get().verb == "pledges.propose_match"


def test_a_person_may_propose_what_shares_nothing() -> None:
    conference = make.conference()

    match = propose_match(
        make.user(Role.SECRETARY, conference), make_pledges.policy(conference), offer=make_pledges.pledge(conference)
    )

    assert match.reasons == []


def test_twice_refused_before_fulfilled_of_the_wrong_kind_or_from_elsewhere_is_refused() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    secretary, wanted = make.user(Role.SECRETARY, conference), make_pledges.policy(conference)
    refused = make_pledges.pledge(conference, "CN")
    make_pledges.match(wanted, refused, state="refused", reason="Other schools")
    known = make_pledges.pledge(conference, "FR")
    make_pledges.match(wanted, known)
    sentences = {
        "judged not to match: Other schools": refused,
        "proposed to each other already": known,
        "is Fulfilled": make_pledges.pledge(conference, stage="fulfilled"),
        "money, goods or knowledge": make_pledges.pledge(conference, kind="agreement"),
        "another conference": make_pledges.pledge(elsewhere),
        "no offer to itself": wanted,
    }

    for sentence, offer in sentences.items():
        with pytest.raises(Refused, match=sentence):
            propose_match(secretary, wanted, offer=offer)
    with pytest.raises(Refused, match="does not say that it needs support"):
        propose_match(secretary, known, offer=refused)
    assert Match.objects.count() == 2


def test_a_reader_may_not_and_an_offer_that_is_not_seen_is_not_found() -> None:
    conference = make.conference()
    wanted, offer = make_pledges.policy(conference), make_pledges.pledge(conference)
    hidden = make_pledges.pledge(conference, sensitivity="restricted")
    reader = make.user(Role.READER, conference)
    officer = make.client(make.user(Role.DESK_OFFICER, conference, desks=["pledges"]))

    with pytest.raises(PermissionDenied):
        propose_match(reader, wanted, offer=offer)
    assert make.client(reader).post(f"{ADDRESS}{wanted.pk}/propose/", {"offer": offer.pk}).status_code == 403
    assert officer.post(f"{ADDRESS}{wanted.pk}/propose/", {"offer": hidden.pk}).status_code == 404
    assert officer.post(f"{ADDRESS}{wanted.pk}/propose/", {"offer": "x"}).status_code == 404


def test_the_page_proposes_and_no_longer_offers_it() -> None:
    conference = make.conference()
    wanted, offer = make_pledges.policy(conference), for_country(make_pledges.pledge(conference), "LB")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"{ADDRESS}{wanted.pk}/propose/", {"offer": offer.pk}, follow=True).content.decode()

    assert "The two are proposed to each other." in page
    assert "No offer shares enough with it" in page
    assert "The two parties agreed" in page


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_officers_who_propose_the_same_at_once_one_is_done_and_the_others_are_refused() -> None:
    conference = make.conference()
    wanted, offer = make_pledges.policy(conference), make_pledges.pledge(conference)
    secretary, refused = make.user(Role.SECRETARY, conference), []

    def propose() -> None:
        try:
            propose_match(secretary, wanted, offer=offer)
        except Refused as error:
            refused.append(str(error))

    threads = [in_thread(propose) for _each in range(4)]
    for thread in threads:
        thread.join()

    assert Match.objects.count() == 1
    assert len(refused) == 3
