"""The tasks and challenges of a conference file."""

from typing import TYPE_CHECKING, Any

from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading
from secretariat.preparation.models import Assessment, Challenge, ChallengePart, Need, Task, TaskState

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.record import AssessmentData, ChallengeData, TaskData

_TASK_FIELDS = (
    "title",
    "details",
    "key",
    "state",
    "start_date",
    "due_date",
    "done_date",
    "owner_party",
    "owner_unit",
    "blocked_because",
    "position",
    "sensitivity",
)


def load_tasks(loading: Loading) -> None:
    """Bring in the preparation plan: tasks, and which must be done before which."""
    if not loading.file.tasks:
        return
    words = Words(loading)
    given = [(said, _task(loading, words, said)) for said in loading.file.tasks]

    def key(row: Task) -> tuple[str, str]:
        return ("key", row.key) if row.key else ("title", words.of(row.title))

    # A file names no person of the house: whoever is in charge here stays it, also where the file names a party.
    taken = {key(row) for row in Task.objects.filter(conference=loading.conference, owner__isnull=False)}
    for _said, row in given:
        row.owner_party = None if key(row) in taken else row.owner_party
    unsaid = {"state": TaskState.PLANNED, "done_date": None, "blocked_because": ""}
    rows = put_facts(loading, given, _TASK_FIELDS, key, unsaid=unsaid)
    # Tasks of the file need tasks of the file alone, and reading has seen that those make no circle.
    needs = [
        (row, [Need(conference=loading.conference, task=row, needs=rows[place - 1]) for place in said.needs])
        for row, said in zip(rows, loading.file.tasks, strict=True)
    ]
    put_parts(loading, needs, "needs", lambda row: row.needs_id)


def load_challenges(loading: Loading) -> None:
    """Bring in challenges with the parties in them, and how they were judged."""
    if not loading.file.challenges:
        return
    words = Words(loading)
    given = [(said, _challenge(loading, words, said)) for said in loading.file.challenges]
    fields = ("text", "said_date", "sensitivity")
    rows = put_facts(loading, given, fields, lambda row: (row.kind, words.of(row.text)))
    parts = [(row, _parts(row, words, said)) for row, said in zip(rows, loading.file.challenges, strict=True)]
    put_parts(loading, parts, "parts", lambda row: (row.part, row.party_id))
    judged = [
        (each, _assessment(loading, words, row, each))
        for row, said in zip(rows, loading.file.challenges, strict=True)
        for each in said.assessments
    ]
    put_facts(
        loading,
        judged,
        ("response", "owner_party", "owner_unit", "sensitivity"),
        lambda row: (row.challenge_id, row.made_date, row.state, row.likelihood, row.impact, words.of(row.response)),
    )


def _task(loading: Loading, words: Words, said: "TaskData") -> Task:
    row = fact(loading, Task, said, title=words.text(said.title), details=words.text(said.details))
    row.key, row.position = said.key or "", said.order or 0
    row.start_date, row.due_date, row.done_date = said.start, said.due, said.done
    row.owner_party, row.owner_unit = words.party(said.owner), words.text(said.unit)
    row.blocked_because = words.text(said.held_up)
    row.state = said.state  # type: ignore[assignment]  # None is filled in from what is there
    return row


def _challenge(loading: Loading, words: Words, said: "ChallengeData") -> Challenge:
    return fact(loading, Challenge, said, kind=said.kind, text=words.text(said.text), said_date=said.said or "")


def _parts(challenge: Challenge, words: Words, said: "ChallengeData") -> list[ChallengePart]:
    named = (
        (ChallengePart.Part.SAID_BY, said.attributed_to),
        (ChallengePart.Part.DONE_BY, said.done_by),
        (ChallengePart.Part.DONE_TO, said.done_to),
    )
    return [
        ChallengePart(conference_id=challenge.conference_id, challenge=challenge, part=part, party=party)
        for part, codes in named
        for party in words.parties(codes)
    ]


def _assessment(loading: Loading, words: Words, challenge: Challenge, said: "AssessmentData") -> Assessment:
    values: dict[str, Any] = {"made_date": said.made, "state": said.state}
    row = fact(loading, Assessment, said, challenge=challenge, **values)
    row.likelihood, row.impact, row.response = said.likelihood, said.impact, words.text(said.response)
    row.owner_party, row.owner_unit = words.party(said.owner), words.text(said.unit)
    return row
