"""From what a card states to a ``Card``: every text in its place and within its bounds, and told where it is not."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from secretariat.engines.cards.gathering import Gathered, Stated, Tell
from secretariat.engines.cards.models import LONGEST_NOTE, LONGEST_TEXT, MOST_VALUES, Card, Contact, Names
from secretariat.engines.cards.texts import parted, tidy, tidy_lines, unescaped
from secretariat.engines.cards.values import LONGEST_UID, is_kind, is_language, is_mail, is_phone, moment

__all__ = ["formatted", "made"]

# Behind all that have a preference.
_LAST = 101


def made(gathered: Gathered, tell: Tell) -> Card:
    """Return the card; what is not taken is told."""
    texts = gathered.texts
    organisation, units = _organisation(texts.get("ORG", ()), tell)
    card = Card(
        uid=_uid(texts.get("UID", ()), tell),
        names=_names(texts.get("N", ()), tell),
        formatted_name=_text(texts.get("FN", ()), tell),
        organisation=organisation,
        units=units,
        title=_text(texts.get("TITLE", ()), tell),
        role=_text(texts.get("ROLE", ()), tell),
        mails=_contacts(texts.get("EMAIL", ()), tell, "mailto:", is_mail),
        phones=_contacts(texts.get("TEL", ()), tell, "tel:", is_phone),
        languages=_languages(texts.get("LANG", ()), tell),
        note=_note(texts.get("NOTE", ()), tell),
        categories=_categories(texts.get("CATEGORIES", ()), tell),
        kind=_word(texts.get("KIND", ()), tell, _kind) or "individual",
        photo=gathered.photo,
        rev=_word(texts.get("REV", ()), tell, moment),
    )
    return card if card.formatted_name else replace(card, formatted_name=formatted(card))


def formatted(card: Card) -> str:
    """Return a name to show for a card that has no FN: of its parts, or of its organisation, or a mail address."""
    names = card.names
    parts = (*names.prefixes, *names.given, *names.additional, *names.family, *names.suffixes)
    others = (card.organisation, *card.units[:1], *(mail.value for mail in card.mails[:1]))
    return tidy(" ".join(parts)[:LONGEST_TEXT]) or next((other for other in others if other), "")


def _short(stated: Stated, part: str, tell: Tell) -> str:
    """A text unescaped, in one line and within bounds."""
    plain = tidy(unescaped(part, stated.version))
    if len(plain) > LONGEST_TEXT:
        tell(stated.name, "too long", plain)
        return tidy(plain[:LONGEST_TEXT])
    return plain


def _one(each: Iterable[str], name: str, tell: Tell) -> str:
    """The first of some texts that is not empty; another that says something else is told."""
    kept = [text for text in each if text]
    for other in kept[1:]:
        if other != kept[0]:
            tell(name, "several", other)
    return kept[0] if kept else ""


def _text(all_stated: Iterable[Stated], tell: Tell) -> str:
    wanted = sorted(all_stated, key=lambda stated: stated.pref or _LAST)
    return _one([_short(stated, stated.text, tell) for stated in wanted], wanted[0].name, tell) if wanted else ""


def _note(all_stated: Iterable[Stated], tell: Tell) -> str:
    notes = []
    for stated in all_stated:
        plain = tidy_lines(unescaped(stated.text, stated.version))
        if len(plain) > LONGEST_NOTE:
            tell("NOTE", "too long", plain)
            plain = tidy_lines(plain[:LONGEST_NOTE])
        notes.append(plain)
    return _one(notes, "NOTE", tell)


def _uid(all_stated: Iterable[Stated], tell: Tell) -> str:
    uids = [tidy(unescaped(stated.text, stated.version)) for stated in all_stated]
    for uid in uids:
        # Half an identifier may be somebody else's.
        if len(uid) > LONGEST_UID:
            tell("UID", "too long", uid)
    return _one([uid for uid in uids if len(uid) <= LONGEST_UID], "UID", tell)


def _kind(text: str) -> str:
    kind = text.lower()
    return kind if is_kind(kind) else ""


def _word(all_stated: Iterable[Stated], tell: Tell, read: Callable[[str], str]) -> str:
    words, name = [], ""
    for stated in all_stated:
        name = stated.name
        text = tidy(stated.text)
        words.append(read(text))
        if not words[-1]:
            tell(name, name.lower(), text)
    return _one(words, name, tell)


def _list(stated: Stated, part: str, marks: str, tell: Tell) -> tuple[str, ...]:
    """The values of a list, without those that are empty."""
    values = [value for value in parted(part, marks) if value.strip()]
    if len(values) > MOST_VALUES:
        tell(stated.name, "too many", part)
    return tuple(short for value in values[:MOST_VALUES] if (short := _short(stated, value, tell)))


def _names(all_stated: Iterable[Stated], tell: Tell) -> Names:
    first: Stated | None = None
    for stated in all_stated:
        if first is not None and stated.text != first.text:
            tell("N", "several", stated.text)
        first = first or stated
    if first is None:
        return Names()
    parts = parted(first.text, ";")[:5]
    if first.version == "2.1":
        # There a comma parts nothing.
        return Names(*(_alone(_short(first, part, tell)) for part in parts))
    return Names(*(_list(first, part, ",", tell) for part in parts))


def _alone(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _organisation(all_stated: Iterable[Stated], tell: Tell) -> tuple[str, tuple[str, ...]]:
    first: Stated | None = None
    for stated in sorted(all_stated, key=lambda each: each.pref or _LAST):
        if first is not None and stated.text != first.text:
            tell("ORG", "several", stated.text)
        first = first or stated
    if first is None:
        return "", ()
    # A comma stands within a name here, escaped or not.
    organisation, *units = parted(first.text, ";")
    if len(units) > MOST_VALUES:
        tell("ORG", "too many", first.text)
    short = [_short(first, unit, tell) for unit in units[:MOST_VALUES]]
    return _short(first, organisation, tell), tuple(unit for unit in short if unit)


def _contacts(
    all_stated: Iterable[Stated], tell: Tell, scheme: str, is_right: Callable[[str], bool]
) -> tuple[Contact, ...]:
    kept: list[Contact] = []
    for stated in all_stated:
        plain = tidy(unescaped(stated.text, stated.version))
        value = plain[len(scheme) :].strip() if plain[: len(scheme)].lower() == scheme else plain
        if not is_right(value):
            tell(stated.name, "mail" if stated.name == "EMAIL" else "phone", value)
        elif len(kept) == MOST_VALUES:
            tell(stated.name, "too many", value)
        else:
            kept.append(Contact(value, stated.types, stated.pref))
    return tuple(kept)


def _languages(all_stated: Iterable[Stated], tell: Tell) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for stated in sorted(all_stated, key=lambda each: each.pref or _LAST):
        tag = tidy(stated.text)
        if not is_language(tag):
            tell("LANG", "language", tag)
        elif len(kept) == MOST_VALUES and tag not in kept:
            tell("LANG", "too many", tag)
        else:
            kept[tag] = None
    return tuple(kept)


def _categories(all_stated: Iterable[Stated], tell: Tell) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for stated in all_stated:
        for value in _list(stated, stated.text, ",;" if stated.version == "2.1" else ",", tell):
            if len(kept) == MOST_VALUES and value not in kept:
                tell("CATEGORIES", "too many", value)
                break
            kept[value] = None
    return tuple(kept)
