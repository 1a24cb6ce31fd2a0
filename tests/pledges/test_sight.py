"""Who may know of what became of a pledge: nobody learns of a pledge by its parts, or by a refusal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from secretariat.archive.queries import facts_citing
from secretariat.audit.action import Refused
from secretariat.pledges.actions import (
    add_evidence,
    record_flow,
    report_progress,
    revise_flow,
    set_target,
    update_stage,
)
from secretariat.pledges.models import Evidence, MoneyFlow, PledgeCountry, PledgeParty, Progress, StageUpdate, Target
from tests import make, make_pledges
from tests.make_pledges import said
from tests.pledges.conftest import Follow

SECRET = "Words for the secretary alone"
DAY = date(2021, 6, 1)


def parts_of(pledge: Any) -> list[Any]:
    """A public part of each kind."""
    target = make_pledges.target(pledge)
    return [
        target,
        make_pledges.progress(target, sensitivity="public"),
        make_pledges.update(pledge),
        make_pledges.flow(pledge.conference, pledge=pledge),
        make_pledges.evidence(pledge),
    ]


def test_whoever_does_not_see_a_pledge_sees_no_part_of_it(follow: Follow) -> None:
    hidden = make_pledges.pledge(follow.held, "LB", title=said(SECRET), sensitivity="restricted")
    source = make.source(follow.held, "shared", sensitivity="public")
    for part in parts_of(hidden):
        make.citation(part, source)

    assert facts_citing(source, follow.reader) == []
    for model in (Target, Progress, StageUpdate, MoneyFlow, Evidence):
        assert not model.objects.visible_to(AnonymousUser()).exists(), model
        assert not model.objects.in_office_of(follow.officer).exists(), model
        assert model.objects.in_office_of(make.user("secretary", follow.held)).count() == 1, model


def test_whoever_sees_a_pledge_sees_its_parts_and_money_of_none(follow: Follow) -> None:
    parts_of(follow.pledge)
    make_pledges.flow(follow.held)

    seen = [model.objects.visible_to(AnonymousUser()).count() for model in (Target, Progress, StageUpdate, Evidence)]
    assert seen == [1, 1, 1, 1]
    assert MoneyFlow.objects.visible_to(AnonymousUser()).count() == 2


def test_the_list_offers_no_party_and_no_country_of_a_pledge_that_is_not_seen(follow: Follow) -> None:
    hidden = make_pledges.pledge(follow.held, "RU", sensitivity="restricted")
    PledgeParty.objects.create(conference=follow.held, pledge=hidden, party=make.party("VE"), role="co-lead")
    PledgeCountry.objects.create(conference=follow.held, pledge=hidden, party=make.party("PE"))

    for person in (follow.focal, follow.officer):
        page = make.client(person).get(follow.address("pledges")).content.decode()
        assert "Lebanon" in page
        assert "Venezuela" not in page
        assert "Peru" not in page


def test_no_refusal_tells_a_party_of_what_it_may_not_know(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    hidden: dict[str, Any] = {"sensitivity": "restricted"}
    narrative, day = said("Two schools"), date(2021, 3, 1)
    make_pledges.update(follow.pledge, on=day, narrative=narrative, reported_by=make.party("LB"), **hidden)
    make_pledges.target(follow.pledge, 70, indicator=said("Roofs"), due_date=None, **hidden)
    make_pledges.progress(target, 40, **hidden)
    make_pledges.flow(follow.held, pledge=follow.pledge, **hidden)
    make_pledges.evidence(follow.pledge, **hidden)

    update_stage(
        follow.focal, follow.pledge, details={"stage": "in progress", "said_date": day, "narrative": narrative}
    )
    set_target(
        follow.focal, follow.pledge, details={"indicator": said("Roofs"), "unit": "schools", "value": Decimal(70)}
    )
    report_progress(follow.focal, target, details={"actual": Decimal(40), "end_date": DAY})
    paid = {"kind": "disbursement", "amount": Decimal(5_000_000), "currency": "USD", "flow_date": DAY}
    record_flow(follow.focal, follow.pledge, details=paid)
    with pytest.raises(Refused, match=r"takes back more than the 5000000"):
        record_flow(follow.focal, follow.pledge, details={**paid, "amount": Decimal(-6_000_000)})
    with pytest.raises(Refused, match="Nothing shows yet"):
        update_stage(follow.focal, follow.pledge, details={"stage": "fulfilled", "said_date": DAY})


def test_a_party_does_not_undo_for_whom_an_officer_keeps_what_it_entered(follow: Follow) -> None:
    flow = make_pledges.flow(follow.held, pledge=follow.pledge, entered_by=follow.focal, sensitivity="secretariat")

    revise_flow(follow.focal, flow, details={"amount": Decimal(3), "sensitivity": "public"})

    flow.refresh_from_db()
    assert (flow.amount, flow.sensitivity) == (Decimal(3), "secretariat")


def test_evidence_names_its_source_and_target_to_those_alone_who_may_know_of_them(follow: Follow) -> None:
    source = make.source(follow.held, title="A cable to the secretary", sensitivity="restricted")
    target = make_pledges.target(follow.pledge, indicator=said(SECRET), sensitivity="restricted")
    make_pledges.evidence(follow.pledge, source=source, target=target, proves=said("It is done"))
    own = {"title": "Our own report"}
    add_evidence(follow.focal, follow.pledge, details={"proves": said("So say we")}, source=own)

    for person in (follow.focal, follow.reader):
        page = make.client(person).get(follow.address("pledge", follow.pledge.pk)).content.decode()
        assert "It is done" in page
        assert "cable" not in page
        assert SECRET not in page
        assert "Our own report" in page
    secretary = make.client(make.user("secretary", follow.held))
    assert "A cable to the secretary" in secretary.get(follow.address("pledge", follow.pledge.pk)).content.decode()


def test_the_public_page_of_a_source_says_nothing_of_evidence_whose_source_or_pledge_is_not_public(
    follow: Follow,
) -> None:
    shared = make.source(follow.held, "shared", sensitivity="public")
    cable = make.source(follow.held, title="A cable to the secretary", sensitivity="restricted")
    make.citation(make_pledges.evidence(follow.pledge, source=cable), shared)
    make.citation(make_pledges.evidence(follow.pledge, proves=said("Seen by all"), source=shared), shared)

    page = make.client(None).get(reverse("public:source", args=[follow.held.slug, "shared"])).content.decode()
    assert "Seen by all" in page
    assert "cable" not in page


def test_what_an_officer_wrote_down_on_the_word_of_the_party_is_its_own_word_to_the_public(follow: Follow) -> None:
    make_pledges.update(follow.pledge, reported_by=make.party("LB"))

    page = make.client(None).get(reverse("public:pledge", args=[follow.held.slug, follow.pledge.number]))
    assert "Self-reported" in page.content.decode()


def test_a_line_that_a_party_hands_in_stays_one_line_so_that_a_file_can_hold_it(follow: Follow) -> None:
    broken = "two\r\nlines"
    paid = {"kind": "disbursement", "amount": Decimal(5), "currency": "USD", "flow_date": DAY, "provider_name": broken}
    aim = {"indicator": said("Roofs"), "unit": broken, "value": Decimal(70)}
    flow = record_flow(follow.focal, follow.pledge, details=paid)
    target = set_target(follow.focal, follow.pledge, details=aim)
    evidence = add_evidence(follow.focal, follow.pledge, details={"proves": said("It is")}, source={"title": broken})

    assert {flow.provider_name, target.unit, evidence.source.title} == {"two lines"}
