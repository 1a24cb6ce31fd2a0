"""Writing down where and when a report says that the conference is held."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import record_notice
from secretariat.dossier.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


def test_a_date_that_is_open_is_kept_in_the_words_of_the_report() -> None:
    conference = make.conference()

    record_notice(
        make.user(Role.SECRETARY, conference), conference, details={"city": "Damascus", "words": "next month"}
    )

    notice = Notice.objects.get()
    assert (notice.city, notice.held_date, notice.words) == ("Damascus", "", "next month")
    assert Entry.objects.get().verb == "dossier.record_notice"


def test_a_notice_says_something() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="at least a place or a date"):
        record_notice(make.user(Role.SECRETARY, conference), conference, details={})

    assert not Notice.objects.exists()


def test_a_reader_may_not_write_one_down() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        record_notice(make.user(Role.READER, conference), conference, details={"city": "Damascus"})

    assert not Notice.objects.exists()


def test_the_page_writes_it_down_and_turns_a_reader_away() -> None:
    conference = make.conference()
    address = "/en/damascus-2020/office/as-reported/notice/"

    answer = make.client(make.user(Role.SECRETARY, conference)).post(
        address, {"city": "Damascus", "words": "next month", "sensitivity": "public"}
    )

    assert answer["Location"] == "/en/damascus-2020/office/as-reported/"
    assert Notice.objects.count() == 1
    assert make.client(make.user(Role.READER, conference)).get(address).status_code == 403
