"""What no plan can be below, known before any is found."""

from secretariat.engines.scheduling.problem import Problem

__all__ = ["unmet_bound"]


def unmet_bound(problem: Problem, *, seconds: float = 5.0) -> int:
    """The weights of meetings that must be left out whatever is done, summed, at the least."""
    wanted = [0] * len(problem.parties)
    for meeting in problem.meetings:
        for party in set(meeting.parties):
            wanted[party] += meeting.length
    free = [len(problem.slots) - len(party.away) for party in problem.parties]
    slots = sum(meeting.length for meeting in problem.meetings)
    is_short = problem.rooms and slots > len(problem.slots) * len(problem.rooms) - sum(
        len(set(room.closed)) for room in problem.rooms
    )
    if (
        not is_short
        and all(some <= there for some, there in zip(wanted, free, strict=True))
        and not _is_narrow(problem)
    ):
        return 0
    from secretariat.engines.scheduling.solver.relaxing import least_unmet  # noqa: PLC0415 (heavy)

    return least_unmet(problem, seconds=seconds)


def _is_narrow(problem: Problem) -> bool:
    """Whether there are limits that counting all slots does not see."""
    return bool(problem.keep_free) or any(
        meeting.window is not None
        or meeting.languages
        or meeting.seats
        or meeting.equipment
        or meeting.room is not None
        for meeting in problem.meetings
    )
