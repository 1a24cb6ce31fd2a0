"""Two deeds at once, for the tests that need PostgreSQL."""

import threading
from collections.abc import Callable

from django.db import connections


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """Begin work beside this test; its connections are closed at its end."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
