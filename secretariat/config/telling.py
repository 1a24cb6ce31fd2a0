"""What the worker does every two seconds: webhooks are told what happened.

Messages to the outside are delivered by a hand of their own, so that no mail waits for an address that does not answer.
"""

from django.utils import timezone

from secretariat.api.actions import tell_what_is_due
from secretariat.config.hands import keep_on
from secretariat.config.house import hand_of_the_house

PAUSE = 2.0
LONGEST_PAUSE = 60.0


def tell_all() -> int:
    """Tell everything that is due now, and say how much was done; what has to be tried again waits for another time."""
    total = 0
    while done := tell_what_is_due(hand_of_the_house, at=timezone.now()):
        total += done
    return total


def tell_on() -> None:
    """Tell what is due, as long as the worker lives; whatever fails is begun again after a pause that grows."""
    keep_on(tell_all, pause=PAUSE, longest=LONGEST_PAUSE, failed="Webhooks could not be told")
