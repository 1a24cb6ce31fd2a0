"""Keeping two delegations apart."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import keep_apart
from secretariat.programme.models import KeptApart
from secretariat.programme.queries.clashing import clashes_of
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_rooms_side_by_side_at_one_time_clash_from_then_on() -> None:
    conference = make.conference()
    one, other = make_programme.room(conference, "One"), make_programme.room(conference, "Other")
    make_programme.pair(one, other, is_adjacent=True)
    make_programme.wanted(make_programme.session(conference, "A", room=one), "LB")
    make_programme.wanted(make_programme.session(conference, "B", room=other), "IQ")
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))

    keep_apart(make.user(Role.SECRETARY, conference), conference, one=iraq, other=lebanon)

    assert [clash.code for clash in clashes_of(conference)] == ["apart"]
    assert Entry.objects.get().verb == "programme.keep_apart"


def test_two_are_kept_apart_once_and_none_from_itself() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    there = make_programme.delegation(make.conference("geneva-2021"), "IQ")
    make_programme.kept_apart(lebanon, iraq)

    with pytest.raises(Refused, match="kept apart already"):
        keep_apart(amal, conference, one=iraq, other=lebanon)
    with pytest.raises(Refused, match="two different delegations"):
        keep_apart(amal, conference, one=iraq, other=iraq)
    with pytest.raises(Refused, match="another conference"):
        keep_apart(amal, conference, one=lebanon, other=there)
    with pytest.raises(PermissionDenied):
        keep_apart(make.user(Role.READER, conference), conference, one=lebanon, other=iraq)


def test_the_page_names_the_two() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(address(conference, "programme/venue/apart/"), {"one": lebanon.pk, "other": iraq.pk})

    assert KeptApart.objects.get().one == lebanon
    assert "Lebanon" in browser.get(address(conference, "programme/venue/")).content.decode()
