"""Changing what is said of a conference, also when somebody else does so at the same time."""

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.conference.actions import revise_conference
from secretariat.conference.models import Conference
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/conference/revise/"


def filled_in(conference: Conference, **changes: object) -> dict[str, object]:
    """The form as a browser sends it, with the note of what was seen."""
    return {
        "version": conference.version,
        "title_en": "Conference on the Return of Refugees",
        "title_ar": "مؤتمر عودة اللاجئين",
        "initial-title": '{"ar": "مؤتمر عودة اللاجئين", "en": "Conference on the Return of Refugees"}',
        "acronym": "",
        "initial-acronym": "",
        "city_en": "Damascus",
        "city_ar": "دمشق",
        "initial-city": '{"ar": "دمشق", "en": "Damascus"}',
        "host": conference.host_id,
        "initial-host": conference.host_id,
        "country": conference.country_id,
        "initial-country": conference.country_id,
        "time_zone": "Asia/Damascus",
        "initial-time_zone": "Asia/Damascus",
        "start_date": "2020-11-11",
        "initial-start_date": "2020-11-11",
        "end_date": "2020-11-12",
        "initial-end_date": "2020-11-12",
        "languages": ["en", "ar", "fr", "es", "ru", "zh"],
        "initial-languages": ["en", "ar", "fr", "es", "ru", "zh"],
        "original_language": "en",
        "initial-original_language": "en",
        "state": "preparing",
        "initial-state": "preparing",
        "is_public": "on",
        "initial-is_public": "True",
        **changes,
    }


def test_a_change_is_kept_and_recorded_with_old_and_new() -> None:
    conference = make.conference()

    revise_conference(make.user(Role.SECRETARY, conference), conference, details={"acronym": "ICRSR"})

    conference.refresh_from_db()
    assert conference.acronym == "ICRSR"
    assert Entry.objects.get().changes == {"acronym": ["", "ICRSR"]}


def test_another_co_organiser_is_a_change_of_the_conference() -> None:
    conference, russia = make.conference(), make.party("RU")

    revise_conference(make.user(Role.SECRETARY, conference), conference, details={"co_organisers": [russia]})

    conference.refresh_from_db()
    assert conference.version == 2
    assert Entry.objects.get().changes == {"co_organisers": [[], [russia.pk]]}


def test_a_form_that_is_no_longer_true_is_refused_and_nothing_is_recorded() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    revise_conference(amal, conference, details={"acronym": "ICRSR"})

    with pytest.raises(Stale):
        revise_conference(amal, conference, version=1, details={"acronym": "ICR"})

    conference.refresh_from_db()
    assert conference.acronym == "ICRSR"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_who_does_not_work_on_the_desk_may_not(role: str) -> None:
    conference = make.conference()
    reader = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        revise_conference(reader, conference, details={"acronym": "X"})

    assert make.client(reader).get(ADDRESS).status_code == 403


def test_a_secretary_of_another_conference_finds_nothing() -> None:
    make.conference()
    other = make.user(Role.SECRETARY, make.conference("geneva-2020"))

    assert make.client(other).get(ADDRESS).status_code == 404
    assert make.client(other).get("/en/damascus-2020/office/conference/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    conference = make.conference()
    make.objective(conference, make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    form = browser.get(f"/{language}/damascus-2020/office/conference/revise/")
    overview = browser.get(f"/{language}/damascus-2020/office/conference/")

    assert form.status_code == 200
    assert overview.status_code == 200
    assert "&lt;b&gt;" in overview.content.decode()
    assert "<b>" not in overview.content.decode()


def test_the_page_changes_what_was_entered_and_nothing_else() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, filled_in(conference, acronym="ICRSR", co_organisers=[make.party("RU").pk]))

    conference.refresh_from_db()
    assert page["Location"] == "/en/damascus-2020/office/conference/"
    assert [each.party.code for each in conference.co_organisers.all()] == ["RU"]
    assert set(Entry.objects.get().changes) == {"acronym", "co_organisers"}


def test_a_language_no_longer_spoken_keeps_its_words() -> None:
    conference = make.conference(languages=["en"])
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(ADDRESS, filled_in(conference, title_en="Return", languages=["en"]))

    conference.refresh_from_db()
    assert conference.title.data == {"en": "Return", "ar": "مؤتمر عودة اللاجئين"}


def test_somebody_elses_change_is_shown_and_a_second_save_is_a_knowing_one() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    browser, opened = make.client(amal), filled_in(conference, city_en="Aleppo")
    revise_conference(amal, conference, details={"city": LazyI18nString({"en": "Homs", "ar": "دمشق"})})

    page = browser.post(ADDRESS, opened)

    text = page.content.decode()
    assert "Somebody changed this while you were writing" in text
    assert all(city in text for city in ("Damascus", "Homs", "Aleppo"))
    conference.refresh_from_db()
    assert str(conference.city) == "Homs"

    second = browser.post(ADDRESS, dict(page.context["form"].data.lists()))

    assert second.status_code == 302
    conference.refresh_from_db()
    assert str(conference.city) == "Aleppo"


def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing() -> None:
    conference = make.conference()
    sent = filled_in(conference, acronym="X")
    del sent["version"]

    make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, sent)

    conference.refresh_from_db()
    assert conference.acronym == ""


def test_the_last_day_before_the_first_is_said_at_the_field() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        ADDRESS, filled_in(conference, end_date="2020-11-10")
    )

    assert page.status_code == 422
    assert page.context["form"].errors["end_date"] == ["The last day cannot be before the first."]


@pytest.mark.parametrize(("field", "day"), [("end_date", "9999-12-31"), ("end_date", "2021-11-12")])
def test_days_that_were_mistyped_are_said_at_the_field_and_nothing_is_kept(field: str, day: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, filled_in(conference, **{field: day}))

    assert page.status_code == 422
    assert page.context["form"].errors[field]
    conference.refresh_from_db()
    assert str(conference.end_date) == "2020-11-12"
