"""Copying the plan of another conference."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Membership
from secretariat.preparation.actions import lay_plan_of
from secretariat.preparation.models import Need, Task
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/plan/copy/"


def _pair() -> tuple[Conference, Conference]:
    other = make.conference("geneva-2019", start_date=date(2019, 11, 11), end_date=date(2019, 11, 12))
    return make.conference(), other


def _member_of_both(role: str, here: Conference, there: Conference) -> User:
    user = make.user(Role.SECRETARY, here)
    party = make.party("LB") if role == Role.FOCAL_POINT else None
    Membership.objects.create(conference=there, user=user, role=role, party=party)
    return User.objects.get(pk=user.pk)


def test_the_plan_is_copied_with_its_days_shifted_and_nothing_of_it_done() -> None:
    here, there = _pair()
    user = _member_of_both(Role.SECRETARY, here, there)
    first = make_preparation.task(
        there, "First", state="done", done_date=date(2019, 10, 1), due_date=date(2019, 10, 12), owner=user
    )
    second = make_preparation.task(there, "Second", due_date=date(2019, 11, 10), owner_party=make.party("SY"))
    make_preparation.need(second, first)

    batch = lay_plan_of(user, here, other=there)

    copies = {str(task.title): task for task in Task.objects.filter(conference=here)}
    assert batch.done == 2
    assert (copies["First"].due_date, copies["First"].state) == (date(2020, 10, 12), "planned")
    assert (copies["First"].owner, copies["First"].done_date) == (None, None)
    assert (copies["Second"].due_date, copies["Second"].owner_party) == (date(2020, 11, 10), make.party("SY"))
    assert Need.objects.get(conference=here).needs == copies["First"]
    assert Entry.objects.get().conference_id == here.pk


def test_copied_twice_nothing_doubles() -> None:
    here, there = _pair()
    user = _member_of_both(Role.READER, here, there)
    make_preparation.task(there)

    lay_plan_of(user, here, other=there)
    batch = lay_plan_of(user, here, other=there)

    assert (batch.done, len(batch.skipped)) == (0, 1)
    assert Task.objects.filter(conference=here).count() == 1


def test_what_that_office_keeps_close_is_not_copied() -> None:
    here, there = _pair()
    make_preparation.task(there, "Open")
    make_preparation.task(there, "Hush", sensitivity="restricted")

    lay_plan_of(_member_of_both(Role.READER, here, there), here, other=there)

    assert [str(task.title) for task in Task.objects.filter(conference=here)] == ["Open"]


@pytest.mark.parametrize("role", [None, Role.FOCAL_POINT])
def test_a_plan_in_whose_office_one_does_not_sit_is_not_there(role: str | None) -> None:
    here, there = _pair()
    make_preparation.task(there)
    user = _member_of_both(role, here, there) if role else make.user(Role.SECRETARY, here)

    with pytest.raises(Refused, match="no plan there that you may see"):
        lay_plan_of(user, here, other=there)

    page = make.client(user).post(ADDRESS, {"other": there.pk})
    assert "No other plan is open to you" in page.content.decode()
    assert not Task.objects.filter(conference=here).exists()


def test_a_reader_here_may_not_and_the_page_copies_for_an_officer() -> None:
    here, there = _pair()
    make_preparation.task(there)
    reader = make.user(Role.READER, here)

    with pytest.raises(PermissionDenied):
        lay_plan_of(reader, here, other=there)
    page = make.client(_member_of_both(Role.READER, here, there)).post(ADDRESS, {"other": there.pk}, follow=True)

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert "1 laid, 0 skipped" in page.content.decode()


def test_the_page_says_so_where_there_is_nothing_to_copy() -> None:
    here = make.conference()

    page = make.client(make.user(Role.SECRETARY, here)).get(ADDRESS)

    assert "No other plan is open to you" in page.content.decode()
