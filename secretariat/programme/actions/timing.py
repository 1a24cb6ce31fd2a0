"""When bilateral meetings are held: the hours of each day, and the rules of the timetable."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, Stale, action, difference, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.programme import permissions
from secretariat.programme.models import Hours, ProgrammeRules
from secretariat.programme.queries.slots import hours_of, mark_of

RULE_FIELDS = ("slot_minutes", "changeover_minutes", "keep_free", "spread", "interpreters")
MOST_HOURS = 500
# A day on which the clocks go back has an hour more.
LONGEST = timedelta(hours=25)


@action(allow=permissions.may_set_hours)
def set_hours(
    actor: User, conference: Conference, *, hours: Iterable[tuple[datetime, datetime]], seen: str | None = None
) -> Batch:
    """Say in which hours bilateral meetings are held; ``seen`` marks the hours that this person had before them."""
    del actor
    kept = hours_of(conference)
    if seen is not None and seen != mark_of(kept):
        raise Stale
    wanted = sorted(set(hours))
    _refuse_what_cannot_be(wanted)
    _refuse_other_days(conference, wanted, kept)
    gone = {row.pk: (row.starts_at, row.ends_at) for row in kept if (row.starts_at, row.ends_at) not in wanted}
    known = {(row.starts_at, row.ends_at) for row in kept}
    added = [Hours(conference=conference, starts_at=a, ends_at=b) for a, b in wanted if (a, b) not in known]
    Hours.objects.filter(pk__in=gone).delete()
    Hours.objects.bulk_create(added)
    kind = label_of(Hours())
    changes = {f"{kind}:{row.pk}": _times(row.starts_at, row.ends_at) for row in added}
    for row_id, row in gone.items():
        changes[f"{kind}:{row_id}"] = {name: [old, None] for name, (_none, old) in _times(*row).items()}
    return Batch(
        name=_("Hours of bilateral meetings"),
        conference_id=conference.pk,
        counts={kind: len(gone) + len(added)},
        rows={kind: [row.pk for row in added]},
        changes=changes,
    )


@action(allow=permissions.may_revise_rules)
def revise_rules(
    actor: User, conference: Conference, *, details: Mapping[str, Any], version: int | None = None
) -> ProgrammeRules | Batch:
    """Change the rules of the timetable."""
    del actor
    rules = ProgrammeRules.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if rules is None:
        rules = ProgrammeRules(conference=conference)
        _set(rules, details)
        rules.save()
        return rules
    unless_stale(rules, version)
    before = {name: getattr(rules, name) for name in RULE_FIELDS}
    _set(rules, details)
    changes = difference(rules, before, {name: getattr(rules, name) for name in RULE_FIELDS})
    if changes:
        rules.version += 1
        rules.save(update_fields=[*RULE_FIELDS, "version"])
    kind = label_of(rules)
    return Batch(
        name=_("Rules of the timetable"),
        conference_id=conference.pk,
        counts={kind: 1 if changes else 0},
        rows={kind: [rules.pk]},
        changes={f"{kind}:{rules.pk}": changes},
    )


def _refuse_what_cannot_be(hours: list[tuple[datetime, datetime]]) -> None:
    if len(hours) > MOST_HOURS:
        raise Refused(_("These are too many hours for one conference."))
    if any(ends <= begins for begins, ends in hours):
        raise Refused(_("Hours end after they begin."))
    if any(ends - begins > LONGEST for begins, ends in hours):
        raise Refused(_("Hours are given for each day; none of them is longer than a day."))
    if any(other[0] < one[1] for one, other in pairwise(hours)):
        raise Refused(_("Some of these hours overlap."))


def _refuse_other_days(conference: Conference, hours: list[tuple[datetime, datetime]], kept: Iterable[Hours]) -> None:
    """Hours lie on days of the conference; what stands on another day already may stay."""
    known = {row.starts_at for row in kept}
    for begins, _ends in hours:
        day = begins.astimezone(conference.zone).date()
        if begins not in known and not conference.start_date <= day <= conference.end_date:
            raise Refused(_("%(day)s is no day of the conference.") % {"day": day.isoformat()})


def _set(rules: ProgrammeRules, details: Mapping[str, Any]) -> None:
    for name in RULE_FIELDS:
        if name in details:
            setattr(rules, name, details[name])


def _times(starts_at: datetime, ends_at: datetime) -> dict[str, list[Any]]:
    return {"starts_at": [None, starts_at.isoformat()], "ends_at": [None, ends_at.isoformat()]}
