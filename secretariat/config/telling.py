"""What the worker does every two seconds: webhooks are told what happened.

Messages to the outside are delivered by a hand of their own, so that no mail waits for an address that does not answer.
"""

import logging
import time

from django.db import close_old_connections
from django.utils import timezone

from secretariat.api.actions import tell_what_is_due
from secretariat.config.house import hand_of_the_house

PAUSE = 2.0
LONGEST_PAUSE = 60.0

logger = logging.getLogger(__name__)


def tell_all() -> int:
    """Tell everything that is due now, and say how much was done; what has to be tried again waits for another time."""
    total = 0
    while done := tell_what_is_due(hand_of_the_house, at=timezone.now()):
        total += done
    return total


def tell_on() -> None:
    """Tell what is due, as long as the worker lives; whatever fails is begun again after a pause that grows."""
    pause = PAUSE
    while True:
        try:
            # A connection that broke while it was not looked at is made anew.
            close_old_connections()
            tell_all()
            pause = PAUSE
        except Exception:
            pause = min(2 * pause, LONGEST_PAUSE)
            logger.exception("Webhooks could not be told; it is tried again in %.0f seconds.", pause)
        time.sleep(pause)
