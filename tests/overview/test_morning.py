"""The morning page: what changed, who is silent, what needs a second look."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from secretariat.conference.actions import add_room, state_objective
from secretariat.conference.models import Conference, Message
from secretariat.delegations.models import ClaimedTotal, Standing
from secretariat.dossier.actions import accept_drafts
from secretariat.dossier.models import DraftKind
from secretariat.overview.actions import look
from secretariat.overview.queries import SecondLook
from tests import make, make_dossier_reports, make_meetings, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/"


def second_look(user: User) -> SecondLook:
    found: SecondLook = make.client(user).get(ADDRESS).context["second"]
    return found


def failed_message(conference: Conference) -> Message:
    return Message.objects.create(
        conference=conference,
        kind="reminder",
        to="mission@example.org",
        language="en",
        subject="Reminder",
        body="-",
        result=Message.Result.FAILED,
        entered_by=make.user(None),
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_hostile_names_do_no_harm(language: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference, name=make.HOSTILE)
    add_room(secretary, conference, name=make.HOSTILE, seats=1, booths=0)
    make.delegate(make.delegation(conference), make.HOSTILE)
    make.invitation(conference, make.organisation("HOSTILE", make.HOSTILE))

    page = make.client(secretary).get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert "&lt;b&gt;" in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_only_what_happened_since_the_last_look_is_news() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    add_room(secretary, conference, name="Old hall", seats=1, booths=0)
    look(secretary, secretary, conference=conference, revision=1, at=make.NOON)
    add_room(secretary, conference, name="New hall", seats=1, booths=0)

    page = make.client(secretary).get(ADDRESS)

    assert [told.entry.thing_label for told in page.context["entries"]] == ["New hall"]
    assert "added a room" in page.content.decode()


def test_what_is_restricted_is_no_news_to_a_reader() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    state_objective(secretary, conference, kind="objective", text="Kept close", sensitivity="restricted")
    state_objective(secretary, conference, kind="objective", text="For all", sensitivity="public")

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS).content.decode()

    assert "For all" in page
    assert "Kept close" not in page
    assert "Kept close" in make.client(secretary).get(ADDRESS).content.decode()


def test_the_silent_are_listed_by_region_organisations_last() -> None:
    conference = make.conference()
    for party in (make.party("LB"), make.party("FR"), make.organisation("UNHCR")):
        make.invitation(conference, party)
    make.answer(make.invitation(conference, make.party("RU")), Standing.DECLINED)

    silent = make.client(make.user(Role.READER, conference)).get(ADDRESS).context["silent"]

    assert [(region, [row.party.code for row in rows]) for region, rows in silent] == [
        ("Asia", ["LB"]),
        ("Europe", ["FR"]),
        ("Organisations", ["UNHCR"]),
    ]


def test_a_fact_without_any_source_needs_a_second_look() -> None:
    conference = make.conference()
    answer = make.answer(make.invitation(conference))
    delegate = make.delegate(make.delegation(conference))
    make.citation(make.objective(conference, "Cited"), make.source(conference))

    found = second_look(make.user(Role.SECRETARY, conference))

    assert [row for each in found.unsourced for row in each.rows] == [
        (str(answer), f"/en/damascus-2020/office/participation/{answer.invitation_id}/"),
        (str(delegate), f"/en/damascus-2020/office/delegates/{delegate.pk}/"),
    ]


def test_many_facts_without_a_source_are_counted_and_the_newest_named() -> None:
    conference = make.conference()
    for place in range(13):
        make.objective(conference, f"Aim {place}")

    (found,) = second_look(make.user(Role.SECRETARY, conference)).unsourced

    assert (found.count, len(found.rows), found.more) == (13, 10, 3)
    assert found.rows[0][0] == "Aim 12"


def test_answers_of_one_day_on_different_words_that_disagree_stand_out() -> None:
    conference = make.conference()
    invitation = make.invitation(conference)
    make.answer(invitation, Standing.ACCEPTED, said_by_party=make.party("SY"))
    make.answer(invitation, Standing.DECLINED, said_by_party=make.party("LB"))

    (row,) = second_look(make.user(Role.SECRETARY, conference)).contradicting

    assert row.invitation == invitation


def test_a_change_of_mind_on_another_day_and_a_corrected_answer_contradict_nothing() -> None:
    conference = make.conference()
    later, corrected = make.invitation(conference), make.invitation(conference, make.party("RU"))
    make.answer(later, Standing.ACCEPTED, said_by_party=make.party("SY"))
    make.answer(later, Standing.DECLINED, said_by_party=make.party("LB"), said_date=make.TODAY + timedelta(days=1))
    wrong = make.answer(corrected, Standing.ACCEPTED, said_by_party=make.party("SY"))
    make.answer(corrected, Standing.DECLINED, said_by_party=make.party("RU"), corrects=wrong)

    assert second_look(make.user(Role.SECRETARY, conference)).contradicting == []


def test_a_total_that_differs_from_what_is_known_by_name_is_said() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference), Standing.ATTENDED)
    hand = make.user(None)
    ClaimedTotal.objects.create(conference=conference, states=27, entered_by=hand, sensitivity="public")
    ClaimedTotal.objects.create(conference=conference, states=1, entered_by=hand, sensitivity="public")

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS)

    assert [each.claim.states for each in page.context["second"].totals] == [27]
    assert "27 states said, 1 known by name" in page.content.decode()


def test_public_texts_are_counted_that_lack_a_language_of_the_conference() -> None:
    conference = make.conference(languages=["en", "ar"])
    make.objective(conference, "In English only")
    make.objective(conference, "Not public", sensitivity="secretariat")
    delegation = make.delegation(conference)
    for name in ("Amal Haddad", "Nour Haddad"):
        make.delegate(delegation, name, capacity=LazyI18nString({"ar": "وزير"}))

    found = second_look(make.user(Role.READER, conference))

    assert found.untranslated == 3
    assert found.untranslated_by_language == [("en", 2), ("ar", 1)]


def test_mail_that_could_not_be_sent_is_counted_for_those_who_read_mail() -> None:
    conference = make.conference()
    failed_message(conference)

    assert second_look(make.user(Role.SECRETARY, conference)).failed == 1
    assert second_look(make.user(Role.DOOR_OFFICER, conference)).failed == 0


def test_mail_that_waits_for_a_worker_which_is_gone_is_counted_too() -> None:
    conference = make.conference()
    message = failed_message(conference)
    Message.objects.update(result=Message.Result.WAITING, waiting_since=timezone.now() - timedelta(hours=1))

    found = second_look(make.user(Role.SECRETARY, conference))
    assert (found.failed, found.late) == (0, 1)

    Message.objects.filter(pk=message.pk).update(waiting_since=timezone.now())
    assert second_look(make.user(Role.SECRETARY, conference)).late == 0


def test_a_quiet_morning_says_so() -> None:
    conference = make.conference(languages=["en", "ar"])

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS)

    assert page.context["second"].is_empty
    assert "Nothing at the moment." in page.content.decode()


def test_the_days_to_the_opening_are_counted_at_the_venue() -> None:
    venue_today = localdate()
    make.conference(
        start_date=venue_today + timedelta(days=5), end_date=venue_today + timedelta(days=6), time_zone="UTC"
    )
    conference = Conference.objects.get()

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS)

    assert page.context["days_left"] == 5
    assert "5 days to the opening." in page.content.decode()


def test_after_the_opening_the_days_are_named() -> None:
    conference = make.conference(end_date=date(2020, 11, 12))

    page = make.client(make.user(Role.READER, conference)).get(ADDRESS).content.decode()

    assert "11–12 November 2020" in page


def test_a_focal_point_and_a_stranger_find_no_morning_page() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(focal_point).get(ADDRESS).status_code == 404
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404
    assert make.client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
def test_the_page_asks_the_same_however_much_happened(
    django_assert_max_num_queries: DjangoAssertNumQueries, role: str
) -> None:
    conference = make.conference()
    secretary, delegation = make.user(Role.SECRETARY, conference), make.delegation(conference)
    source = make.source(conference)
    for place in range(12):
        add_room(secretary, conference, name=f"Room {place}", seats=1, booths=0)
        invitation = make.invitation(conference, make.organisation(f"ORG-{place}", f"Organisation {place}"))
        make.citation(make.answer(invitation), source)
        make.answer(invitation)
        make.delegate(delegation, f"Delegate {place}")
        task = make_preparation.task(conference, f"Task {place}", due_date=make.TODAY, owner=secretary)
        make_preparation.need(make_preparation.task(conference, f"Later {place}", start_date=make.TODAY), task)
        challenge = make_preparation.challenge(conference, f"Challenge {place}", done_to=(make.party("LB"),))
        make.citation(make_preparation.assessment(challenge, owner=secretary), source)
        make_meetings.follow_up(make_meetings.meeting(conference, f"Meeting {place}"), due_date=make.TODAY)
    browser = make.client(make.user(role, conference))

    with django_assert_max_num_queries(52):
        assert browser.get(ADDRESS).status_code == 200


def test_a_deed_on_many_rows_is_one_line_and_the_record_tells_the_rest() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = make_dossier_reports.report(conference, actor=secretary)
    accept_drafts(secretary, report, kinds=DraftKind.values, at=make.NOON)
    client = make.client(secretary)

    shown = client.get(ADDRESS).context["entries"]
    record = client.get(f"{ADDRESS}record/").context["entries"]

    assert [told.entry.verb for told in shown] == ["dossier.accept_drafts", "dossier.read_report"]
    assert len(record) > 10
