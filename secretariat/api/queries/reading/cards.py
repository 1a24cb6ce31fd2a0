"""Visiting cards (vCard): people as delegates."""

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.cells import joined, spoken
from secretariat.api.queries.reading.drafting import Making, Row, drafted, leave, tell
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import refused
from secretariat.api.queries.reading.people import addressed, from_whom, named_person
from secretariat.api.queries.reading.placing import note, steps
from secretariat.delegations.queries.headings import languages_called, role_called
from secretariat.engines import cards
from secretariat.engines.cards import Card, Contact, Problem

__all__ = ["read_cards"]

_CELLS = {
    "FN": "name",
    "N": "name",
    "EMAIL": "mail",
    "ORG": "affiliation",
    "TITLE": "capacity",
    "ROLE": "role",
    "LANG": "languages",
}
_LAST = 101


def read_cards(content: bytes, chosen: Chosen) -> Draft:
    """Draft the people of a file of cards; organisations, groups and places are left out."""
    read = refused("cards", cards.Unreadable, lambda: cards.read_vcf(content))
    making = Making(chosen)
    rows = [_row(making, card, place) for place, card in enumerate(read.cards, start=1)]
    for name in read.passed_over:
        leave(making, "other_fields", name)
    if not making.rows:
        tell(making, "nothing")
    for problem in read.problems:
        _note(making, rows, problem)
    return drafted(making, LEFT_OUT)


def _row(making: Making, card: Card, place: int) -> Row | None:
    if card.kind != "individual":
        leave(making, "no_people", card.formatted_name)
        return None
    # Without a number of its own a card is known by nothing that lasts.
    row = making.row("delegate", card.source_id if card.uid else "", str(place))
    named_person(row, _name(card))
    mails = sorted(card.mails, key=_preference)
    addressed(row, mails[0].value if mails else "")
    from_whom(row, card.organisation)
    if card.names.prefixes:
        row.cells["honorific"] = joined(card.names.prefixes, " ")
    for cell, said in (("capacity", card.title), ("body", joined(card.units, ", "))):
        if said:
            row.cells[cell] = spoken(said, making.language)
    _languages(row, card)
    _role(making, row, card)
    for code, said, count in (
        ("other_mails", mails[-1].value if mails else "", max(len(mails) - 1, 0)),
        ("phones", card.phones[0].value if card.phones else "", len(card.phones)),
        ("comments", card.note, bool(card.note)),
        ("tags", joined(card.categories), len(card.categories)),
        ("pictures", card.formatted_name, card.photo is not None),
    ):
        leave(making, code, said, count)
    return row


def _name(card: Card) -> str:
    """The name as people say it; the parts of it where the card has the one without its honorific."""
    names = card.names
    parts = (*names.given, *names.additional, *names.family, *names.suffixes)
    return joined(parts, " ") if names.given and names.family else card.formatted_name


def _preference(each: Contact) -> int:
    return each.pref or _LAST


def _role(making: Making, row: Row, card: Card) -> None:
    """Put the role in a delegation, where a card names one; another role has no place, and is no capacity either."""
    if card.role in ("", card.title):
        return
    role = role_called(card.role)
    if role:
        row.cells["role"] = role
    else:
        leave(making, "roles", card.role)


def _languages(row: Row, card: Card) -> None:
    tags = [each.partition("-")[0] for each in card.languages]
    codes, unknown = languages_called(", ".join(tags))
    if codes:
        row.cells["languages"] = codes
    if unknown:
        row.find("languages", "left_out", said=", ".join(unknown)[:100])


def _note(making: Making, rows: list[Row | None], problem: Problem) -> None:
    """Bring what is wrong to the card that it speaks of."""
    where = steps(problem.where)
    place = where[1] if len(where) > 1 and where[0] == "cards" and isinstance(where[1], int) else None
    if place is None:
        note(making, None, "", problem)
        return
    row = rows[place] if place < len(rows) else None
    if problem.code.startswith("photo"):
        # An address may tell whoever owns it that somebody looked; it was not read.
        leave(making, "pictures", "")
        return
    field = str(where[2]) if len(where) > 2 else ""
    if row and field == "UID":
        # Half a number may be somebody else's.
        row.find("", "no_id")
    elif row and field in _CELLS:
        note(making, row, _CELLS[field], problem)
    elif row and not field and problem.code != "version":
        note(making, row, "", problem)
