"""Having the published timetable repaired: as few meetings move as can be."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.engines import scheduling
from secretariat.programme.actions import repair_timetable, seek
from secretariat.programme.models import Draft, DraftState
from tests import make, make_timetable
from tests.make_programme import at, bilateral, delegation, place

pytestmark = pytest.mark.django_db
REPAIR = "/en/damascus-2020/office/timetable/repair/"


def officer(conference: Conference) -> User:
    return make.user(Role.DESK_OFFICER, conference, desks=["programme"])


def published() -> Conference:
    """Three meetings of Lebanon, from nine on, published."""
    conference = make_timetable.ready()
    for number, code in enumerate(("IQ", "EG", "JO")):
        wish = bilateral(conference, "LB", code)
        place(wish, conference.rooms.get(), starts_at=at(9, 30 * number))
    make_timetable.published(conference)
    return conference


def test_after_a_late_arrival_only_what_must_move_moves() -> None:
    conference = published()
    make_timetable.stay(delegation(conference, "LB"), arrives=at(9, 30))

    draft = repair_timetable(officer(conference), conference, name="Late", at=make.NOON)
    seek.call(draft.pk)

    draft.refresh_from_db()
    assert draft.score is not None
    assert (draft.state, draft.is_repair, draft.score["unmet"]) == (DraftState.DONE, True, 0)
    plan = scheduling.plan_from(draft.plan)
    assert plan.starts[1:] == (1, 2)
    assert draft.score["changes"] == 1


def test_nothing_is_repaired_before_something_is_published() -> None:
    conference = make_timetable.ready()
    bilateral(conference)

    with pytest.raises(Refused, match="Nothing was published yet"):
        repair_timetable(officer(conference), conference, name="", at=make.NOON)

    assert not Draft.objects.exists()


def test_whoever_does_not_work_on_the_desk_may_not() -> None:
    conference = published()
    with pytest.raises(PermissionDenied):
        repair_timetable(make.user(Role.READER, conference), conference, name="", at=make.NOON)


def test_the_page_begins_it() -> None:
    conference = published()
    browser = make.client(officer(conference))

    assert "changed in as few meetings as can be" in " ".join(browser.get(REPAIR).content.decode().split())
    answer = browser.post(REPAIR, {"name": "After the storm"}, follow=True)

    assert "After the storm" in answer.content.decode()
    assert Draft.objects.get().is_repair
