"""The demo shows figures and pledges at work, and tells what is made up."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.api.actions import load
from secretariat.api.queries import known_codes
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.config.followed_up import MADE_UP, follow_up
from secretariat.config.house import furnish, hand_of_the_house
from secretariat.config.management.commands.demo import CASE
from secretariat.engines.conferencefile import read
from secretariat.figures.models import Condition, Edition, EditionState, Observation, Release, ReleaseState
from secretariat.pledges.models import MoneyFlow, Pledge, StageUpdate
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def conference() -> Conference:
    """The model case, with a follow-up."""
    furnish()
    load(hand_of_the_house(), make.house(), file=read(CASE.read_text(), known=known_codes()))
    found = Conference.objects.get(slug="damascus-2020")
    desks = ("figures", "pledges", "dossier", "archive")
    officer = make.user(Role.DESK_OFFICER, found, desks=desks)
    second = make.user(Role.SECRETARY, found)
    for _time in range(2):
        follow_up(officer, found, second=second, at=NOW)
    return found


def test_the_demo_shows_real_figures_and_marks_what_is_made_up(conference: Conference, client: Client) -> None:
    assert Edition.objects.filter(state=EditionState.IMPORTED).count() == 4
    returns = Observation.objects.filter(
        edition__dataset__key="unhcr-solutions", group="RET", origin__code="SYR", year=2025
    )
    assert sum(returns.values_list("value", flat=True)) == 1_341_148
    licences = Source.objects.filter(kind="data set").values_list("publisher", "licence").distinct()
    assert list(licences) == [("UNHCR Refugee Population Statistics Database", "CC BY 4.0")]

    assert set(Release.objects.values_list("state", flat=True)) == {ReleaseState.PUBLISHED}
    assert Release.objects.count() == 2
    page = client.get("/en/damascus-2020/figures/2/").content.decode()
    assert "1,341,148" in page
    assert "Syrian refugee returns by year and host" in page

    assert list(Pledge.objects.values_list("stage", flat=True)) == ["", "", ""]
    for made in (*StageUpdate.objects.all(), *MoneyFlow.objects.all()):
        assert made.sensitivity == "secretariat"
        assert MADE_UP["en"] in f"{getattr(made, 'narrative', '')}{getattr(made, 'description', '')}"
    assert Condition.objects.exclude(severity="not assessed").get().sensitivity == "secretariat"
    assert Condition.objects.filter(severity="not assessed").count() == 8
    for address in ("", "figures/", "pledges/", "areas/"):
        assert MADE_UP["en"] not in client.get(f"/en/damascus-2020/{address}").content.decode()
