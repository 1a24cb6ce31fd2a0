"""What is asked of accounts: where a person is signed in."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from secretariat.accounts.models import User

# The first that is found counts: most browsers say that they are others as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Shown:
    """One session as its person sees it."""

    session: UserSession
    browser: str
    is_this: bool


def sessions_of(user: User, this: str | None) -> list[Shown]:
    """Everywhere this person is signed in, where they were last first; what has ended is forgotten on the way."""
    found = UserSession.objects.purge_and_list(user)
    rows = [Shown(each, browser_of(each.user_agent), each.session_key == this) for each in found]
    return sorted(rows, key=lambda row: (row.is_this, row.session.last_seen_at), reverse=True)


def keys_of(account: User, *, also_expired: bool = False) -> set[str]:
    """Every session of an account that has not expired, by its key: what ends if all of them are ended.

    They are read one by one, for one that began before sessions were listed stands in no list.
    """
    rows = Session.objects.all() if also_expired else Session.objects.filter(expire_date__gt=Now())
    return {
        row.session_key
        for row in rows.iterator(chunk_size=500)
        if str(row.get_decoded().get(SESSION_KEY, "")) == str(account.pk)
    }


def listed(account: User, keys: Collection[str]) -> list[Shown]:
    """Those of these sessions whose browser is known, where the person was last first; to look changes nothing."""
    found = UserSession.objects.filter(user=account, session_key__in=keys).order_by("-last_seen_at", "pk")
    return [Shown(each, browser_of(each.user_agent), is_this=False) for each in found]


def browser_of(told: str) -> str:
    """A short name for what a browser says of itself."""
    browser = next((name for sign, name in _BROWSERS if sign in told), "")
    system = next((name for sign, name in _SYSTEMS if sign in told), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("a browser that does not say its name")
