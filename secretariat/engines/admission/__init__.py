"""May this badge come in? The signed text of a badge, the keys, the numbers, and one verdict for server and browser.

Plain data in and out. ``door/static/door/admission.js`` says the same in the browser; both pass the cases in
``tests/engines/admission``. Signatures are Ed25519 (RFC 8032), texts Base32 (RFC 4648), check digits Damm's.
"""

from secretariat.engines.admission.keys import (
    mark_of,
    new_private_key,
    public_key_of,
    seal,
    sign,
    unseal,
    verify,
)
from secretariat.engines.admission.numbers import LAST, is_number, number_for, place_of
from secretariat.engines.admission.payload import LONGEST_TEXT, Reading, badge_text, name_that_fits, read
from secretariat.engines.admission.verdict import CODES, Clock, Facts, Known, Last, Verdict, judge

__all__ = [
    "CODES",
    "LAST",
    "LONGEST_TEXT",
    "Clock",
    "Facts",
    "Known",
    "Last",
    "Reading",
    "Verdict",
    "badge_text",
    "is_number",
    "judge",
    "mark_of",
    "name_that_fits",
    "new_private_key",
    "number_for",
    "place_of",
    "public_key_of",
    "read",
    "seal",
    "sign",
    "unseal",
    "verify",
]
