"""Making a blocked time free again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.meetings.actions import unblock_time
from secretariat.meetings.models import BlockedTime
from tests import make, make_bilaterals
from tests.make_bilaterals import delegation, focal_point

pytestmark = pytest.mark.django_db


def test_the_time_is_free_and_the_record_keeps_which_it_was() -> None:
    conference = make.conference()

    unblock_time(focal_point(conference), make_bilaterals.blocked(delegation(conference)))

    assert not BlockedTime.objects.exists()
    assert Entry.objects.get().changes["reason"] == ["Prayer", None]


def test_others_may_not() -> None:
    conference = make.conference()
    blocked = make_bilaterals.blocked(delegation(conference))

    for other in (focal_point(conference, "JO"), make.user(Role.READER, conference)):
        with pytest.raises(PermissionDenied):
            unblock_time(other, blocked)


def test_the_page_frees_it_and_finds_none_of_another_party() -> None:
    conference = make.conference()
    blocked = make_bilaterals.blocked(delegation(conference))
    page = make_bilaterals.address(conference, f"blocked-times/{blocked.pk}/unblock/")

    assert make.client(focal_point(conference, "JO")).post(page).status_code == 404
    assert make.client(focal_point(conference)).post(page).status_code == 302
    assert not BlockedTime.objects.exists()
