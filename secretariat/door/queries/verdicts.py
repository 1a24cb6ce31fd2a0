"""Verdicts of the door in words, as lists of the office say them."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

VERDICTS: dict[str, str | Promise] = {
    "valid": pgettext_lazy("verdict", "Good"),
    "not-a-badge": pgettext_lazy("verdict", "No badge"),
    "truncated": pgettext_lazy("verdict", "Not read whole"),
    "too-long": pgettext_lazy("verdict", "Too long"),
    "wrong-conference": pgettext_lazy("verdict", "Another conference"),
    "unknown-key": pgettext_lazy("verdict", "Unknown key"),
    "forged": pgettext_lazy("verdict", "Forged"),
    "unknown-number": pgettext_lazy("verdict", "Unknown number"),
    "lost": pgettext_lazy("verdict", "Lost"),
    "revoked": pgettext_lazy("verdict", "Revoked"),
    "replaced": pgettext_lazy("verdict", "Replaced"),
    "not-accredited": pgettext_lazy("verdict", "Not accredited"),
    "clock": pgettext_lazy("verdict", "Clock is wrong"),
    "wrong-day": pgettext_lazy("verdict", "Wrong day"),
    "wrong-zone": pgettext_lazy("verdict", "Wrong zone"),
    "replayed": pgettext_lazy("verdict", "Read twice"),
    "already-inside": pgettext_lazy("verdict", "Already inside"),
    "stale": pgettext_lazy("verdict", "List too old"),
    "unlisted": pgettext_lazy("verdict", "Not in the list"),
    "typed": pgettext_lazy("verdict", "Number typed in"),
}


def verdict_in_words(code: str) -> str:
    """What a verdict says."""
    return str(VERDICTS.get(code, code))
