"""Convening a conference: who may, what is refused, and the page."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import convene
from secretariat.conference.models import Conference
from tests import make

pytestmark = pytest.mark.django_db
DETAILS = {
    "title": "Second conference",
    "time_zone": "Asia/Beirut",
    "start_date": make.TODAY,
    "end_date": make.TODAY,
}


@pytest.fixture
def keeper() -> User:
    """Whoever keeps the installation."""
    return make.user(None, name="Keeper", is_superuser=True)


def filled_in(**changes: object) -> dict[str, object]:
    return {
        "slug": "beirut-2021",
        "title_en": "Second conference",
        "title_ar": "المؤتمر الثاني",
        "host": make.party("LB").pk,
        "time_zone": "Asia/Beirut",
        "start_date": "2021-11-11",
        "end_date": "2021-11-12",
        "languages": ["en", "ar"],
        "original_language": "en",
        "state": "preparing",
        **changes,
    }


def test_who_convenes_becomes_the_first_secretary_and_it_is_recorded(keeper: User) -> None:
    conference = convene(keeper, make.party("LB"), slug="beirut-2021", details=DETAILS)

    assert conference.memberships.get().user == keeper
    assert conference.memberships.get().role == Role.SECRETARY
    entry = Entry.objects.get(verb="conference.convene")
    assert (entry.conference_id, entry.made_id) == (conference.pk, conference.pk)


@pytest.mark.parametrize("slug", ["office", "accounts", "api"])
def test_an_address_of_the_house_is_refused(keeper: User, slug: str) -> None:
    with pytest.raises(Refused, match="used by the house") as refusal:
        convene(keeper, make.party("LB"), slug=slug, details=DETAILS)

    assert refusal.value.field == "slug"
    assert not Conference.objects.exists()


def test_a_secretary_of_one_conference_may_not_convene_another() -> None:
    amal = make.user(Role.SECRETARY, make.conference())

    with pytest.raises(PermissionDenied):
        convene(amal, make.party("LB"), slug="beirut-2021", details=DETAILS)

    assert make.client(amal).get("/en/office/convene/").status_code == 403


def test_a_stranger_is_asked_to_sign_in() -> None:
    page = make.client().get("/en/office/convene/")

    assert page.status_code == 302
    assert "/accounts/login/" in page["Location"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(keeper: User, language: str) -> None:
    make.party("LB")

    page = make.client(keeper).get(f"/{language}/office/convene/")

    assert page.status_code == 200
    assert "Asia/Damascus" in page.content.decode()


def test_the_page_convenes(keeper: User) -> None:
    page = make.client(keeper).post("/en/office/convene/", filled_in(co_organisers=[make.party("SY").pk]))

    conference = Conference.objects.get()
    assert page["Location"] == "/en/beirut-2021/office/conference/"
    assert conference.title.data == {"en": "Second conference", "ar": "المؤتمر الثاني"}
    assert [each.party.code for each in conference.co_organisers.all()] == ["SY"]
    assert not conference.is_public


def test_a_conference_may_last_a_leap_year(keeper: User) -> None:
    days = {"start_date": date(2020, 1, 1), "end_date": date(2020, 12, 31)}

    assert convene(keeper, make.party("LB"), slug="beirut-2021", details={**DETAILS, **days}).pk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "office"}, "This address is used by the house itself."),
        ({"end_date": "2021-11-10"}, "The last day cannot be before the first."),
        ({"end_date": "9999-12-31"}, "Choose a day between the years 1900 and 2199."),
        ({"start_date": "0021-11-11"}, "Choose a day between the years 1900 and 2199."),
        ({"end_date": "2022-11-12"}, "A conference lasts at most 366 days."),
        ({"time_zone": "Asia/Nowhere"}, "No time zone has this name."),
        ({"time_zone": "../../etc/passwd"}, "No time zone has this name."),
        ({"original_language": "fr"}, "The original language is one of the languages"),
        ({"title_en": "", "title_ar": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_made(
    keeper: User, changes: dict[str, object], sentence: str
) -> None:
    page = make.client(keeper).post("/en/office/convene/", filled_in(**changes))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Conference.objects.exists()
