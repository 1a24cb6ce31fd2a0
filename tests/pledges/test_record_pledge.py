"""Writing down what is promised."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import Area, Reach, Share, Sharing, record_pledge
from secretariat.pledges.models import Pledge
from tests import make, make_pledges
from tests.make_pledges import said

pytestmark = pytest.mark.django_db


def promised(code: str = "RU", **fields: Any) -> dict[str, Any]:
    values = {"party": make.party(code), "kind": "financial", "text": said("Food aid"), "sensitivity": "public"}
    return {**values, "amount": Decimal(20_000_000), "currency": "USD", **fields}


def test_a_joint_pledge_is_written_down_numbered_and_recorded() -> None:
    held = make.conference()
    make_pledges.pledge(held)
    officer = make.user(Role.DESK_OFFICER, held, desks=["pledges"])
    reach = Reach(
        [Sharing(make.organisation("WFP", "World Food Programme"), "implementer")],
        [Share(make.party("SY"), Decimal(60)), Share(make.party("LB"), Decimal(40))],
        [Area("SY02", "Aleppo")],
    )
    cited = [Cited(make.source(held), "We give twenty million.")]
    made = record_pledge(
        officer, held, details=promised(end_date="2021", start_date="2020-11"), reach=reach, cited=cited
    )

    assert made.number == 2
    assert [str(each.party) for each in made.parties.all()] == ["World Food Programme"]
    assert [each.percent for each in made.countries.all()] == [Decimal(60), Decimal(40)]
    assert [each.pcode for each in made.areas.all()] == ["SY02"]
    assert Citation.objects.of([made]).get().passage == "We give twenty million."
    entry = Entry.objects.get(verb="pledges.record_pledge")
    assert (entry.made_id, entry.changes["areas"]) == (made.pk, [None, ["SY02 Aleppo"]])


@pytest.mark.parametrize(
    ("fields", "reach", "field"),
    [
        ({"text": said("")}, Reach(), "text"),
        ({"currency": "XYZ"}, Reach(), "currency"),
        ({"currency": ""}, Reach(), "currency"),
        ({"amount": Decimal(-5)}, Reach(), "amount"),
        ({"amount": Decimal("0.001")}, Reach(), "amount"),
        ({"amount": Decimal("10.50"), "currency": "JPY"}, Reach(), "amount"),
        ({"start_date": "2021", "end_date": "2020-12"}, Reach(), "end_date"),
    ],
)
def test_what_nobody_can_have_promised_is_refused_at_its_field(
    fields: dict[str, Any], reach: Reach, field: str
) -> None:
    held = make.conference()
    with pytest.raises(Refused) as refused:
        record_pledge(make.user(Role.SECRETARY, held), held, details=promised(**fields), reach=reach)

    assert refused.value.field == field
    assert not Pledge.objects.exists()


def test_parts_that_do_not_fit_together_are_refused() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    lebanon, jordan = make.party("LB"), make.party("JO")
    wrong = {
        "parties": Reach(parties=[Sharing(make.party("RU"), "co-lead")]),
        "countries": Reach(countries=[Share(lebanon, Decimal(60)), Share(jordan, Decimal(41))]),
        "areas": Reach(areas=[Area("SY02"), Area("SY02")]),
    }
    for field, reach in wrong.items():
        with pytest.raises(Refused) as refused:
            record_pledge(secretary, held, details=promised(), reach=reach)
        assert refused.value.field == field
    with pytest.raises(Refused, match="twice"):
        record_pledge(secretary, held, details=promised(), reach=Reach(countries=[Share(lebanon), Share(lebanon)]))


def test_the_same_pledge_is_not_written_down_twice() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    record_pledge(secretary, held, details=promised())

    with pytest.raises(Refused, match="number 1"):
        record_pledge(secretary, held, details=promised())
    assert record_pledge(secretary, held, details=promised(amount=Decimal(5))).number == 2


def test_a_focal_point_hands_in_what_its_own_party_promises_for_the_secretariat_to_look_at() -> None:
    held = make.conference()
    focal = make.user(Role.FOCAL_POINT, held, party=make.party("LB"))
    made = record_pledge(focal, held, details=promised("LB"))

    assert made.sensitivity == "secretariat"
    with pytest.raises(PermissionDenied):
        record_pledge(focal, held, details=promised("RU"))


def test_a_stranger_may_not() -> None:
    held = make.conference()
    for person in (make.user(None), make.user(Role.READER, held), make.user(Role.DESK_OFFICER, held, desks=["door"])):
        with pytest.raises(PermissionDenied):
            record_pledge(person, held, details=promised())


@pytest.mark.parametrize("fields", [{"qualifier": "about"}, {"value_date": date(2021, 1, 1)}])
def test_what_speaks_of_an_amount_needs_one(fields: dict[str, Any]) -> None:
    held = make.conference()
    with pytest.raises(Refused, match="no amount") as refused:
        record_pledge(make.user(Role.SECRETARY, held), held, details=promised(amount=None, currency="", **fields))
    assert refused.value.field == next(iter(fields))
