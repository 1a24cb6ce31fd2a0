"""Whatever a conference file says, it says again after a way through the house."""

import pytest

from secretariat.accounts.models import User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile import compose, json_schema, read, write
from tests import make
from tests.api.conftest import forget
from tests.api.generated import Made
from tests.api.generated_programme import PARTS

pytestmark = pytest.mark.django_db


def bring_in(keeper: User, text: str) -> Conference:
    load(keeper, make.house(), file=read(text, known=known_codes()))
    return Conference.objects.get(slug="made-up")


@pytest.mark.parametrize("seed", range(12))
def test_a_file_made_up_at_random_comes_back_byte_for_byte(keeper: User, seed: int) -> None:
    data = Made(seed).file()
    given = write(compose(data, language=data["conference"]["language"]))
    assert write(read(given)) == given

    conference = bring_in(keeper, given)
    first = conference_file_text(conference)
    bring_in(keeper, given)
    bring_in(keeper, first)

    assert Entry.objects.filter(verb="api.load").count() == 1
    forget(conference)
    assert conference_file_text(bring_in(keeper, first)) == first


def test_the_files_made_up_use_every_key_of_the_record() -> None:
    used: set[tuple[str, str]] = set()
    for seed in range(12):
        data = Made(seed).file()
        file = compose(data, language=data["conference"]["language"])
        used |= {key for name in file.model_fields_set for key in keys_in(getattr(file, name))}
    parts = json_schema()["$defs"]
    of_the_record = {
        "TaskData",
        "MeetingData",
        "MeetingPlaceData",
        "HostData",
        "VisitorData",
        "PointData",
        "MinutesData",
    }
    of_the_record |= {"FollowUpData", "ProgressData", "MissionData", "StopData", "ReportBackData", "ChallengeData"}
    of_the_record |= {"AssessmentData", "PositionData", "InitiativeData", "ObstacleData", "ReportedFigureData"}
    of_the_record |= {
        "NoticeData",
        "CredentialsData",
        "TermsData",
        "DoorData",
        "ZoneData",
        "BadgeClassData",
        "GateData",
    }
    of_the_record |= {"DoorRulesData", "TemplateData", "RoomData", *PARTS}
    wanted = {(part, key) for part in of_the_record for key in parts[part]["properties"]}

    assert wanted - used == {("MissionData", "month"), ("MissionData", "from")}
    assert ("MissionData", "begins") in used
    of_a_delegate = ("state", "state_since", "reason", "overflow", "media", "in_place_of")
    assert {("DelegateData", key) for key in of_a_delegate} <= used


def keys_in(value: object) -> set[tuple[str, str]]:
    """Every key under which something is said, with the part it stands in."""
    if isinstance(value, tuple):
        return {key for each in value for key in keys_in(each)}
    fields = getattr(type(value), "model_fields", {})
    said = {name: getattr(value, name) for name in fields if getattr(value, name) not in (None, ())}
    inner = {key for each in said.values() for key in keys_in(each)}
    return inner | {(type(value).__name__, name) for name in said}
