"""What upper desks delete of their own when particulars are due, erase with a person or an account, and end with it."""

from secretariat.api.actions import erase_from_imports, erase_tokens_of, revoke_tokens_of
from secretariat.api.queries import kept_of
from secretariat.conference.actions import ALSO_ENDED_OF_ACCOUNTS, ALSO_ERASED_OF_ACCOUNTS, forget_letters_sent
from secretariat.conference.queries import KEPT_OF_ACCOUNTS
from secretariat.config.leaving import erase_sign_in_of
from secretariat.delegations.actions import ALSO_ERASED, ALSO_PURGED
from secretariat.door.actions import erase_bearer, forget_all_prints
from secretariat.door.queries import devices_of
from secretariat.newsroom.actions import erase_from_requests
from secretariat.overview.actions import erase_looks_of
from secretariat.programme.actions import erase_attendee, erase_feeds_of, forget_answers_by_mail

ALSO_PURGED += [
    each for each in (forget_all_prints, forget_answers_by_mail, forget_letters_sent) if each not in ALSO_PURGED
]
ALSO_ERASED += [
    each for each in (erase_bearer, erase_attendee, erase_from_requests, erase_from_imports) if each not in ALSO_ERASED
]
ALSO_ERASED_OF_ACCOUNTS += [
    each
    for each in (erase_tokens_of, erase_feeds_of, erase_looks_of, erase_sign_in_of)
    if each not in ALSO_ERASED_OF_ACCOUNTS
]
ALSO_ENDED_OF_ACCOUNTS += [each for each in (revoke_tokens_of,) if each not in ALSO_ENDED_OF_ACCOUNTS]
KEPT_OF_ACCOUNTS += [each for each in (kept_of, devices_of) if each not in KEPT_OF_ACCOUNTS]
