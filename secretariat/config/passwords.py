"""What a password may not be made of: words that everybody in the house reads every day.

The list makes itself: the name of the product, the names of the machine, and of each conference its address, title,
acronym, city, venue and host, in all languages. A password may hold one of them, as long as enough of its own is left.
Of a conference that is not public only its members hear: a refusal would tell others of it, word by word.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import NumericPasswordValidator
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from secretariat.conference.models import Conference

# Shorter ones are in half of all words.
_SHORTEST_WORD = 4
# So many letters of its own a password has beside words of the house: numbers of years and signs between them are none.
_OWN_LETTERS = 8
# A number of a telephone or two dates are shorter.
_ENOUGH_DIGITS = 15
_BETWEEN_WORDS = re.compile(r"[\W\d_]+")


class WordsOfTheHouse:
    """Refuses a password that consists of words of the house, of digits, and of little else."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse it with a sentence."""
        left = folded = _folded(password)
        for word in sorted(words_of_the_house(user), key=len, reverse=True):
            left = left.replace(word, " ")
        if left != folded and len(_BETWEEN_WORDS.sub("", left)) < _OWN_LETTERS:
            raise ValidationError(
                _("This password is little more than words of the house, as the name of a conference."),
                code="password_of_the_house",
            )

    def get_help_text(self) -> str:
        """Say it beforehand."""
        return _("Your password is more than the name of a conference, of the house or of its address, and a year.")


class DigitsAlone(NumericPasswordValidator):
    """Refuses digits alone, unless they are very many."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse it with the framework's sentence."""
        if len(password) < _ENOUGH_DIGITS:
            super().validate(password, user)


def words_of_the_house(user: Any = None) -> set[str]:
    """Every word that is easily guessed of somebody in this house, as far as this person may know of it."""
    return {
        word for text in _texts(user) for word in _BETWEEN_WORDS.split(_folded(text)) if len(word) >= _SHORTEST_WORD
    }


def _texts(user: Any) -> Iterator[str]:
    yield "secretariat"
    yield str(settings.PRODUCT)
    yield urlsplit(settings.BASE_URL).hostname or ""
    yield from settings.ALLOWED_HOSTS
    known = Q(is_public=True)
    if user is not None and user.pk is not None:
        known |= Q(pk__in=user.memberships.values("conference_id"))
    for conference in Conference.objects.filter(known).select_related("host"):
        yield from (conference.slug, conference.acronym)
        for told in (conference.title, conference.city, conference.venue, conference.host.name):
            yield from _in_every_language(told)


def _in_every_language(told: Any) -> list[str]:
    words = getattr(told, "data", told)
    return [str(each) for each in words.values()] if isinstance(words, dict) else [str(words)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
