"""How a pledge stands by what was last reported of it."""

from secretariat.accounts.models import Sensitivity
from secretariat.pledges.models import Pledge

LEVELS = tuple(Sensitivity.values)


def stand(pledge: Pledge) -> None:
    """Take the stage of the newest report that is for everybody who sees the pledge: others are not told by it."""
    levels = LEVELS[: LEVELS.index(pledge.sensitivity) + 1]
    latest = pledge.updates.filter(sensitivity__in=levels).order_by("said_date", "id").last()
    stage, day = (latest.stage, latest.said_date) if latest is not None else ("", None)
    if (pledge.stage, pledge.updated_date) != (stage, day):
        pledge.stage, pledge.updated_date = stage, day
        pledge.save(update_fields=["stage", "updated_date"])
