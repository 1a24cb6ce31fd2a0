"""Builders of the preparation desk: tasks, what they need, challenges and assessments; never through the door."""

from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from secretariat.preparation.models import Assessment, Challenge, ChallengeKind, ChallengePart, Need, Task
from tests import make


def task(conference: Conference, title: str = "Send the invitations", **fields: Any) -> Task:
    """A task of the plan."""
    values = {"title": LazyI18nString({"en": title}), **fields}
    return Task.objects.create(**make._fact(conference, values))


def need(task: Task, needs: Task) -> Need:
    """One task needs another."""
    return Need.objects.create(conference_id=task.conference_id, task=task, needs=needs)


def challenge(
    conference: Conference,
    text: str = "Pressure not to attend",
    *,
    said_by: tuple[Party, ...] = (),
    done_by: tuple[Party, ...] = (),
    done_to: tuple[Party, ...] = (),
    **fields: Any,
) -> Challenge:
    """A challenge, with the parties in it."""
    values = {"kind": ChallengeKind.PRESSURE, "text": LazyI18nString({"en": text}), **fields}
    made = Challenge.objects.create(**make._fact(conference, values))
    role = ChallengePart.Part
    for part, parties in ((role.SAID_BY, said_by), (role.DONE_BY, done_by), (role.DONE_TO, done_to)):
        for party in parties:
            ChallengePart.objects.create(conference=conference, challenge=made, part=part, party=party)
    return made


def assessment(challenge: Challenge, likelihood: int | None = 4, impact: int | None = 5, **fields: Any) -> Assessment:
    """How a challenge was assessed."""
    values = {"challenge": challenge, "likelihood": likelihood, "impact": impact, "made_date": make.TODAY}
    return Assessment.objects.create(**make._fact(challenge.conference, {**values, **fields}))
