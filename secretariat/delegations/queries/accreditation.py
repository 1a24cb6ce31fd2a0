"""What accreditation asks: places of a delegation, what is missing of a person, and why a decision cannot be taken."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from secretariat.audit.queries import history_of
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Change,
    ChangeState,
    Credentials,
    CredentialsState,
    Delegate,
    DelegateQuerySet,
    DelegateState,
    Delegation,
    HitState,
    Invitation,
    Occasion,
    Particulars,
    Terms,
    WatchHit,
)

# What the terms ask for → where it is found on a delegate read with papers, and what it is called.
ASKED: tuple[tuple[str, str, str | Promise], ...] = (
    ("photo_required", "has_photo", gettext_lazy("photo")),
    ("document_required", "has_document", gettext_lazy("document number")),
    ("birth_date_required", "has_birth_date", gettext_lazy("date of birth")),
    ("mail_required", "mail", gettext_lazy("mail address")),
    ("credentials_required", "has_credentials", gettext_lazy("letter of credentials")),
)
# Deeds that make a badge say something else than the person does.
CHANGES_A_BADGE = (
    "revise_delegate",
    "nominate_many",
    "give_main_place",
    "keep_particulars",
    "keep_photo",
    "remove_photo",
)


@dataclass(frozen=True)
class Places:
    """The places of a delegation, and how many of them are used; without a quota there is no limit."""

    quota: int | None = None
    overflow: int = 0
    main_used: int = 0
    overflow_used: int = 0

    @property
    def has_main_place(self) -> bool:
        """Whether a main place is free."""
        return self.quota is None or self.main_used < self.quota

    @property
    def has_overflow_place(self) -> bool:
        """Whether an overflow place is free."""
        return self.overflow_used < self.overflow

    def with_one_more(self, *, is_overflow: bool) -> "Places":
        """The places after one more is used."""
        if is_overflow:
            return replace(self, overflow_used=self.overflow_used + 1)
        return replace(self, main_used=self.main_used + 1)

    def __str__(self) -> str:
        """In words: how many of how many."""
        if self.quota is None:
            return ngettext("%(used)s place used", "%(used)s places used", self.main_used) % {"used": self.main_used}
        if not self.overflow and not self.overflow_used:
            return self.in_words(is_overflow=False)
        return f"{self.in_words(is_overflow=False)} · {self.in_words(is_overflow=True)}"

    def in_words(self, *, is_overflow: bool) -> str:
        """How many of the main places are used, or of the overflow places."""
        if is_overflow:
            used = {"used": self.overflow_used, "overflow": self.overflow}
            return _("%(used)s of %(overflow)s overflow places used") % used
        return _("%(used)s of %(quota)s places used") % {"used": self.main_used, "quota": self.quota}


def places_of(delegation: Delegation) -> Places:
    """The places of a delegation and how many of them its people take. Two queries."""
    return places_of_each([delegation])[delegation.pk]


def places_of_each(delegations: Iterable[Delegation], *, states: Iterable[str] = WITH_A_PLACE) -> dict[int, Places]:
    """The places of each delegation, by its id, counting the people in these states. Two queries."""
    wanted = list(delegations)
    used: dict[tuple[int, bool], int] = defaultdict(int)
    people = Delegate.objects.filter(delegation__in=[each.pk for each in wanted], state__in=sorted(states))
    for pk, is_overflow, count in people.order_by().values_list("delegation", "is_overflow").annotate(Count("pk")):
        used[pk, is_overflow] = count
    to_conference = [each for each in wanted if each.occasion == Occasion.CONFERENCE]
    given = _places_given(to_conference) if to_conference else {}
    return {
        each.pk: replace(
            given.get(each.pk, Places()), main_used=used[each.pk, False], overflow_used=used[each.pk, True]
        )
        for each in wanted
    }


def terms_of(conference: Conference) -> Terms:
    """What the conference asks of those whom it accredits; as long as nobody wrote it down, what is usual."""
    return Terms.objects.filter(conference=conference).first() or Terms(conference=conference)


def with_papers(delegates: DelegateQuerySet) -> DelegateQuerySet:
    """Delegates, each with whether there is what the terms may ask for, an open hit, and a change that waits."""
    particulars = Particulars.objects.filter(delegate=OuterRef("pk"))
    letters = Credentials.objects.filter(delegation=OuterRef("delegation")).exclude(state=CredentialsState.OBJECTION)
    hits = WatchHit.objects.filter(delegate=OuterRef("pk"), state=HitState.OPEN)
    changes = Change.objects.filter(delegate=OuterRef("pk"), state=ChangeState.WAITING)
    return delegates.annotate(
        has_photo=Exists(particulars.exclude(photo="")),
        has_document=Exists(particulars.exclude(document_number="")),
        has_birth_date=Exists(particulars.exclude(birth_date=None)),
        has_credentials=Exists(letters),
        is_watched=Exists(hits),
        change_waits=Exists(changes),
    )


def what_is_missing(delegate: Delegate, terms: Terms) -> list[str]:
    """What the terms ask for and is not there yet, in words; the delegate is one read with papers."""
    return [str(word) for asked, found, word in ASKED if getattr(terms, asked) and not getattr(delegate, found)]


def obstacle_to_confirming(delegate: Delegate, terms: Terms) -> str:
    """Why a delegate read with papers cannot be confirmed now; empty if they can."""
    missing = what_is_missing(delegate, terms)
    return _first_that_holds(
        (delegate.state != DelegateState.NOMINATED, lambda: _is(delegate)),
        (bool(missing), lambda: _("missing: %(what)s") % {"what": " · ".join(missing)}),
    )


def obstacle_to_accrediting(delegate: Delegate, terms: Terms, accredited: Places) -> str:
    """Why a delegate read with papers cannot be accredited now; empty if they can."""
    missing = what_is_missing(delegate, terms)
    used = accredited.in_words(is_overflow=delegate.is_overflow)
    has_room = accredited.has_overflow_place if delegate.is_overflow else accredited.has_main_place
    return _first_that_holds(
        (delegate.state == DelegateState.NOMINATED, lambda: _("is not confirmed by the delegation yet")),
        (vars(delegate)["is_watched"], lambda: _("the secretaries must look first")),
        (delegate.state != DelegateState.CONFIRMED, lambda: _is(delegate)),
        (bool(missing), lambda: _("missing: %(what)s") % {"what": " · ".join(missing)}),
        (not has_room, lambda: _("quota used: %(places)s by those accredited") % {"places": used}),
    )


def obstacle_to_holding(delegate: Delegate) -> str:
    """Why a delegate cannot be put on hold now; empty if they can."""
    can = delegate.has_place and delegate.state != DelegateState.ON_HOLD
    return "" if can else _is(delegate)


def obstacle_to_refusing(delegate: Delegate) -> str:
    """Why a delegate cannot be refused now; empty if they can."""
    return "" if delegate.has_place else _is(delegate)


def obstacle_to_releasing(delegate: Delegate) -> str:
    """Why a delegate read with papers cannot be released from hold now; empty if they can."""
    return _first_that_holds(
        (delegate.state != DelegateState.ON_HOLD, lambda: _is(delegate)),
        (vars(delegate)["is_watched"], lambda: _("the secretaries must look first")),
    )


def has_changed_since_accredited(delegate: Delegate) -> bool:
    """Whether something was changed after the decision, so that a badge made then may say something else."""
    if delegate.state != DelegateState.ACCREDITED or delegate.state_since is None:
        return False
    verbs = [f"delegations.{name}" for name in CHANGES_A_BADGE]
    if history_of(delegate).filter(verb__in=verbs, at__gt=delegate.state_since).exists():
        return True
    # A photo that was asked for is taken over within the deed that approves it.
    approved = Change.objects.filter(delegate=delegate, state=ChangeState.APPROVED)
    return approved.filter(decided_at__gt=delegate.state_since).exists()


def is_to_conference(delegation: Delegation) -> bool:
    """Whether people of this delegation are accredited at all: to meetings and on missions nobody is."""
    return delegation.occasion == Occasion.CONFERENCE


def _places_given(delegations: list[Delegation]) -> dict[int, Places]:
    invitations = Invitation.objects.filter(
        conference_id__in={each.conference_id for each in delegations},
        party_id__in={each.party_id for each in delegations},
    ).values_list("conference_id", "party_id", "quota", "overflow")
    given = {(conference, party): Places(quota, overflow) for conference, party, quota, overflow in invitations}
    return {each.pk: given.get((each.conference_id, each.party_id), Places()) for each in delegations}


def _first_that_holds(*reasons: tuple[bool, Callable[[], str]]) -> str:
    return next((say() for holds, say in reasons if holds), "")


def _is(delegate: Delegate) -> str:
    """The state of a delegate as a reason not to do something."""
    words: dict[str, str | Promise] = {
        DelegateState.NOMINATED: gettext_lazy("is nominated, not confirmed"),
        DelegateState.CONFIRMED: gettext_lazy("is confirmed already"),
        DelegateState.ON_HOLD: gettext_lazy("is on hold"),
        DelegateState.ACCREDITED: gettext_lazy("is accredited already"),
        DelegateState.REFUSED: gettext_lazy("was refused"),
        DelegateState.WITHDRAWN: gettext_lazy("was withdrawn"),
    }
    return str(words[delegate.state])
