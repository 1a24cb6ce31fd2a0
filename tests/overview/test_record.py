"""The whole record of a conference, in words."""

import importlib
import re

import pytest
from django.apps import apps
from django.utils.translation import override
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from secretariat.archive.actions import cite
from secretariat.audit.action import REGISTRY
from secretariat.audit.models import Entry
from secretariat.conference.actions import (
    add_room,
    admit,
    dismiss,
    revise_conference,
    revise_objective,
    revise_room,
    show_party_as,
    state_objective,
)
from secretariat.conference.models import Conference
from secretariat.delegations.actions import name_delegate, revise_delegation
from secretariat.overview.queries import KINDS, VERBS, Change, Told
from tests import make, make_accreditation, make_record

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/record/"
WITHOUT_ENTRY = {"api.answer_once", "audit.seal", "overview.look"}


def told(user: User, query: str = "") -> list[Told]:
    found: list[Told] = make.client(user).get(f"{ADDRESS}?{query}").context["entries"]
    return found


def changes(user: User) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in told(user)[0].changes}


def secretary_of(conference: Conference) -> User:
    return make.user(Role.SECRETARY, conference)


def test_every_verb_that_is_recorded_has_its_words() -> None:
    desks = (
        "api",
        "archive",
        "conference",
        "delegations",
        "door",
        "dossier",
        "meetings",
        "overview",
        "parties",
        "preparation",
    )
    for desk in desks:
        importlib.import_module(f"secretariat.{desk}.actions")
    ours = {verb for verb, deed in REGISTRY.items() if deed.__module__.startswith("secretariat.")}

    assert ours - WITHOUT_ENTRY - set(VERBS) == set()


def test_every_kind_of_row_that_belongs_to_a_conference_has_its_words() -> None:
    kinds = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("secretariat.")}

    untold = {"accounts.user", "audit.entry", "audit.record", "audit.batchrows", "audit.seal", "overview.look"}
    # What is kept of what programs ask belongs to no deed.
    untold |= {"api.allowance", "api.answered"}
    # What a search reads is made of rows that have words of their own.
    untold |= {"public.searchedtext", "public.searchstate"}
    assert kinds - untold - set(KINDS) == set()


def test_a_change_is_told_with_old_and_new_in_the_words_of_the_form() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)

    revise_conference(
        secretary,
        conference,
        details={"state": "open", "host": make.party("LB"), "is_public": False, "acronym": "ICRSR"},
    )

    assert changes(secretary) == {
        "State": ("In preparation", "Open"),
        "Host": ("Syria", "Lebanon"),
        "Public": ("Yes", "No"),
        "Acronym": ("", "ICRSR"),
    }


def test_a_text_in_several_languages_is_told_only_in_those_that_changed() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)

    revise_conference(
        secretary, conference, details={"city": LazyI18nString({"en": "Damascus", "ar": "دمشق القديمة", "fr": "Damas"})}
    )

    assert changes(secretary) == {"City (العربية)": ("دمشق", "دمشق القديمة"), "City (Français)": ("", "Damas")}


def test_parts_of_a_row_are_told_by_their_names() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    delegation = make.delegation(conference)
    ministry = LazyI18nString({"en": "Ministry", "ar": "وزارة"})

    revise_conference(secretary, conference, details={"co_organisers": [make.party("RU"), make.party("LB")]})
    assert changes(secretary) == {"co-organisers": ("", "Russia, Lebanon")}

    revise_delegation(secretary, delegation, bodies=[ministry], sensitivity="public")
    assert changes(secretary) == {"bodies": ("", "Ministry")}


def test_days_are_told_as_the_reader_writes_them() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    revise_conference(secretary, conference, details={"start_date": make.TODAY})

    with override("en"):
        assert changes(secretary) == {"First day": ("11 November 2020", "1 November 2020")}


def test_what_the_record_does_not_keep_is_said_to_be_hidden() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    Entry.objects.create(
        conference_id=conference.pk,
        revision=1,
        actor=secretary,
        verb="delegations.revise_invitation",
        thing_type="delegations.invitation",
        thing_id=1,
        thing_label="Lebanon",
        changes={"contact_mail": ["·hidden·", "·hidden·"]},
    )

    page = make.client(secretary).get(ADDRESS).content.decode()

    assert told(secretary)[0].changes == [Change("Contact mail", "", "", is_hidden=True)]
    assert "its value is not kept in the record" in page
    assert "·hidden·" not in page


def test_the_record_is_filtered_by_deed_person_and_thing() -> None:
    conference = make.conference()
    amal, boris = secretary_of(conference), secretary_of(conference)
    room = add_room(amal, conference, name="Great hall", seats=1, booths=0)
    revise_room(boris, room, name=room.name, seats=2, booths=0)
    show_party_as(boris, conference, party=make.party("RU"), name="Russia")

    assert [each.entry.verb for each in told(amal)] == [
        "conference.show_party_as",
        "conference.revise_room",
        "conference.add_room",
    ]
    assert [each.entry.verb for each in told(amal, "verb=conference.add_room")] == ["conference.add_room"]
    assert len(told(amal, f"actor={boris.pk}")) == 2
    assert len(told(amal, "q=hall")) == 2
    assert len(told(amal, "actor=x&page=0&verb=")) == 3
    assert told(amal, "verb=nothing") == []


def test_a_reader_finds_no_trace_of_what_is_restricted_nor_of_the_members() -> None:
    conference = make.conference()
    secretary, reader = secretary_of(conference), make.user(Role.READER, conference)
    close = state_objective(secretary, conference, kind="objective", text="Kept close", sensitivity="restricted")
    revise_objective(secretary, close, text="Kept closer", sensitivity="restricted")
    admit(secretary, conference, mail="amal@example.org", role=Role.READER, details={"tell": False})
    state_objective(secretary, conference, kind="objective", text="For all", sensitivity="public")

    assert [each.entry.thing_label for each in told(reader)] == ["For all"]
    assert len(told(secretary)) == 4


def test_what_is_opened_later_is_told_from_its_beginning() -> None:
    conference = make.conference()
    secretary, reader = secretary_of(conference), make.user(Role.READER, conference)
    close = state_objective(secretary, conference, kind="objective", text="Kept close", sensitivity="restricted")
    revise_objective(secretary, close, text="Kept close", sensitivity="public")

    assert len(told(reader)) == 2


def test_a_source_cited_leads_to_the_fact_that_cites_it() -> None:
    conference = make.conference()
    secretary, answer = secretary_of(conference), make.answer(make.invitation(conference))
    cite(secretary, answer, source=make.source(conference, title="A letter"), passage="It will come.")

    (entry,) = told(secretary)

    assert entry.history_url == f"/en/damascus-2020/office/history/delegations.answer/{answer.pk}/"
    assert [(change.label, change.new) for change in entry.changes] == [
        ("source", "A letter"),
        ("Passage", "It will come."),
    ]


def test_a_row_that_is_gone_has_no_page_of_its_own() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    dismiss(secretary, make.user(Role.READER, conference).memberships.get())

    (entry,) = told(secretary)

    assert entry.history_url == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_does_no_harm(language: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference, name=make.HOSTILE)
    add_room(secretary, conference, name=make.HOSTILE, seats=1, booths=0)

    page = make.client(secretary).get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert "<b>" not in page.content.decode()


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_who_is_at_the_door_or_with_the_press_reads_no_record(role: str) -> None:
    conference = make.conference()

    assert make.client(make.user(role, conference)).get(ADDRESS).status_code == 403
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


def test_deeds_of_another_conference_stay_there() -> None:
    here, there = make.conference(), make.conference("geneva-2020")
    both = secretary_of(here)
    there.memberships.create(user=both, role=Role.SECRETARY)
    add_room(secretary_of(there), there, name="Elsewhere", seats=1, booths=0)

    assert told(both) == []


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.READER])
@pytest.mark.parametrize("number", [1, 30])
def test_the_record_asks_the_same_however_long(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int, role: str
) -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    for place in range(number):
        add_room(secretary, conference, name=f"Room {place}", seats=1, booths=0)
    browser = make.client(make.user(role, conference))

    with django_assert_max_num_queries(12):
        assert browser.get(ADDRESS).status_code == 200


def test_the_record_says_up_to_where_it_is_sealed() -> None:
    conference = make.conference()
    secretary = make_record.deeds(conference, rooms=1)
    browser = make.client(secretary)
    assert "Sealed up to" not in browser.get(ADDRESS).content.decode()

    make_record.sealed(conference)

    assert re.search(r"Sealed up to revision 2, [^<]*2020", browser.get(ADDRESS).content.decode())


def test_the_record_is_shown_a_hundred_deeds_at_a_time() -> None:
    conference = make.conference()
    secretary = secretary_of(conference)
    Entry.objects.bulk_create(
        Entry(
            conference_id=conference.pk,
            revision=place,
            actor=secretary,
            verb="conference.add_room",
            thing_type="conference.conference",
            thing_id=conference.pk,
            thing_label=f"Deed {place}",
        )
        for place in range(130)
    )

    assert [len(told(secretary, f"page={page}")) for page in (1, 2)] == [100, 30]
    assert told(secretary, "page=2")[-1].entry.thing_label == "Deed 0"


def test_nobody_tells_a_hold_of_the_watch_list_from_any_other_by_the_filter() -> None:
    conference = make.conference()
    make_accreditation.watched(conference, "Amal Haddad")
    name_delegate(secretary_of(conference), make.delegation(conference), details={"name": "Amal Haddad"})
    reader = make.user(Role.READER, conference)

    page = make.client(reader).get(ADDRESS).content.decode()

    assert Entry.objects.filter(verb="delegations.hold_for_secretaries").exists()
    assert "hold_for_secretaries" not in page
    assert [each.entry.verb for each in told(reader, "verb=delegations.hold")] == ["delegations.hold_for_secretaries"]
