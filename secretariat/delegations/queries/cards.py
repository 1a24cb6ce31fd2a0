"""Delegates as visiting cards that address books take (vCard 4.0): people in, a file out."""

from collections import Counter
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.delegations.models import Delegate, DelegateRole
from secretariat.delegations.permissions import may_revise_delegate
from secretariat.engines import cards


def cards_file(conference: Conference, people: Iterable[Delegate], user: User, names: dict[int, ShownName]) -> bytes:
    """A card for each of these people, in the language in force, with what this person may see of them. No query.

    A mail address is told to those who may change what is kept of the delegate, as on the delegate's own page.
    """
    return cards.write_vcf(_card(conference, each, user, names) for each in people)


def lost_in_cards(people: Iterable[Delegate], user: User) -> Counter[str]:
    """What cards cannot carry of these people, counted by a code.

    "mail" (kept from this person), "spellings", "rank", "state" (of those who are not accredited: a card does not tell
    it), "languages of cards" (texts in further languages; there is a file for each).
    """
    found: Counter[str] = Counter()
    for each in people:
        found["mail"] += bool(each.mail) and not may_revise_delegate(user, each)
        found["spellings"] += bool(each.spellings)
        found["rank"] += bool(each.rank)
        found["state"] += each.state != "accredited"
        found["languages of cards"] += any(len(_kept(text)) > 1 for text in (each.capacity, each.body))
    return +found


def _card(conference: Conference, person: Delegate, user: User, names: dict[int, ShownName]) -> cards.Card:
    address = f"{settings.BASE_URL.rstrip('/')}/{conference.slug}/delegates/{person.pk}"
    mail = person.mail if may_revise_delegate(user, person) else ""
    body, title = str(person.body or ""), str(person.capacity or "")
    original = _("Name in original script: %(name)s") % {"name": person.original_name} if person.original_name else ""
    return cards.Card(
        # The same person has the same card whenever it is handed out, and in whatever language.
        uid=f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        # Which part of a name is the family's is not known; programs that show the parts show the whole of it.
        names=cards.Names(family=(person.name,), prefixes=(person.honorific,) if person.honorific else ()),
        formatted_name=person.name,
        organisation=str(name_of(person.party, names)),
        units=(body,) if body else (),
        title=title,
        # Who reads a role without a title takes it for one.
        role=str(person.get_role_display()) if title and person.role != DelegateRole.MEMBER else "",
        mails=(cards.Contact(mail, ("work",)),) if mail else (),
        languages=tuple(person.languages),
        note=original,
        categories=(str(conference.acronym or conference.title),),
    )


def _kept(text: object) -> dict[str, str]:
    data = getattr(text, "data", text)
    return {code: words for code, words in data.items() if words} if isinstance(data, dict) else {}
