"""What can be asked of the conference: what it calls parties, and the letters it writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import OF_NOBODY, OF_THE_HOUSE, Sensitivity, User
from secretariat.audit.action import label_of
from secretariat.audit.models import HOUSE, Entry
from secretariat.conference.models import Conference, Membership, ShownName
from secretariat.parties.models import Party


@dataclass(frozen=True)
class Letter:
    """A mail that is to go out: to whom, about what, in which language."""

    kind: str
    to: str
    language: str
    subject: str
    body: str
    party: Party | None = None
    sensitivity: str = Sensitivity.SECRETARIAT
    attachment_name: str = ""
    attachment: str = ""


@dataclass(frozen=True)
class Kept:
    """Something that acts in the name of an account or was set up by it, and whether it ends when that is closed."""

    kind: str
    name: str
    conference: Conference
    ends: bool


# Upper desks say what they keep of an account, for whoever is about to close it.
KEPT_OF_ACCOUNTS: list[Callable[[User], Iterable[Kept]]] = []
WITHOUT_ROLE, CLOSED, KEEPERS = "without-role", "closed", "keepers"


def shown_names(conference: Conference) -> dict[int, ShownName]:
    """The names this conference gives to parties, by the party's id. One query."""
    return {shown.party_id: shown for shown in conference.shown_names.all()}


def name_of(party: Party, names: dict[int, ShownName]) -> object:
    """What the conference calls the party: its own name for it, or the register's."""
    shown = names.get(party.pk)
    return shown.name if shown is not None and str(shown.name) else party.name


def members_of(conference: Conference) -> QuerySet[Membership]:
    """Everybody who holds a role, by role and name."""
    return conference.memberships.select_related("user", "party").order_by("role", "user__name", "user__email")


def keepers() -> QuerySet[User]:
    """Who keeps the house and may sign in."""
    return User.objects.filter(is_superuser=True, is_active=True).exclude(email__endswith=OF_THE_HOUSE)


def accounts(only: str = "", words: str = "") -> QuerySet[User]:
    """Accounts of people by name, but those that are erased; all, or those without a role, closed, or of keepers."""
    rows = User.objects.exclude(email__endswith=OF_THE_HOUSE).exclude(email__endswith=OF_NOBODY)
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    narrowed = {WITHOUT_ROLE: Q(memberships=None), CLOSED: Q(is_active=False), KEEPERS: Q(is_superuser=True)}
    return rows.filter(narrowed.get(only, Q())).order_by("name", "email")


def entries_on(account: User) -> QuerySet[Entry]:
    """What the record of the house tells of an account itself, as it went: that it was closed, and why."""
    entries = Entry.objects.filter(conference_id=HOUSE, thing_type=label_of(account), thing_id=account.pk)
    return entries.order_by("revision", "pk")


def why_closed(account: User) -> str:
    """What was said when the account was closed last."""
    entry = None if account.is_active else entries_on(account).filter(verb="conference.close_account").last()
    told = entry.changes.get(f"{label_of(account)}:{account.pk}", {}) if entry is not None else {}
    return str(told.get("reason", [""])[-1])


def kept_of(account: User) -> list[Kept]:
    """What acts or was set up in the name of an account, at all desks."""
    return [each for told in KEPT_OF_ACCOUNTS for each in told(account)]


def address(name: str, language: str, *args: object) -> str:
    """The whole address of a page in a language, as a mail gives it."""
    with override(language):
        return settings.BASE_URL.rstrip("/") + reverse(name, args=args)


def welcome_letter(membership: Membership) -> Letter:
    """Tell a new member which role they hold, and how to sign in."""
    member, language = membership.user, membership.user.language
    with override(language):
        subject = _("Your place in the secretariat of %(conference)s") % {"conference": membership.conference}
        body = _(
            "You have been given a role in %(conference)s: %(role)s.\n\n"
            "Sign in here: %(sign_in)s\n"
            "If you have no password yet, ask for one here with this mail address: %(reset)s\n"
        ) % {
            "conference": membership.conference,
            "role": membership.get_role_display(),
            "sign_in": address("account_login", language),
            "reset": address("account_reset_password", language),
        }
    return Letter("welcome", member.email, language, subject, body, sensitivity=Sensitivity.RESTRICTED)
