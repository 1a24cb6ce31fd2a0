"""The clock and the zones: deadlines, embargoes, nights and seals follow them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.config.doctor.findings import Finding, broken, fine

PART = "clock"
# The program is younger than this.
OLDEST = datetime(2025, 1, 1, tzinfo=UTC)
MOST_AHEAD = timedelta(minutes=5)
_FOLLOW = "Let the machine follow time servers (timedatectl set-ntp true, or chrony), and look at its clock: date -u."


def clock_is_right() -> Iterator[Finding]:
    """Whether it is later than everything that was done, and whether the zones of conferences are known."""
    from django.db.models import Max  # noqa: PLC0415 - settings may be unreadable
    from django.utils import timezone  # noqa: PLC0415

    from secretariat.audit.models import Entry  # noqa: PLC0415
    from secretariat.conference.models import Conference  # noqa: PLC0415

    now = timezone.now()
    if now < OLDEST:
        yield broken(PART, f"The clock says that it is {now:%Y-%m-%d}: nothing that is due will come.", _FOLLOW)
    last = Entry.objects.aggregate(last=Max("at"))["last"]
    if last is not None and last - now > MOST_AHEAD:
        yield broken(
            PART,
            f"The last deed was recorded at {last:%Y-%m-%d %H:%M} UTC, and the clock says {now:%Y-%m-%d %H:%M}: "
            "it goes wrong, or did.",
            _FOLLOW,
        )
    unknown = sorted({each for each in Conference.objects.values_list("time_zone", flat=True) if not _is_zone(each)})
    if unknown:
        yield broken(
            PART,
            f"This machine does not know the time in {', '.join(unknown)}: pages of these conferences fail.",
            "Install tzdata (apt install tzdata, or pip install tzdata).",
        )
    yield fine(PART, f"It is {now:%Y-%m-%d %H:%M} UTC.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
