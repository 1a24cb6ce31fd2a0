"""The rules of disclosure: those of a conference, as the engine takes them, and as a release keeps them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from secretariat.conference.models import Conference
from secretariat.engines.disclosure import Rules
from secretariat.figures.models import DisclosureRules


def rules_of_conference(conference: Conference) -> DisclosureRules:
    """The rules of a conference; the house's own where nobody changed them."""
    return DisclosureRules.objects.filter(conference=conference).first() or DisclosureRules(conference=conference)


def rules_for(rules: DisclosureRules, *, is_local: bool) -> Rules:
    """What holds for one table."""
    if is_local:
        return Rules(
            threshold=rules.local_threshold,
            rounding=rules.local_rounding,
            large_from=rules.large_from,
            large_rounding=rules.large_rounding,
            protection=rules.protection,
        )
    return Rules(
        threshold=rules.national_threshold,
        rounding=rules.national_rounding,
        large_from=rules.large_from,
        large_rounding=rules.national_rounding,
        protection=rules.protection,
    )


def rules_as_data(rules: Rules) -> dict[str, Any]:
    """As a release keeps them."""
    return asdict(rules)


def rules_from(data: Mapping[str, Any]) -> Rules:
    """The rules by which a release was published."""
    return Rules(**{name: int(value) for name, value in data.items() if name in Rules.__dataclass_fields__})
