"""Two delegations that need no longer be kept apart."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import end_keeping_apart
from secretariat.programme.models import KeptApart
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def _kept(conference: Conference) -> KeptApart:
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    return make_programme.kept_apart(lebanon, iraq)


def test_the_record_says_who_it_was() -> None:
    conference = make.conference()
    kept = _kept(conference)

    end_keeping_apart(make.user(Role.SECRETARY, conference), kept)

    assert not KeptApart.objects.exists()
    assert Entry.objects.get().changes["one_id"][1] is None


def test_it_ends_once_and_a_reader_may_not() -> None:
    conference = make.conference()
    kept = _kept(conference)

    with pytest.raises(PermissionDenied):
        end_keeping_apart(make.user(Role.READER, conference), kept)
    KeptApart.objects.all().delete()
    with pytest.raises(Refused, match="no longer there"):
        end_keeping_apart(make.user(Role.SECRETARY, conference), kept)


def test_the_button_of_the_page_ends_it() -> None:
    conference = make.conference()
    kept = _kept(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(address(conference, f"programme/venue/apart/{kept.pk}/end/"))

    assert not KeptApart.objects.exists()
