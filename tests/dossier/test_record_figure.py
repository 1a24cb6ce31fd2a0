"""Writing down a number as a report gives it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import record_figure
from secretariat.dossier.models import ReportedFigure
from tests import make

pytestmark = pytest.mark.django_db
SAID = {"value": Decimal(5_600_000), "unit": "persons", "counts": LazyI18nString({"en": "refugees abroad"})}


def test_figures_of_two_reports_stand_side_by_side_with_their_sources() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    one, other = make.source(conference, key="one"), make.source(conference, key="other")

    record_figure(secretary, conference, details=SAID, cited=[Cited(one)])
    record_figure(secretary, conference, details={**SAID, "value": Decimal(5_500_000)}, cited=[Cited(other)])

    assert [Citation.objects.of([row]).get().source for row in ReportedFigure.objects.order_by("pk")] == [one, other]
    assert Entry.objects.filter(verb="dossier.record_figure").count() == 2


@pytest.mark.parametrize(
    ("change", "field"), [({"counts": LazyI18nString({})}, "counts"), ({"value": Decimal(10) ** 19}, "value")]
)
def test_a_number_says_what_it_counts_and_can_be_kept(change: dict[str, object], field: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused) as refusal:
        record_figure(make.user(Role.SECRETARY, conference), conference, details={**SAID, **change})

    assert refusal.value.field == field
    assert not ReportedFigure.objects.exists()


def test_a_reader_may_not_write_one_down() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        record_figure(make.user(Role.READER, conference), conference, details=SAID)

    assert not ReportedFigure.objects.exists()


def test_the_page_writes_it_down_and_turns_a_reader_away() -> None:
    conference = make.conference()
    address = "/en/damascus-2020/office/as-reported/figure/"

    answer = make.client(make.user(Role.SECRETARY, conference)).post(
        address, {"value": "5600000", "unit": "persons", "counts_en": "refugees abroad", "sensitivity": "public"}
    )

    assert answer["Location"] == "/en/damascus-2020/office/as-reported/"
    assert ReportedFigure.objects.count() == 1
    assert make.client(make.user(Role.READER, conference)).get(address).status_code == 403
