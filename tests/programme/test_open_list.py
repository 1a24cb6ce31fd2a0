"""Opening the speakers' list of a session."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import open_list
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_a_session_has_one_list_and_the_record_says_so() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    officer = make.user(Role.SECRETARY, conference)

    held = open_list(officer, session, details={"rule": "protocol", "limit_seconds": 240})

    assert (held.rule, held.limit_seconds, held.is_open) == ("protocol", 240, True)
    assert Entry.objects.get().verb == "programme.open_list"
    with pytest.raises(Refused, match="has a speakers’ list already"):
        open_list(officer, session, details={})


def test_nobody_speaks_in_a_cancelled_session_and_a_reader_opens_none() -> None:
    conference = make.conference()
    session = make_programme.session(conference, state="cancelled")

    with pytest.raises(Refused, match="cancelled"):
        open_list(make.user(Role.SECRETARY, conference), session, details={})
    with pytest.raises(PermissionDenied):
        open_list(make.user(Role.READER, conference), session, details={})


def test_the_page_opens_it_and_says_what_is_wrong() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"speakers/sessions/{session.pk}/open/")

    wrong = browser.post(page, {"rule": "loudest", "limit_seconds": "0", "reply_seconds": "60"})
    right = browser.post(page, {"rule": "request", "limit_seconds": "90", "reply_seconds": "60"}, follow=True)

    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"rule", "limit_seconds"}
    assert right.context["list"].limit_seconds == 90
    assert not right.context["list"].is_open
