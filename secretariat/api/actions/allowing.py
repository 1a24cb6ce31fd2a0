"""How much may be asked in a minute: handed to each process in small lots, so that few requests write."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from django.db import transaction
from django.db.models import F

from secretariat.api.models import Allowance, Token

# A minute's allowance is handed out in so many lots.
LOTS = 10
KEPT = 10_000

_lots: OrderedDict[str, tuple[int, int, int]] = OrderedDict()
_lock = Lock()


def take(whose: str, most: int, at: datetime) -> int:
    """Take one request of this minute's allowance; answers how many are left at least, below 0 if there was none.

    All processes share the allowance: each takes a lot of it from the database and hands out single requests itself.
    A lot that a process did not use up is lost when the minute is over, so the count is exact from above only.
    """
    minute = int(at.timestamp()) // 60
    left = _from_hand(whose, most, minute)
    if left is None:
        # Nobody waits for the database with the lock in hand.
        size, others = _lot(whose, most, minute, at)
        left = _into_hand(whose, minute, size, others)
    return left


def _from_hand(whose: str, most: int, minute: int) -> int | None:
    """One request of the lot at hand; ``None`` where another lot has to be fetched."""
    with _lock:
        kept, mine, others = _lots.get(whose, (minute, 0, most))
        if kept != minute or (mine == 0 and others > 0):
            return None
        _lots[whose] = (minute, max(mine - 1, 0), others)
        return others + mine - 1


def _into_hand(whose: str, minute: int, size: int, others: int) -> int:
    """Take up a lot, and one request of it."""
    with _lock:
        kept, mine, _others = _lots.get(whose, (minute, 0, 0))
        mine = (mine if kept == minute else 0) + size
        _lots[whose] = (minute, max(mine - 1, 0), others)
        _lots.move_to_end(whose)
        while len(_lots) > KEPT:
            _lots.popitem(last=False)
        return others + mine - 1


def _lot(whose: str, most: int, minute: int, at: datetime) -> tuple[int, int]:
    """A new lot from the database: how many requests it holds, and how many are left beyond it."""
    size = max(1, most // LOTS)
    mine = Allowance.objects.filter(whose=whose)
    if not mine.filter(minute=minute, taken__lte=most - size).update(taken=F("taken") + size):
        Allowance.objects.bulk_create([Allowance(whose=whose, minute=minute)], ignore_conflicts=True)
        mine.filter(minute__lt=minute).update(minute=minute, taken=0)
        if not mine.filter(minute=minute, taken__lte=most - size).update(taken=F("taken") + size):
            return 0, 0
    if whose.startswith("token "):
        _note_use(int(whose.split()[1]), at)
    taken = mine.values_list("taken", flat=True).first() or most
    return size, most - taken


def _note_use(token_id: int, at: datetime) -> None:
    """Note when a token was used last; where a deed of the same token holds its row, nobody waits for that."""
    with transaction.atomic():
        free = Token.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=token_id)
        if free.values_list("pk").first() is not None:
            Token.objects.filter(pk=token_id).update(last_used_at=at)


def forget() -> None:
    """Forget the lots of this process."""
    with _lock:
        _lots.clear()
