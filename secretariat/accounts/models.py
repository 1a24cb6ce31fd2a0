"""Users, the roles they can hold in a conference, and the levels of sensitivity."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

# What stands where the name of somebody was who is erased, and to whom an address of these ends belongs.
ERASED = "·erased·"
OF_NOBODY = "@erased.invalid"
OF_THE_HOUSE = "@house.invalid"


def name_of_nobody(row: models.Model) -> str:
    """What stands in the place of a name once it is erased: no two of a kind are alike, and it says nothing."""
    return f"{ERASED} {row.pk}"


class Role(models.TextChoices):
    """What a member of a conference is there to do."""

    SECRETARY = "secretary", _("Secretary")
    DESK_OFFICER = "desk officer", _("Desk officer")
    DOOR_OFFICER = "door officer", _("Door officer")
    PRESS_OFFICER = "press officer", _("Press officer")
    FOCAL_POINT = "focal point", _("Focal point")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    READER = "reader", _("Reader")


class Sensitivity(models.TextChoices):
    """For whom a fact is kept."""

    PUBLIC = "public", _("Public")
    DELEGATIONS = "delegations", _("Delegations")
    SECRETARIAT = "secretariat", _("Secretariat")
    RESTRICTED = "restricted", _("Restricted")


def is_for_fewer(one: str, other: str) -> bool:
    """Whether the first level of sensitivity is seen by fewer people than the second."""
    levels = Sensitivity.values
    return levels.index(one) > levels.index(other)


ROLES_THAT_SEE: dict[str, frozenset[str]] = {
    Sensitivity.PUBLIC: frozenset(Role.values),
    Sensitivity.DELEGATIONS: frozenset(Role.values),
    Sensitivity.SECRETARIAT: frozenset({Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR, Role.READER}),
    Sensitivity.RESTRICTED: frozenset({Role.SECRETARY}),
}
OFFICE_ROLES = frozenset(Role.values) - {Role.FOCAL_POINT}
# Who reads the record: all of the office but the door and the press.
RECORD_READERS = OFFICE_ROLES - {Role.DOOR_OFFICER, Role.PRESS_OFFICER}


@dataclass(frozen=True)
class Seat:
    """One role that a person holds in one conference."""

    conference_id: int
    role: str
    party_id: int | None
    desks: tuple[str, ...]


class UserManager(BaseUserManager["User"]):
    """Makes and finds accounts; used by the command line and by the desk that admits members."""

    def with_mail(self, mail: str) -> models.QuerySet["User"]:
        """Accounts of this mail address, however it is capitalised."""
        return self.annotate(lower_email=Lower("email")).filter(lower_email=mail.lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it can sign in only after setting one by mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may convene conferences in this installation."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account, or the house's own account for work that nobody present asked for."""

    email = models.EmailField(_("Mail"), unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="en")
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    # How often all sessions were ended at once: none that began before goes on, wherever it may still be held.
    sessions_ended = models.IntegerField(null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    audit_hides = frozenset({"email", "password", "last_login"})

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_mail")]

    def __str__(self) -> str:
        if self.is_erased:
            return str(_("erased account %(number)s") % {"number": self.pk})
        return self.name or self.email

    @property
    def is_erased(self) -> bool:
        """Whether who this was is erased; the number alone stands for what they did."""
        return self.name == name_of_nobody(self) and not self.is_active

    @property
    def mail_of_nobody(self) -> str:
        """What stands in the place of the address: no two are alike, and no mail arrives there."""
        return f"{self.pk}{OF_NOBODY}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session holds to be this person's; it is another with each password, and once all were ended."""
        held: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{held}:{self.sessions_ended}" if self.sessions_ended else held

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Every role this person holds, read once per request."""
        rows = self.memberships.values_list("conference_id", "role", "party_id", "desks")
        return tuple(Seat(conference, role, party, tuple(desks)) for conference, role, party, desks in rows)

    def roles_in(self, conference_id: int) -> frozenset[str]:
        """The roles this person holds in one conference."""
        return frozenset(seat.role for seat in self.seats if seat.conference_id == conference_id)

    def is_secretary_of(self, conference_id: int) -> bool:
        """Whether this person may do everything in the conference."""
        return Role.SECRETARY in self.roles_in(conference_id)

    def works_on(self, desk: str, conference_id: int) -> bool:
        """Whether this person is secretary of the conference or officer of this desk in it."""
        return any(
            seat.role == Role.SECRETARY or (seat.role == Role.DESK_OFFICER and desk in seat.desks)
            for seat in self.seats
            if seat.conference_id == conference_id
        )

    def sits_in_office_of(self, conference_id: int) -> bool:
        """Whether this person belongs to the secretariat of the conference, in whatever role."""
        return bool(self.roles_in(conference_id) & OFFICE_ROLES)

    def speaks_for(self, party_id: int, conference_id: int) -> bool:
        """Whether this person is the focal point of the party in the conference."""
        return any(
            seat.role == Role.FOCAL_POINT and seat.party_id == party_id and seat.conference_id == conference_id
            for seat in self.seats
        )

    def conferences_as(self, roles: Collection[str]) -> list[int]:
        """Ids of the conferences in which this person holds one of the roles."""
        return sorted({seat.conference_id for seat in self.seats if seat.role in roles})


def seen_by(user: User | AnonymousUser) -> Q:
    """Which rows of a table that carries conference and sensitivity this person may see; closed by default."""
    seen = Q(sensitivity=Sensitivity.PUBLIC, conference__is_public=True)
    if not isinstance(user, User):
        return seen
    for sensitivity, roles in ROLES_THAT_SEE.items():
        conferences = user.conferences_as(roles)
        if conferences:
            seen |= Q(sensitivity=sensitivity, conference_id__in=conferences)
    return seen


def in_office_of(user: User | AnonymousUser, *, party: str = "party_id") -> Q:
    """Which rows the office shows this person: members of the secretariat by role, focal points their own party's.

    A table that carries no party is named with an empty ``party``: focal points see nothing of it here.
    """
    if not isinstance(user, User):
        return Q(pk__in=[])
    mine = Q(pk__in=[])
    for seat in user.seats:
        if party and seat.role == Role.FOCAL_POINT:
            mine |= Q(**{"conference_id": seat.conference_id, party: seat.party_id}) & ~Q(
                sensitivity=Sensitivity.RESTRICTED
            )
    for sensitivity, roles in ROLES_THAT_SEE.items():
        conferences = user.conferences_as(roles & OFFICE_ROLES)
        if conferences:
            mine |= Q(sensitivity=sensitivity, conference_id__in=conferences)
    return mine
