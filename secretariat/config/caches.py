"""Where counts and sessions lie that all processes share: in the database, or in a Valkey or a Redis."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# It has room for so many counts that nobody makes it forget one by starting others.
ENTRIES = 100_000
SECONDS = 2.0
_SPOKEN = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss", "unix": "unix"}


def cache(url: str) -> dict[str, Any]:
    """The cache that an address names; a table of the database where there is none."""
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "house_cache",
            "OPTIONS": {"MAX_ENTRIES": ENTRIES},
        }
    scheme = urlsplit(url).scheme
    if scheme not in _SPOKEN:
        raise ImproperlyConfigured("CACHE_URL is an address like redis://host:6379/0.")
    if find_spec("redis") is None:
        raise ImproperlyConfigured("CACHE_URL needs the client: pip install 'secretariat[redis]'.")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _SPOKEN[scheme] + url[len(scheme) :],
        "KEY_PREFIX": "secretariat",
        "OPTIONS": {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS},
    }
