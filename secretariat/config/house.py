"""The house's own hand, and the register it starts with."""

from django.core.management.base import CommandError

from secretariat.accounts.models import User
from secretariat.audit.models import HOUSE, Record
from secretariat.parties.actions import refresh

HAND = "hand@house.invalid"


def hand_of_the_house() -> User:
    """The account in whose name the command line works; nobody can sign in as it."""
    hand = User.objects.filter(email=HAND).first()
    if hand is None:
        hand = User.objects.create_superuser(HAND, name="Command line", is_active=False)
    return hand


def whoever_acts(mail: str) -> User:
    """The account in whose name a command works: that of this mail, or the house's own."""
    if not mail:
        return hand_of_the_house()
    actor = User.objects.with_mail(mail).first()
    if actor is None:
        raise CommandError(f"There is no account {mail}.")
    return actor


def furnish() -> int:
    """Bring the register of parties to what the house ships; says how many rows changed."""
    house, _is_new = Record.objects.get_or_create(conference_id=HOUSE)
    return refresh(hand_of_the_house(), house).done
