"""Which edition of a public page is the present one."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.timezone import localdate

STRANGER = AnonymousUser()

# Written out, since composing it costs more than running it, and it is all that a kept page asks for. The house's own
# record, number 0, counts too: names in the register of parties stand on every page. So does the hour of the article
# that came out last: when an embargo ends nobody changes anything, and yet the pages do.
_EDITION = """
    SELECT conference.id, conference.time_zone,
        (SELECT revision FROM audit_record WHERE conference_id = conference.id),
        (SELECT revision FROM audit_record WHERE conference_id = 0),
        (SELECT MAX(published_at) FROM newsroom_article WHERE conference_id = conference.id
            AND state = 'published' AND published_at <= CURRENT_TIMESTAMP)
    FROM conference_conference AS conference
    WHERE conference.is_public
"""
_OF_ONE = f"{_EDITION} AND conference.slug = %s"
_OF_ALL = f"{_EDITION} ORDER BY conference.id"


@dataclass(frozen=True)
class Edition:
    """What is published of a conference now: its revision, the house's, the day at the venue, the hour of its news."""

    conference_id: int
    revision: int
    house_revision: int
    today: date
    newest: str = ""


def edition_of(slug: str, alias: str = DEFAULT_DB_ALIAS) -> Edition | None:
    """The present edition of a conference; None if there is no such conference, or it is not public. One query."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_OF_ONE, [slug])
        row = cursor.fetchone()
    return None if row is None else _edition(row)


def editions(alias: str = DEFAULT_DB_ALIAS) -> tuple[Edition, ...]:
    """The present editions of all public conferences, in the order of their numbers. One query.

    All of them, and no sum: were one conference closed to the public while another opens, a sum could stay the same.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute(_OF_ALL)
        return tuple(_edition(row) for row in cursor.fetchall())


def _edition(row: tuple[int, str, int | None, int | None, object]) -> Edition:
    conference_id, time_zone, revision, house_revision, newest = row
    today = localdate(timezone=ZoneInfo(time_zone))
    return Edition(conference_id, revision or 0, house_revision or 0, today, str(newest or ""))
