"""Finding that a delegate is the person watched for: refused, and the delegation is not told why."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import uphold_hit
from secretariat.delegations.models import DelegateState, HitState, WatchHit
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db
WHY = "The host said so in a note."


def _hit(**fields: Any) -> WatchHit:
    conference = make.conference()
    held = {"state": DelegateState.ON_HOLD, "mail": "amal@example.org", "languages": ["fr"], **fields}
    return make_accreditation.hit(make.delegate(make.delegation(conference), **held))


def _address(hit: WatchHit) -> str:
    return f"/en/damascus-2020/office/watch-list/hits/{hit.pk}/uphold/"


def test_the_person_meant_is_refused_and_neither_mail_nor_page_nor_history_says_why() -> None:
    hit = _hit(sensitivity="delegations")
    focal = make.user(Role.FOCAL_POINT, hit.conference, party=make.party("LB"))

    uphold_hit(make.user(Role.SECRETARY, hit.conference), hit, reason=WHY, at=make.NOON)

    hit.refresh_from_db()
    hit.delegate.refresh_from_db()
    assert (hit.state, hit.reason) == (HitState.UPHELD, WHY)
    assert (hit.delegate.state, hit.delegate.state_since) == (DelegateState.REFUSED, make.NOON)
    letter = Message.objects.get()
    browser, pk = make.client(focal), hit.delegate.pk
    pages = [
        letter.body,
        hit.delegate.reason,
        browser.get(f"/en/damascus-2020/office/delegates/{pk}/").content.decode(),
        browser.get(f"/en/damascus-2020/office/history/delegations.delegate/{pk}/").content.decode(),
    ]
    assert not any(WHY in page or "watch" in page.lower() for page in pages)
    assert {"delegations.uphold_hit", "delegations.refuse_accreditation"} == set(
        Entry.objects.values_list("verb", flat=True)
    )


def test_of_whoever_was_withdrawn_only_the_finding_is_written_down() -> None:
    hit = _hit(state=DelegateState.WITHDRAWN)

    uphold_hit(make.user(Role.SECRETARY, hit.conference), hit, reason=WHY, at=make.NOON)

    hit.delegate.refresh_from_db()
    assert hit.delegate.state == DelegateState.WITHDRAWN
    assert not Message.objects.exists()


def test_without_a_reason_it_is_refused_and_nothing_is_changed() -> None:
    hit = _hit()

    with pytest.raises(Refused, match="only secretaries read it"):
        uphold_hit(make.user(Role.SECRETARY, hit.conference), hit, reason="", at=make.NOON)

    hit.delegate.refresh_from_db()
    assert hit.delegate.state == DelegateState.ON_HOLD
    assert not Entry.objects.exists()


def test_a_stranger_may_not() -> None:
    hit = _hit()
    reader = make.user(Role.READER, hit.conference)

    with pytest.raises(PermissionDenied):
        uphold_hit(reader, hit, reason=WHY, at=make.NOON)

    assert make.client(reader).post(_address(hit), {"reason": WHY}).status_code == 404


def test_the_page_answers() -> None:
    hit = _hit()

    page = make.client(make.user(Role.SECRETARY, hit.conference)).post(_address(hit), {"reason": WHY}, follow=True)

    assert "is refused; the delegation is not told why" in page.content.decode()
    assert WHY in page.content.decode()
