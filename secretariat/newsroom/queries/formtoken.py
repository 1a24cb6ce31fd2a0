"""A form of the public site says when it was shown and for what, signed, so that no cookie is needed for it.

Nobody is signed in on the public site and nothing is done in anybody's name, so there is nothing that another site
could make a visitor do here; what the token keeps away is what sends forms without reading pages.
"""

from datetime import UTC, datetime, timedelta

from django.core import signing

LEAST = timedelta(seconds=3)
MOST = timedelta(hours=24)
GOOD, TOO_QUICK, TOO_OLD, FORGED = "good", "too quick", "too old", "forged"
_SALT = "secretariat.newsroom.form"


def token_for(what: str, key: object, at: datetime) -> str:
    """A token for a form of this kind about this thing, shown at this moment."""
    return signing.dumps([what, str(key), int(at.timestamp())], salt=_SALT)


def judge_token(token: str, what: str, key: object, at: datetime) -> str:
    """Whether a token is of this form and neither too young nor too old."""
    try:
        told = signing.loads(token[:1000], salt=_SALT)
    except signing.BadSignature:
        return FORGED
    if told[:2] != [what, str(key)]:
        return FORGED
    age = at - datetime.fromtimestamp(told[2], tz=UTC)
    if age < LEAST:
        return TOO_QUICK
    return TOO_OLD if age > MOST else GOOD
