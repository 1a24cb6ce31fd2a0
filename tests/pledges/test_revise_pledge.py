"""Correcting how a pledge was written down."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import Area, Reach, Share, Sharing, reach_of, revise_pledge
from tests import make, make_pledges
from tests.make_pledges import said
from tests.pledges.conftest import Follow


def test_the_old_words_stay_in_the_record(follow: Follow) -> None:
    revise_pledge(follow.officer, follow.pledge, details={"text": said("Food aid for two years")})

    follow.pledge.refresh_from_db()
    assert str(follow.pledge.text) == "Food aid for two years"
    change = Entry.objects.get(verb="pledges.revise_pledge").changes["text"]
    assert change == [{"en": "Food aid"}, {"en": "Food aid for two years"}]


def test_who_shares_in_it_and_whom_it_is_for_are_changed_and_recorded(follow: Follow) -> None:
    reach = Reach([Sharing(make.party("JO"), "partner")], [Share(make.party("SY"), Decimal(50))], [Area("SY02")])
    revise_pledge(follow.officer, follow.pledge, details={}, reach=reach)
    revise_pledge(
        follow.officer, follow.pledge, details={}, reach=Reach(countries=[Share(make.party("SY"), Decimal(60))])
    )

    entries = Entry.objects.filter(verb="pledges.revise_pledge").order_by("pk")
    assert entries[0].changes["parties"] == [[], ["partner: JO"]]
    assert entries[1].changes["countries"] == [["SY 50 %"], ["SY 60 %"]]
    assert reach_of(follow.pledge).areas == []


def test_a_revision_that_changes_nothing_writes_nothing(follow: Follow) -> None:
    revise_pledge(follow.officer, follow.pledge, details={"amount": Decimal(20_000_000)}, reach=reach_of(follow.pledge))

    assert not Entry.objects.filter(verb="pledges.revise_pledge").exists()


def test_what_cannot_be_is_refused(follow: Follow) -> None:
    with pytest.raises(Stale):
        revise_pledge(follow.officer, follow.pledge, details={}, version=7)
    with pytest.raises(Refused) as refused:
        revise_pledge(follow.officer, follow.pledge, details={"currency": "ABC"})
    assert refused.value.field == "currency"


def test_a_pledge_shown_to_more_people_stands_by_what_they_may_read(follow: Follow) -> None:
    hidden = make_pledges.pledge(follow.held, "LB", sensitivity="secretariat", text=said("Schools"))
    make_pledges.update(hidden, "in progress", date(2021, 3, 1), sensitivity="secretariat")
    revise_pledge(follow.officer, hidden, details={"sensitivity": "public"})

    hidden.refresh_from_db()
    assert (hidden.stage, hidden.updated_date) == ("", None)


def test_neither_a_stranger_nor_its_own_party_rewords_it(follow: Follow) -> None:
    for person in (follow.focal, *follow.strangers):
        with pytest.raises(PermissionDenied):
            revise_pledge(person, follow.pledge, details={"text": said("Nothing")})


def test_the_page_answers_and_says_what_somebody_else_changed(follow: Follow) -> None:
    address = follow.address("revise_pledge", follow.pledge.pk)
    page = make.client(follow.officer).get(address)
    sent = {
        "party": make.party("LB").pk,
        "kind": "financial",
        "text_en": "Food aid for three years",
        "amount": "twenty million",
        "currency": "USD",
        "additional": "unknown",
        "consulted": "yes",
        "areas": "SY02 Aleppo\nSY07",
        "country_1": make.party("SY").pk,
        "percent_1": "60",
        "sensitivity": "public",
        "version": follow.pledge.version,
    }
    saved = make.client(follow.officer).post(address, sent)
    stale = make.client(follow.officer).post(address, {**sent, "text_en": "Four years"})

    assert page.status_code == 200
    assert saved.status_code == 302
    follow.pledge.refresh_from_db()
    assert (str(follow.pledge.text), follow.pledge.amount) == ("Food aid for three years", Decimal(20_000_000))
    assert [each.said for each in follow.pledge.areas.all()] == ["SY02 Aleppo", "SY07"]
    assert stale.status_code == 200
    assert b"Somebody changed" in stale.content or b"differ" in stale.content.lower()
