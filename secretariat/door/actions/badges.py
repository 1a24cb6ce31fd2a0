"""Giving badges, one and many, and ending them: replaced, lost, revoked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.door import permissions, queries
from secretariat.door.actions.keys import key_for
from secretariat.door.models import Badge, BadgeClass, BadgeState, SigningKey
from secretariat.engines import admission

# A badge may open the venue this long before the first day and after the last.
AROUND = timedelta(days=30)
AT_ONCE = 1000


@dataclass(frozen=True)
class Given:
    """What is asked for a badge, where an officer chose; what is left open is as the class and the conference say."""

    badge_class: BadgeClass | None = None
    zones: Collection[str] | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether anything was chosen."""
        return any(each is not None for each in (self.badge_class, self.zones, self.valid_from, self.valid_until))


@action(allow=permissions.may_issue_badge)
def issue_badge(actor: User, delegate: Delegate, *, given: Given | None = None) -> Badge:
    """Give an accredited person a badge, numbered and signed."""
    conference = _held(delegate.conference_id)
    meant = queries.meant(conference.pk)
    _refuse(_reason_to_give_none(delegate, has_one=_has_badge(delegate)))
    badge = _new(actor, conference, delegate, meant.class_for(delegate), given or Given())
    _sign([badge], conference)
    _end_fallen([badge], queries.fallen(conference.pk).filter(delegate=delegate))
    badge.save()
    return badge


@action(allow=permissions.may_issue_badges)
def issue_badges(actor: User, conference: Conference, *, delegates: Iterable[int] | None = None) -> Batch:
    """Give badges to many at once, to all who are accredited and have none if nobody is named."""
    meant = queries.meant(conference.pk)
    bearing = set(queries.holding(conference.pk).values_list("delegate_id", flat=True))
    badges: list[Badge] = []
    skipped: list[tuple[str, str]] = []
    for delegate in _wanted(actor, conference, delegates):
        reason = _reason_to_give_none(delegate, has_one=delegate.pk in bearing)
        chosen = meant.class_for(delegate)
        if reason or chosen is None:
            skipped.append((delegate.name, reason or _("no class of badges is meant for this person")))
        else:
            badges.append(_new(actor, conference, delegate, chosen, Given()))
    if badges:
        _sign(badges, conference)
        _end_fallen(badges, queries.fallen(conference.pk))
        Badge.objects.bulk_create(badges, batch_size=AT_ONCE)
    name = ngettext("%(count)s badge issued", "%(count)s badges issued", len(badges)) % {"count": len(badges)}
    kind = label_of(Badge())
    return Batch(
        name=name,
        conference_id=conference.pk,
        counts={kind: len(badges)},
        rows={kind: [badge.pk for badge in badges]} if badges else {},
        skipped=tuple(skipped),
    )


@action(allow=permissions.may_reprint_badge)
def reprint_badge(actor: User, badge: Badge, *, at: datetime) -> Badge:
    """Give a new badge with a new number in the place of another; the old one is good no more."""
    conference = _held(badge.conference_id)
    if badge.state not in {BadgeState.ISSUED, BadgeState.LOST}:
        raise Refused(_("This badge was ended; a new one is issued on the delegate's page."))
    delegate = badge.delegate
    _refuse(_reason_to_give_none(delegate, has_one=_has_badge(delegate, besides=badge)))
    if badge.state == BadgeState.ISSUED:
        _end(badge, BadgeState.REPLACED, at)
    new = _new(actor, conference, delegate, queries.class_for(delegate), _as_chosen(badge))
    new.replaces = badge
    _sign([new], conference)
    new.save()
    return new


@action(allow=permissions.may_reprint_badges)
def reprint_badges(actor: User, conference: Conference, *, badges: Iterable[int], at: datetime) -> Batch:
    """Give new badges in the place of many at once; those that are not in use are skipped, and it is said why."""
    meant = queries.meant(conference.pk)
    ended: list[Badge] = []
    made: list[Badge] = []
    skipped: list[tuple[str, str]] = []
    for old in _to_replace(conference, badges):
        try:
            new = _successor(actor, conference, old, meant.class_for(old.delegate))
        except Refused as refusal:
            skipped.append((str(old), str(refusal)))
            continue
        old.state, old.ended_at, old.version = BadgeState.REPLACED, at, old.version + 1
        ended.append(old)
        made.append(new)
    if made:
        _sign(made, conference)
        Badge.objects.bulk_update(ended, ["state", "ended_at", "version"], batch_size=AT_ONCE)
        Badge.objects.bulk_create(made, batch_size=AT_ONCE)
    name = ngettext("%(count)s badge replaced", "%(count)s badges replaced", len(made)) % {"count": len(made)}
    kind = label_of(Badge())
    return Batch(
        name=name,
        conference_id=conference.pk,
        counts={kind: len(made)},
        rows={kind: [badge.pk for badge in made]} if made else {},
        skipped=tuple(skipped),
    )


@action(allow=permissions.may_report_lost)
def report_lost(actor: User, badge: Badge, *, at: datetime, reason: str = "") -> Badge:
    """Say that a badge was lost: whoever shows it is stopped."""
    del actor
    if badge.state != BadgeState.ISSUED:
        raise Refused(_("This badge is not in use."))
    _end(badge, BadgeState.LOST, at, reason)
    return badge


@action(allow=permissions.may_revoke_badge)
def revoke_badge(actor: User, badge: Badge, *, reason: str, at: datetime) -> Badge:
    """Take a badge back, and say why: whoever shows it is stopped."""
    del actor
    if badge.state not in {BadgeState.ISSUED, BadgeState.LOST}:
        raise Refused(_("This badge is not in use."))
    if not reason.strip():
        raise Refused(_("Say why it is revoked: the door is asked."), field="reason")
    _end(badge, BadgeState.REVOKED, at, reason)
    return badge


def _held(conference_id: int) -> Conference:
    # Numbers are taken one after the other, whoever takes them.
    return Conference.objects.select_for_update(no_key=True).get(pk=conference_id)


def _wanted(actor: User, conference: Conference, delegates: Iterable[int] | None) -> Iterable[Delegate]:
    if delegates is None:
        return queries.without_badge(conference, actor).order_by("delegation", "pk")
    wanted = set(delegates)
    people = Delegate.objects.in_office_of(actor).filter(conference=conference).order_by("delegation", "pk")
    return (
        [person for person in people if person.pk in wanted] if len(wanted) > AT_ONCE else people.filter(pk__in=wanted)
    )


def _to_replace(conference: Conference, badges: Iterable[int]) -> Iterable[Badge]:
    # Nobody reports one lost or revokes it meanwhile.
    wanted = set(badges)
    found = Badge.objects.filter(conference=conference).select_for_update(of=("self",), no_key=True)
    found = found.select_related("delegate", "badge_class").order_by("number")
    return [old for old in found if old.pk in wanted] if len(wanted) > AT_ONCE else found.filter(pk__in=wanted)


def _successor(actor: User, conference: Conference, old: Badge, proposed: BadgeClass | None) -> Badge:
    """The badge that comes in the place of one that is in use; refused otherwise."""
    if old.state != BadgeState.ISSUED:
        raise Refused(_("This badge is not in use."))
    _refuse(_reason_to_give_none(old.delegate, has_one=False))
    new = _new(actor, conference, old.delegate, proposed, _as_chosen(old))
    new.replaces = old
    return new


def _as_chosen(old: Badge) -> Given:
    """What an officer chose for a badge is chosen for its successor, too."""
    if not old.is_by_choice:
        return Given()
    zones = [zone for zone in old.zones if zone in old.badge_class.zones]
    return Given(old.badge_class, zones, old.valid_from, old.valid_until)


def _has_badge(delegate: Delegate, besides: Badge | None = None) -> bool:
    others = queries.holding(delegate.conference_id).filter(delegate=delegate)
    return others.exclude(pk=besides.pk).exists() if besides else others.exists()


def _reason_to_give_none(delegate: Delegate, *, has_one: bool) -> str:
    if delegate.state != DelegateState.ACCREDITED:
        return _("is not accredited")
    return _("has a badge already") if has_one else ""


def _refuse(reason: str) -> None:
    if reason:
        raise Refused(_("No badge is issued: this person %(reason)s.") % {"reason": reason})


def _new(actor: User, conference: Conference, delegate: Delegate, proposed: BadgeClass | None, given: Given) -> Badge:
    badge_class = given.badge_class or proposed
    if badge_class is None or badge_class.conference_id != conference.pk:
        raise Refused(_("No class of badges is meant for this person: choose one."), field="badge_class")
    zones = list(badge_class.zones if given.zones is None else given.zones)
    if not zones or set(zones) - set(badge_class.zones):
        raise Refused(_("Choose at least one zone, among those of the class."), field="zones")
    first, last = given.valid_from or conference.start_date, given.valid_until or conference.end_date
    if last < first:
        raise Refused(_("It cannot end before it begins."), field="valid_until")
    if first < conference.start_date - AROUND or last > conference.end_date + AROUND:
        raise Refused(
            _("A badge is good from 30 days before the conference to 30 days after it at most."), field="valid_from"
        )
    return Badge(
        conference=conference,
        delegate=delegate,
        badge_class=badge_class,
        name=delegate.name,
        zones=[zone for zone in badge_class.zones if zone in zones],
        valid_from=first,
        valid_until=last,
        is_by_choice=given.is_chosen,
        entered_by=actor,
    )


def _sign(badges: list[Badge], conference: Conference) -> None:
    """Number and sign badges; the conference is held."""
    key: SigningKey = key_for(conference)
    private = queries.private_half(key)
    for place, badge in enumerate(badges, start=queries.next_place(conference.pk)):
        if place > admission.LAST:
            raise Refused(_("There are no more numbers for badges in this conference."))
        badge.key, badge.number = key, admission.number_for(place)
        badge.text = admission.badge_text(
            {
                "conference": conference.slug,
                "number": badge.number,
                "name": badge.name,
                "badge_class": badge.badge_class.code,
                "zones": badge.zones,
                "valid_from": badge.valid_from.isoformat(),
                "valid_until": badge.valid_until.isoformat(),
            },
            private,
        )


def _end_fallen(badges: Iterable[Badge], fallen: Iterable[Badge]) -> None:
    """End the badges in whose place these come: since their key was held to be broken they were good no more."""
    by_bearer = {old.delegate_id: old for old in fallen}
    ended = []
    for badge in badges:
        old = by_bearer.get(badge.delegate_id)
        if old is not None:
            badge.replaces = old
            old.state, old.ended_at, old.version = BadgeState.REPLACED, old.key.broken_at, old.version + 1
            ended.append(old)
    Badge.objects.bulk_update(ended, ["state", "ended_at", "version"], batch_size=AT_ONCE)


def _end(badge: Badge, state: str, at: datetime, reason: str = "") -> None:
    badge.state, badge.ended_at, badge.reason = state, at, reason or badge.reason
    badge.save(update_fields=["state", "ended_at", "reason"])
