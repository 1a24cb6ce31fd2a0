"""What can be asked of the meetings desk; other desks read meetings, points, follow-ups and missions through here."""

from secretariat.meetings.queries.comparing import compared
from secretariat.meetings.queries.drawing import line_of_time, route_of
from secretariat.meetings.queries.follow_ups import (
    FollowUpRow,
    follow_ups_of,
    late_follow_ups,
    open_follow_ups,
    progress_of,
)
from secretariat.meetings.queries.meetings import (
    Came,
    MeetingRow,
    PointRow,
    meetings_of,
    meetings_with,
    points_of,
    rows_of,
    rows_with,
    title_for,
)
from secretariat.meetings.queries.minutes import composed, minutes_of, newest_minutes
from secretariat.meetings.queries.missions import MissionRow, StopRow, missions_of, reports_back_in, stops_of

__all__ = [
    "Came",
    "FollowUpRow",
    "MeetingRow",
    "MissionRow",
    "PointRow",
    "StopRow",
    "compared",
    "composed",
    "follow_ups_of",
    "late_follow_ups",
    "line_of_time",
    "meetings_of",
    "meetings_with",
    "minutes_of",
    "missions_of",
    "newest_minutes",
    "open_follow_ups",
    "points_of",
    "progress_of",
    "reports_back_in",
    "route_of",
    "rows_of",
    "rows_with",
    "stops_of",
    "title_for",
]
