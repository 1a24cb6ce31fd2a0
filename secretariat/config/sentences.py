"""Where a sentence for the next page is kept: as the framework does, by the name that cookies of the house have."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HouseCookie(CookieStorage):
    """A cookie that no neighbouring host can set."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class Sentences(FallbackStorage):
    """The cookie, and the session for what is too long for it."""

    storage_classes = (HouseCookie, SessionStorage)
