"""The rules of disclosure, which the secretary alone changes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, difference, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.figures import permissions
from secretariat.figures.models import DisclosureRules

DISCLOSURE_FIELDS = (
    "national_threshold",
    "national_rounding",
    "local_threshold",
    "local_rounding",
    "large_from",
    "large_rounding",
    "protection",
)
# Two numbers fit below a threshold of less, and one of them could be told from the other.
LEAST_THRESHOLD = 3


@action(allow=permissions.may_revise_disclosure_rules)
def revise_disclosure_rules(
    actor: User, conference: Conference, *, details: Mapping[str, Any], version: int | None = None
) -> DisclosureRules | Batch:
    """Change the rules of disclosure; what is published stays as it was published."""
    del actor
    rules = DisclosureRules.objects.select_for_update(no_key=True).filter(conference=conference).first()
    if rules is None:
        rules = DisclosureRules(conference=conference)
        _set(rules, details)
        rules.save()
        return rules
    unless_stale(rules, version)
    before = {name: getattr(rules, name) for name in DISCLOSURE_FIELDS}
    _set(rules, details)
    changes = difference(rules, before, {name: getattr(rules, name) for name in DISCLOSURE_FIELDS})
    if changes:
        rules.version += 1
        rules.save(update_fields=[*DISCLOSURE_FIELDS, "version"])
    kind = label_of(rules)
    return Batch(
        name=_("Rules of disclosure"),
        conference_id=conference.pk,
        counts={kind: 1 if changes else 0},
        rows={kind: [rules.pk]},
        changes={f"{kind}:{rules.pk}": changes},
    )


def _set(rules: DisclosureRules, details: Mapping[str, Any]) -> None:
    for name in DISCLOSURE_FIELDS:
        if name in details:
            setattr(rules, name, details[name])
    if rules.protection < 1:
        raise Refused(_("Something must remain unknown of each hidden number: 1 at least."), field="protection")
    if rules.national_threshold < max(LEAST_THRESHOLD, rules.protection + 2):
        raise Refused(
            _("With this threshold hidden numbers cannot stay %(width)s apart: it must be %(least)s at least.")
            % {"width": rules.protection, "least": rules.protection + 2},
            field="national_threshold",
        )
    if rules.local_threshold < rules.national_threshold:
        raise Refused(
            _("Below country level people are recognised more easily: the threshold there is not lower."),
            field="local_threshold",
        )
    _refuse_rounding_to_nothing(rules)


def _refuse_rounding_to_nothing(rules: DisclosureRules) -> None:
    """A number that is shown is never shown as nobody, and the base grows with the number."""
    bases = {"national_rounding": rules.national_threshold, "local_rounding": rules.local_threshold}
    for name, threshold in bases.items():
        base = getattr(rules, name)
        if base < 1:
            raise Refused(_("Numbers are rounded to a base of 1 at least, which leaves them exact."), field=name)
        if base > 2 * threshold:
            raise Refused(_("The smallest number that is shown would be rounded to nobody."), field=name)
    if rules.large_rounding < 1:
        raise Refused(
            _("Numbers are rounded to a base of 1 at least, which leaves them exact."), field="large_rounding"
        )
    if rules.large_rounding < rules.local_rounding or rules.large_from < rules.large_rounding:
        raise Refused(_("Large numbers are rounded to a larger base than others."), field="large_rounding")
