"""Finding that a delegate is somebody else than the person watched for."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN, Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import clear_hit
from secretariat.delegations.models import DelegateState, HitState, Terms, WatchHit
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def _hit(**fields: Any) -> WatchHit:
    conference = make.conference()
    held = {"state": DelegateState.ON_HOLD, **fields}
    return make_accreditation.hit(make.delegate(make.delegation(conference), **held))


def _address(hit: WatchHit) -> str:
    return f"/en/damascus-2020/office/watch-list/hits/{hit.pk}/clear/"


def test_whoever_is_somebody_else_is_examined_like_all_and_why_is_hidden_in_the_record() -> None:
    hit = _hit()
    Terms.objects.create(conference=hit.conference, photo_required=False)
    secretary = make.user(Role.SECRETARY, hit.conference)

    clear_hit(secretary, hit, reason="Born in another town.", at=make.NOON)

    hit.refresh_from_db()
    hit.delegate.refresh_from_db()
    assert (hit.state, hit.reason, hit.decided_by) == (HitState.CLEARED, "Born in another town.", secretary)
    assert hit.delegate.state == DelegateState.CONFIRMED
    verbs = dict(Entry.objects.values_list("verb", "changes"))
    assert verbs["delegations.clear_hit"]["reason"] == [HIDDEN, HIDDEN]
    assert verbs["delegations.release_hold"]["state"] == [DelegateState.ON_HOLD, DelegateState.CONFIRMED]


def test_whoever_is_like_another_watched_name_too_and_whom_an_officer_holds_stays_on_hold() -> None:
    hit, reason = _hit(), "A photo is wanted."
    make_accreditation.hit(hit.delegate, watched=make_accreditation.watched(hit.conference, "A. Haddad"))
    held = make_accreditation.hit(
        make.delegate(hit.delegate.delegation, "Lina", state=DelegateState.ON_HOLD, reason=reason)
    )
    secretary = make.user(Role.SECRETARY, hit.conference)

    clear_hit(secretary, hit, reason="No.", at=make.NOON)
    clear_hit(secretary, held, reason="No.", at=make.NOON)

    for each in (hit, held):
        each.delegate.refresh_from_db()
        assert each.delegate.state == DelegateState.ON_HOLD
    assert held.delegate.reason == reason


def test_without_a_reason_and_a_second_time_it_is_refused() -> None:
    hit = _hit()
    secretary = make.user(Role.SECRETARY, hit.conference)

    with pytest.raises(Refused, match="Say why"):
        clear_hit(secretary, hit, reason="  ", at=make.NOON)
    clear_hit(secretary, hit, reason="No.", at=make.NOON)
    with pytest.raises(Refused, match="settled already"):
        clear_hit(secretary, hit, reason="No.", at=make.NOON)


def test_an_officer_may_not() -> None:
    hit = _hit()
    officer = make.user(Role.DESK_OFFICER, hit.conference, desks=["delegations"])

    with pytest.raises(PermissionDenied):
        clear_hit(officer, hit, reason="No.", at=make.NOON)

    assert make.client(officer).post(_address(hit), {"reason": "No."}).status_code == 404


def test_the_page_answers_and_a_hit_of_another_conference_is_not_found() -> None:
    hit = _hit()
    browser = make.client(make.user(Role.SECRETARY, hit.conference))
    elsewhere = make.client(make.user(Role.SECRETARY, make.conference("geneva-2021")))

    assert elsewhere.post(_address(hit).replace("damascus-2020", "geneva-2021"), {"reason": "No."}).status_code == 404
    unsaid = browser.post(_address(hit), {"reason": ""}, headers={"referer": "/en/damascus-2020/office/watch-list/"})
    assert unsaid.status_code == 302
    assert "is somebody else" in browser.post(_address(hit), {"reason": "No."}, follow=True).content.decode()
    hit.refresh_from_db()
    assert hit.state == HitState.CLEARED
