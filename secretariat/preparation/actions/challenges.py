"""Raising a challenge, mending what is kept of it, and assessing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, unless_stale
from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from secretariat.preparation import permissions
from secretariat.preparation.actions.owners import refuse_wrong_owner
from secretariat.preparation.models import Assessment, Challenge, ChallengePart
from secretariat.ui.templatetags.ui import day

CHALLENGE_FIELDS = ("kind", "text", "said_date", "sensitivity")
ASSESSMENT_FIELDS = (
    "made_date",
    "state",
    "likelihood",
    "impact",
    "response",
    "owner",
    "owner_party",
    "owner_unit",
    "sensitivity",
)


@dataclass(frozen=True)
class Parts:
    """Whose claim a challenge is, who is said to do it, and to whom it is said to be done."""

    said_by: tuple[Party, ...] = ()
    done_by: tuple[Party, ...] = ()
    done_to: tuple[Party, ...] = ()


@action(allow=permissions.may_raise_challenge)
def raise_challenge(
    actor: User, conference: Conference, *, details: Mapping[str, Any], parts: Parts, cited: Iterable[Cited] = ()
) -> Challenge:
    """Write down what is said to stand in the conference's way, and whose claim it is."""
    challenge = Challenge(conference=conference, entered_by=actor)
    _set(challenge, CHALLENGE_FIELDS, details)
    _refuse_twice(actor, challenge, parts)
    challenge.save()
    _name(challenge, parts)
    Citation.objects.bulk_create(citations_for(challenge, cited))
    return challenge


@action(allow=permissions.may_revise_challenge)
def revise_challenge(
    actor: User, challenge: Challenge, *, details: Mapping[str, Any], parts: Parts, version: int | None = None
) -> Challenge:
    """Correct what is kept of a challenge: its wording, its kind, the parties in it, for whom it is."""
    unless_stale(challenge, version)
    _set(challenge, CHALLENGE_FIELDS, details)
    _refuse_twice(actor, challenge, parts)
    challenge.save(update_fields=[*CHALLENGE_FIELDS])
    if _roles(challenge) != _wanted(parts):
        challenge.parts.all().delete()
        _name(challenge, parts)
    return challenge


@action(allow=permissions.may_assess_challenge)
def assess_challenge(
    actor: User, challenge: Challenge, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Assessment:
    """Say how likely and how grave a challenge is held to be on a day, and what is done; earlier ones stay."""
    assessment = Assessment(conference_id=challenge.conference_id, challenge=challenge, entered_by=actor)
    _set(assessment, ASSESSMENT_FIELDS, details)
    if (assessment.likelihood is None) != (assessment.impact is None):
        missing = "impact" if assessment.impact is None else "likelihood"
        raise Refused(_("Give both likelihood and impact, or neither."), field=missing)
    refuse_wrong_owner(assessment)
    compared = [name for name in ASSESSMENT_FIELDS if name != "sensitivity"]
    for other in Assessment.objects.in_office_of(actor).filter(challenge=challenge):
        if not difference_between(assessment, other, compared):
            sentence = _("The same assessment of %(day)s is written down already.")
            raise Refused(sentence % {"day": day(other.made_date)}, field="made_date")
    assessment.save()
    Citation.objects.bulk_create(citations_for(assessment, cited))
    return assessment


def _set(row: object, names: Iterable[str], details: Mapping[str, Any]) -> None:
    for name in names:
        if name in details:
            setattr(row, name, details[name])


def _refuse_twice(actor: User, challenge: Challenge, parts: Parts) -> None:
    """A claim is written down once; what this person may not see is not told by a refusal."""
    others = Challenge.objects.in_office_of(actor).filter(conference_id=challenge.conference_id, kind=challenge.kind)
    for other in others.exclude(pk=challenge.pk).prefetch_related("parts"):
        is_same = not difference_between(challenge, other, ("kind", "text", "said_date"))
        if is_same and _roles(other) == _wanted(parts):
            raise Refused(_("The same claim is written down already. If another source gives it, cite it on that one."))


def _roles(challenge: Challenge) -> set[tuple[str, int]]:
    return {(str(part.part), part.party_id) for part in challenge.parts.all()}


def _wanted(parts: Parts) -> set[tuple[str, int]]:
    return {(role, party.pk) for role, named in _named(parts) for party in named}


def _named(parts: Parts) -> list[tuple[str, tuple[Party, ...]]]:
    role = ChallengePart.Part
    return [(str(role.SAID_BY), parts.said_by), (str(role.DONE_BY), parts.done_by), (str(role.DONE_TO), parts.done_to)]


def _name(challenge: Challenge, parts: Parts) -> None:
    ChallengePart.objects.bulk_create(
        ChallengePart(conference_id=challenge.conference_id, challenge=challenge, part=role, party=party)
        for role, named in _named(parts)
        for party in dict.fromkeys(named)
    )
