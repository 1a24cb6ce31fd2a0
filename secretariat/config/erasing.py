"""What upper desks delete of their own when particulars are due, and erase when a person is erased."""

from secretariat.api.actions import erase_from_imports
from secretariat.conference.actions import forget_letters_sent
from secretariat.delegations.actions import ALSO_ERASED, ALSO_PURGED
from secretariat.door.actions import erase_bearer, forget_all_prints
from secretariat.newsroom.actions import erase_from_requests
from secretariat.programme.actions import erase_attendee, forget_answers_by_mail

ALSO_PURGED += [
    each for each in (forget_all_prints, forget_answers_by_mail, forget_letters_sent) if each not in ALSO_PURGED
]
ALSO_ERASED += [
    each for each in (erase_bearer, erase_attendee, erase_from_requests, erase_from_imports) if each not in ALSO_ERASED
]
