"""What the worker does every half minute: records are sealed, each a thousand deeds or ten minutes after its last seal.

Seals are made by a hand of their own, so that nothing else that the worker has to do makes them late.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from secretariat.audit.action import Refused
from secretariat.audit.actions import seal
from secretariat.audit.models import Record
from secretariat.audit.queries import sealed_up_to, unsealed_records
from secretariat.config.hands import keep_on
from secretariat.config.house import hand_of_the_house
from secretariat.engines.sealing import public_key, read_key

PAUSE = 30.0
LONGEST_PAUSE = 300.0
MOST_DEEDS = 1_000
LONGEST_WAIT = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def key_of_the_house() -> bytes | None:
    """The private key that signs seals; none where the house has no such file."""
    return read_key(settings.SEAL_KEY_FILE) if settings.SEAL_KEY_FILE.exists() else None


def public_keys() -> list[str]:
    """The public key of the house, if it has one."""
    private = key_of_the_house()
    return [public_key(private)] if private else []


def had_a_key(at: datetime) -> bool:
    """Whether the house had its key already at this moment, so that what it sealed then bears a signature."""
    return settings.SEAL_KEY_FILE.exists() and settings.SEAL_KEY_FILE.stat().st_mtime < at.timestamp()


def seal_all(at: datetime, *, everything: bool = False) -> int:
    """Seal each record that has waited long enough, or every one, and say how many entries were sealed.

    What is done meanwhile waits for the next time: a house that is busy is not sealed deed by deed. A record in which
    it fails keeps no other from its seal.
    """
    total, key = 0, key_of_the_house()
    for waiting in unsealed_records():
        if everything or waiting.deeds >= MOST_DEEDS or at - waiting.since >= LONGEST_WAIT:
            goal = waiting.record.revision
            try:
                while _is_behind(waiting.record, goal) and (
                    count := seal(hand_of_the_house(), waiting.record, at=at, key=key)
                ):
                    total += count
            except Refused:
                # Another worker sealed it at this moment.
                logger.info("Record %s is sealed elsewhere.", waiting.record.pk)
            except Exception:
                logger.exception("Record %s could not be sealed; it is tried again.", waiting.record.pk)
    return total


def _is_behind(record: Record, goal: int) -> bool:
    sealed = sealed_up_to(record.pk)
    return sealed is None or sealed.last < goal


def seal_on() -> None:
    """Seal what is due, as long as the worker lives; whatever fails is begun again after a pause that grows."""
    keep_on(lambda: seal_all(timezone.now()), pause=PAUSE, longest=LONGEST_PAUSE, failed="Records could not be sealed")
