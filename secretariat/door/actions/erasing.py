"""End and blank the badges of somebody who is erased."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from secretariat.accounts.models import name_of_nobody
from secretariat.delegations.models import Delegate
from secretariat.door.actions.printing import forget_all_prints
from secretariat.door.models import Badge, BadgeState


def erase_bearer(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """Revoke and blank the badges of a person who is erased, and delete what was printed; numbers stay, for scans."""
    badges = Badge.objects.filter(delegate=delegate)
    in_use = badges.filter(state__in=(BadgeState.ISSUED, BadgeState.LOST))
    in_use.update(state=BadgeState.REVOKED, ended_at=at)
    done = badges.update(name=name_of_nobody(delegate), text="", reason="", version=F("version") + 1)
    return {"door.badge": done, **(forget_all_prints(delegate.conference) if done else {})}
