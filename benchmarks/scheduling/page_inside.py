"""What is done inside the house's own process: a large timetable is handed to the worker, asked after, and stopped.

``python -m benchmarks.scheduling.page_inside DEED …`` works on the database that the environment names and prints one
line of JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

from benchmarks.scheduling import summit
from secretariat.engines import scheduling

DELEGATIONS = 190


def begin(slug: str, seconds: str) -> dict[str, Any]:
    """Hand the largest summit to the engine, in the name of the hand of the house."""
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready

    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.programme.actions.seeking import seek  # noqa: PLC0415
    from secretariat.programme.models import Draft  # noqa: PLC0415

    problem = summit.problem(summit.make(DELEGATIONS, *summit.SIZES[DELEGATIONS], 1))
    draft = Draft.objects.create(
        conference=Conference.objects.get(slug=slug),
        name="Under load",
        seconds=int(seconds),
        problem=scheduling.as_data(problem),
        entered_by=hand_of_the_house(),
        asked_at=timezone.now(),
    )
    seek.enqueue(draft.pk)
    return {"draft": draft.pk}


def ask(number: str) -> dict[str, Any]:
    """How far it is."""
    from secretariat.programme.models import Draft  # noqa: PLC0415 - once the apps are ready

    draft = Draft.objects.get(pk=int(number))
    return {"state": draft.state, "score": draft.score, "points": len(draft.trace), "reason": draft.reason}


def stop(number: str) -> dict[str, Any]:
    """Let it come to an end, as somebody does who presses the button."""
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready

    from secretariat.programme.models import Draft, DraftState  # noqa: PLC0415

    under_way = Draft.objects.filter(pk=int(number), state__in=(DraftState.WAITING, DraftState.RUNNING))
    return {"stopped": under_way.update(state=DraftState.STOPPED, stopped_at=timezone.now())}


_DEEDS: dict[str, Callable[..., dict[str, Any]]] = {"begin": begin, "ask": ask, "stop": stop}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    print(json.dumps(_DEEDS[sys.argv[1]](*sys.argv[2:])))
