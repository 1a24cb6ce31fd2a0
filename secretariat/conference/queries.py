"""What can be asked of the conference: what it calls parties, and the letters it writes."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import OF_NOBODY, OF_THE_HOUSE, Sensitivity, User
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


def accounts_without_role() -> QuerySet[User]:
    """Accounts of people who hold no role anywhere, those that are erased left out, by name."""
    rows = User.objects.filter(memberships=None).exclude(email__endswith=OF_THE_HOUSE)
    return rows.exclude(email__endswith=OF_NOBODY).order_by("name", "email")


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
