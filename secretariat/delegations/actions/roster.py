"""Name the people of a delegation by a list: all lines that can be written, in one deed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import Sensitivity, User
from secretariat.audit.action import Batch, action, difference, label_of
from secretariat.delegations import permissions
from secretariat.delegations.actions.changes import propose_change
from secretariat.delegations.actions.people import spelling_key, unless_for_the_secretariat
from secretariat.delegations.actions.places import is_media
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import Delegate, DelegateRole, Delegation
from secretariat.delegations.queries.roster import ASKED, CHANGED, NEW, SAME, WRONG, Entered, Line, Roster, judge

AT_ONCE = 200


@action(allow=permissions.may_nominate_many)
def nominate_many(
    actor: User,
    delegation: Delegation,
    *,
    entered: Iterable[Entered],
    language: str,
    sensitivity: str = Sensitivity.SECRETARIAT,
) -> Batch:
    """Name or revise everybody on a list; lines with something wrong are skipped, and it is said why.

    The list is judged anew under the delegation's lock. What an accredited delegate would change is asked for, unless
    whoever hands in the list may change it at once.
    """
    held = _held(delegation)
    unless_for_the_secretariat(actor, delegation, sensitivity)
    roster = judge(delegation, actor, entered, language=language)
    _pass_over(roster, held)
    changed, changes = _revise(roster)
    named = _name(actor, delegation, roster, sensitivity)
    for line in roster.of(ASKED):
        if line.delegate is not None:
            propose_change(actor, line.delegate, wanted=line.details)
    look_at_watch_list(actor, [*named, *changed])
    counts = {"named": len(named), "changed": len(changed), "asked": len(roster.of(ASKED))}
    return Batch(
        name=_in_words(counts, delegation),
        conference_id=delegation.conference_id,
        counts={kind: count for kind, count in counts.items() if count},
        rows={Delegate._meta.label_lower: [delegate.pk for delegate in (*named, *changed)]},
        skipped=tuple(_skipped(roster)),
        changes=changes,
    )


def _held(delegation: Delegation) -> frozenset[int]:
    """Hold the people of the delegation, as far as nobody else holds them; says whom.

    Whoever decides about one of them holds that person and waits for the delegation; this deed holds it and must not
    wait.
    """
    rows = Delegate.objects.select_for_update(no_key=True, skip_locked=True).filter(delegation=delegation)
    return frozenset(rows.order_by("pk").values_list("pk", flat=True))


def _pass_over(roster: Roster, held: frozenset[int]) -> None:
    """Leave out the lines of people whom somebody else is changing."""
    for line in (*roster.of(CHANGED), *roster.of(ASKED)):
        if line.delegate is not None and line.delegate.pk not in held:
            line.errors.append(_("somebody is changing it at this moment"))
            line.state = WRONG


def _revise(roster: Roster) -> tuple[list[Delegate], dict[str, dict[str, list[Any]]]]:
    """Write what changes; whoever makes room as head comes before whoever takes it."""
    changes: dict[str, dict[str, list[Any]]] = {}
    changed: list[Delegate] = []
    for line in sorted(roster.of(CHANGED), key=lambda line: line.details.get("role") == DelegateRole.HEAD):
        delegate = line.delegate
        if delegate is None:
            continue
        before = {name: getattr(delegate, name) for name in line.details}
        for name, value in line.details.items():
            setattr(delegate, name, value)
        delegate.is_media = is_media(delegate)
        delegate.search = spelling_key(delegate)
        delegate.save(update_fields=[*line.details, "is_media", "search"])
        changes[f"{label_of(delegate)}:{delegate.pk}"] = difference(delegate, before, line.details)
        changed.append(delegate)
    Delegate.objects.filter(pk__in=[delegate.pk for delegate in changed]).update(version=F("version") + 1)
    return changed, changes


def _name(actor: User, delegation: Delegation, roster: Roster, sensitivity: str) -> list[Delegate]:
    named = []
    invited_as_media: bool | None = None
    for line in roster.of(NEW):
        delegate = Delegate(
            conference_id=delegation.conference_id,
            delegation=delegation,
            party_id=delegation.party_id,
            entered_by=actor,
            sensitivity=sensitivity,
            is_overflow=line.is_overflow,
            **line.details,
        )
        if delegate.role == DelegateRole.PRESS:
            delegate.is_media = True
        else:
            # The party's invitation is the same for all of them.
            invited_as_media = is_media(delegate) if invited_as_media is None else invited_as_media
            delegate.is_media = invited_as_media
        delegate.search = spelling_key(delegate)
        named.append(delegate)
    return Delegate.objects.bulk_create(named, batch_size=AT_ONCE)


def _skipped(roster: Roster) -> Iterable[tuple[str, str]]:
    for line in roster.lines:
        if line.state == WRONG:
            yield _label(line), " ".join(line.said)
        elif line.state == SAME:
            yield _label(line), _("nothing to change")


def _label(line: Line) -> str:
    return _("Line %(number)s: %(name)s") % {"number": line.number, "name": line.name or "–"}


def _in_words(counts: dict[str, int], delegation: Delegation) -> str:
    count = sum(counts.values())
    said = {"count": count, "delegation": delegation}
    return (
        ngettext("%(delegation)s: %(count)s line of a list", "%(delegation)s: %(count)s lines of a list", count) % said
    )
