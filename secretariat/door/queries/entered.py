"""What somebody set up at the door, and what becomes of it without them."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.queries import Kept
from secretariat.door.models import Device


def devices_of(account: User) -> list[Kept]:
    """The tablets in service that an account enrolled: they have tokens of their own, and go on without it."""
    rows = Device.objects.filter(entered_by=account, revoked_at=None).select_related("conference").order_by("pk")
    return [Kept(_("Device at a gate"), each.name, each.conference, ends=False) for each in rows]
