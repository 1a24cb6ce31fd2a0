"""Names that may be of one person: found by how they sound, so that not every name is compared with every other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.delegations.models import Delegate
from secretariat.engines import reading
from secretariat.engines.folding import folded

# From here on a person is asked whether two names are one person's.
ALIKE = 0.8
# Why two may be one person, in words; the keys are those of the reading of names, and of what stands beside a name.
REASONS: dict[str, str | Promise] = {
    "same": _("the same name"),
    "spelling": _("another spelling"),
    "script": _("another script"),
    "part": _("one name has a part more"),
    "same mail": _("the same mail address"),
    "same birth date": _("born on the same day"),
    "other birth date": _("born on different days"),
}
SAME_DAY, OTHER_DAY = 0.1, -0.15
SURE = 1.0


@dataclass(frozen=True)
class Alike:
    """How alike two people are, from 0 to 1, the two spellings that are most alike, and why: words of ``REASONS``."""

    score: float
    one: str
    other: str
    reasons: tuple[str, ...]


@dataclass
class Sounds:
    """Spellings by how they sound: each belongs to somebody, who is known by a number."""

    by_key: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, owner: int, names: Iterable[str]) -> None:
        """Keep these spellings of somebody's name."""
        for name in names:
            for key in keys_of(name):
                self.by_key[key].append((owner, name))

    def near(
        self, names: Iterable[str], *, keys: Callable[[str], frozenset[str]] | None = None
    ) -> Iterator[tuple[int, str, str]]:
        """Whoever may bear one of these names: their number, the name asked for, and theirs."""
        seen: set[tuple[int, str, str]] = set()
        for name in names:
            for key in (keys or keys_of)(name):
                for owner, other in self.by_key.get(key, ()):
                    if (owner, name, other) not in seen:
                        seen.add((owner, name, other))
                        yield owner, name, other


def keys_of(name: str) -> frozenset[str]:
    """The keys under which a spelling is kept: how it sounds, and the name itself."""
    return reading.sound_keys(name) | {f"={folded(name)}"}


def keys_of_words(name: str) -> frozenset[str]:
    """The keys of each word of a name by itself."""
    return frozenset(key for word in name.replace("-", " ").split() for key in keys_of(word))


def is_one_word(name: str) -> bool:
    """Whether a name is a single word, but for an article before it."""
    return not any(" " in key for key in reading.sound_keys(name))


def spellings_of(delegate: Delegate) -> list[str]:
    """Every spelling of a delegate's name, each once."""
    return list(dict.fromkeys(each for each in (delegate.name, delegate.original_name, *delegate.spellings) if each))


def most_alike(found: Iterable[tuple[int, str, str]], *, least: float = ALIKE) -> dict[int, Alike]:
    """Of those found near, by their number, how alike they are; whoever is less alike than the least is left out."""
    best: dict[int, Alike] = {}
    for owner, one, other in found:
        likeness = reading.likeness_of_names(one, other)
        if likeness.score >= least and (owner not in best or likeness.score > best[owner].score):
            best[owner] = Alike(likeness.score, one, other, likeness.reasons)
    return best


def with_birth_dates(alike: Alike, one: date | None, other: date | None) -> Alike:
    """The same, raised if both were born on one day and lowered if not; what is not known changes nothing."""
    if one is None or other is None:
        return alike
    # A day and a month changed places, or only the year is known to be right: that lowers nothing.
    is_near = (one.year, *sorted((one.month, one.day))) == (other.year, *sorted((other.month, other.day)))
    if not is_near and one.year == other.year:
        return alike
    step, reason = (SAME_DAY, "same birth date") if is_near else (OTHER_DAY, "other birth date")
    return Alike(round(min(SURE, alike.score + step), 3), alike.one, alike.other, (*alike.reasons, reason))


def reasons_in_words(codes: Iterable[str]) -> list[str]:
    """Why two may be one person, as a page says it."""
    return [str(REASONS[code]) for code in codes if code in REASONS]
