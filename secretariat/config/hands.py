"""How a hand of the worker goes on: what it does is done again and again, and what fails is begun again later."""

import logging
import time
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)


def keep_on(deed: Callable[[], object], *, pause: float, longest: float, failed: str) -> None:
    """Do a deed as long as the worker lives, with this pause in seconds between.

    Whatever fails is begun again after a pause that doubles up to the longest, and is logged: what ``failed`` says.
    """
    wait = pause
    while True:
        try:
            # A connection that broke while it was not looked at is made anew.
            close_old_connections()
            deed()
            wait = pause
        except Exception:
            wait = min(2 * wait, longest)
            logger.exception("%s; it is tried again in %.0f seconds.", failed, wait)
        time.sleep(wait)
