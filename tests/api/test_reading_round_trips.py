"""What is handed out of the house comes in again as it is: the same in the same conference, whole in another."""

from datetime import date, datetime

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.api.actions.imports import Handed, confirm_import, prepare_import
from secretariat.api.models import Import, ImportFormat, Verdict
from secretariat.api.queries.reading import guess
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate
from secretariat.programme.models import Session
from tests import make, make_programme
from tests.api import drafts

pytestmark = pytest.mark.django_db
OFFICE = "/en/damascus-2020/office/"


@pytest.fixture
def conference() -> Conference:
    """Two days with a plenary and a round table after midnight, and two people of one delegation."""
    held = make.conference()
    hall = make_programme.room(held, "Plenary hall", seats=300)
    _session(held, "Opening «A»", hall, (11, 9), (11, 10), kind="opening", text=LazyI18nString({"en": "One\nTwo"}))
    _session(held, "Night of stories", hall, (12, 0), (12, 2), kind="round table")
    delegation = make.delegation(held, make.party("LB"))
    capacity = LazyI18nString({"en": "Minister of Education"})
    make.delegate(delegation, "Amal Haddad", role="head", mail="amal@example.org", capacity=capacity, languages=["ar"])
    make.delegate(delegation, "Omar Nasser", honorific="Dr.", body=LazyI18nString({"en": "Ministry; of Education"}))
    return held


@pytest.fixture
def secretary(conference: Conference) -> User:
    return make.user(Role.SECRETARY, conference)


@pytest.mark.parametrize(
    ("path", "format_"),
    [
        ("programme/schedule.json", ImportFormat.SCHEDULE_JSON),
        ("programme/schedule.xml", ImportFormat.SCHEDULE_XML),
        ("delegates/cards.vcf", ImportFormat.CARDS),
    ],
)
def test_what_is_handed_out_is_the_same_when_it_comes_in_again(
    conference: Conference, secretary: User, path: str, format_: ImportFormat
) -> None:
    batch = prepared(secretary, conference, handed_out(secretary, path), format_)

    assert [(row.line, row.verdict, row.findings) for row in batch.rows.all()] == [
        (row.line, Verdict.SAME, {}) for row in batch.rows.all()
    ]
    assert batch.rows.exists()


def test_another_conference_takes_a_programme_in_whole(conference: Conference, secretary: User) -> None:
    file = handed_out(secretary, "programme/schedule.json")
    other = make.conference("aleppo-2020", is_public=False)

    confirm_import(
        secretary_of(other), prepared(secretary_of(other), other, file, ImportFormat.SCHEDULE_JSON), at=make.NOON
    )

    assert told(other) == told(conference)
    assert Room.objects.get(conference=other).seats == 300


def test_another_conference_takes_people_in_as_nominated(conference: Conference, secretary: User) -> None:
    file = handed_out(secretary, "delegates/cards.vcf")
    other = make.conference("aleppo-2020", is_public=False)

    confirm_import(secretary_of(other), prepared(secretary_of(other), other, file, ImportFormat.CARDS), at=make.NOON)

    fields = ("name", "honorific", "role", "mail", "capacity", "body", "languages", "party")
    there, here = (
        list(Delegate.objects.filter(conference=each).order_by("name").values_list(*fields))
        for each in (other, conference)
    )
    assert there == here
    assert set(Delegate.objects.filter(conference=other).values_list("state", flat=True)) == {"nominated"}


def handed_out(user: User, path: str) -> bytes:
    """A file as a browser gets it from the office."""
    page = make.client(user).get(f"{OFFICE}{path}")
    assert page.status_code == 200
    return page.getvalue()


def prepared(user: User, conference: Conference, file: bytes, format_: ImportFormat) -> Import:
    """A file taken in hand, whose format is told by its content."""
    assert guess("file", file) == format_
    handed = Handed("file", format_, {"zone": "Asia/Damascus", "language": "en"})
    return prepare_import(user, conference, handed=handed, draft=drafts.drafted(format_, file))


def secretary_of(conference: Conference) -> User:
    return User.objects.filter(memberships__conference=conference).first() or make.user(Role.SECRETARY, conference)


def told(conference: Conference) -> list[tuple[object, ...]]:
    """What is held, when and where."""
    rows = Session.objects.filter(conference=conference).select_related("room").order_by("starts_at")
    return [(str(row.title), row.kind, row.starts_at, row.ends_at, str(row.room), str(row.text)) for row in rows]


def _session(
    conference: Conference, title: str, room: Room, begins: tuple[int, int], ends: tuple[int, int], **fields: object
) -> None:
    zone = conference.zone
    times = {
        "starts_at": datetime(2020, 11, *begins, tzinfo=zone),
        "ends_at": datetime(2020, 11, *ends, tzinfo=zone),
        "day": date(2020, 11, begins[0]),
    }
    make_programme.session(conference, title, room=room, **times, **fields)
