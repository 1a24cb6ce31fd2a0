"""Delegates who may be one person: proposed with reasons, settled by an officer, never merged."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.actions import settle_pair, spelling_key
from secretariat.delegations.models import Delegate, DelegateState, Occasion, SettledPair
from secretariat.delegations.queries import pairs_of
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/delegates/pairs/"


def _office() -> tuple[Conference, User]:
    conference = make.conference()
    return conference, make.user(Role.DESK_OFFICER, conference, desks=["delegations"])


def _two(conference: Conference, one: str, other: str, **fields: Any) -> tuple[Delegate, Delegate]:
    """Two people of two delegations."""
    first = make.delegate(make.delegation(conference), one)
    return first, make.delegate(make.delegation(conference, make.party("JO")), other, **fields)


def _named(conference: Conference, user: User) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.one.name, pair.other.name, pair.reasons) for pair in pairs_of(conference, user, most=50).shown]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("Mohamed Al Khateeb", "spelling"),
        ("محمد الخطيب", "script"),
        ("Мохаммед аль-Хатиб", "script"),
        ("Mohammed Ali al-Khatib", "part"),
    ],
)
def test_one_name_in_another_spelling_or_script_is_proposed_across_delegations(other: str, reason: str) -> None:
    conference, officer = _office()
    _two(conference, "Mohammed al-Khatib", other)

    ((one, found, reasons),) = _named(conference, officer)

    assert (one, found) == ("Mohammed al-Khatib", other)
    assert reason in reasons


def test_people_of_other_names_are_not_proposed() -> None:
    conference, officer = _office()
    _two(conference, "Mohammed al-Khatib", "Mohammed Haddad")

    assert _named(conference, officer) == []


def test_one_mail_address_makes_a_pair_across_delegations_and_raises_one_that_is_there() -> None:
    conference, officer = _office()
    one, other = _two(conference, "Amal Haddad", "Lina Khoury", mail="Desk@example.org")
    Delegate.objects.filter(pk=one.pk).update(mail="desk@example.org")
    make.delegate(other.delegation, "Rami Saleh", mail="desk@example.org")
    make.delegate(other.delegation, "Amal Hadad", mail="desk@example.org")

    named = _named(conference, officer)

    assert named[0][:2] == ("Amal Haddad", "Amal Hadad")
    assert "same mail" in named[0][2]
    assert ("Amal Haddad", "Lina Khoury", ("same mail",)) in named
    assert not any({"Lina Khoury", "Rami Saleh"} == {one, other} for one, other, _reasons in named)


def test_one_date_of_birth_raises_a_pair_and_another_lowers_it() -> None:
    conference, officer = _office()
    same, again = _two(conference, "Amal Hadad", "Amal Haddaad")
    elsewhere = make.delegate(make.delegation(conference, make.party("IQ")), "Amel Haddat")
    for person, born in ((same, "1970-01-02"), (again, "1970-01-02"), (elsewhere, "1991-12-31")):
        make_accreditation.particulars(person, birth_date=born)

    named = _named(conference, officer)

    assert named[0][:2] == ("Amal Hadad", "Amal Haddaad")
    assert "same birth date" in named[0][2]
    assert all("Amel Haddat" not in pair for pair in named)


def test_who_has_no_place_goes_elsewhere_or_is_kept_for_secretaries_is_not_compared() -> None:
    conference, officer = _office()
    one, _other = _two(conference, "Amal Haddad", "Amal Haddad", state=DelegateState.REFUSED)
    mission = make.delegation(conference, make.party("LB"), occasion=Occasion.MISSION)
    make.delegate(mission, "Amal Haddad")
    make.delegate(make.delegation(conference, make.party("IQ")), "Amal Haddad", sensitivity="restricted")
    make.delegate(make.delegation(make.conference("geneva-2021")), "Amal Haddad")

    assert _named(conference, officer) == []
    assert len(_named(conference, make.user(Role.SECRETARY, conference))) == 1
    assert one.state == DelegateState.NOMINATED


def test_a_pair_that_is_settled_comes_no_more_and_nobody_is_merged() -> None:
    conference, officer = _office()
    one, other = _two(conference, "Amal Haddad", "Amal Hadad")

    settled = settle_pair(officer, other, other=one, is_same=True, reason="Both came by one letter.")

    assert (settled.one, settled.other, settled.is_same) == (one, other, True)
    assert _named(conference, officer) == []
    assert Delegate.objects.count() == 2
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_type) == ("delegations.settle_pair", "delegations.settledpair")


def test_what_makes_no_sense_is_refused() -> None:
    conference, officer = _office()
    one, other = _two(conference, "Amal Haddad", "Amal Hadad")
    foreign = make.delegate(make.delegation(make.conference("geneva-2021")), "Amal Haddad")

    for wrong in (one, foreign):
        with pytest.raises(Refused, match="two delegates of this conference"):
            settle_pair(officer, one, other=wrong, is_same=True, reason="x")
    with pytest.raises(Refused, match="Say why"):
        settle_pair(officer, one, other=other, is_same=True, reason=" ")
    settle_pair(officer, one, other=other, is_same=False, reason="Sisters.")
    with pytest.raises(Refused, match="settled already: two persons"):
        settle_pair(officer, one, other=other, is_same=True, reason="x")
    assert SettledPair.objects.count() == 1


def test_a_stranger_may_not() -> None:
    conference, _ = _office()
    one, other = _two(conference, "Amal Haddad", "Amal Hadad")
    reader = make.user(Role.READER, conference)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    for person in (reader, focal):
        with pytest.raises(PermissionDenied):
            settle_pair(person, one, other=other, is_same=True, reason="x")

    settle = f"/en/damascus-2020/office/delegates/{one.pk}/settle-pair/"
    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(focal).get(ADDRESS).status_code == 404
    assert make.client(reader).post(settle, {"other": other.pk}).status_code == 403


def test_the_page_shows_the_pair_with_its_reasons_and_takes_the_finding() -> None:
    conference, officer = _office()
    one, other = _two(conference, "Amal Haddad", "أمل حداد")
    browser = make.client(officer)

    page = browser.get(ADDRESS).content.decode()
    settle = f"/en/damascus-2020/office/delegates/{one.pk}/settle-pair/"
    after = browser.post(settle, {"other": other.pk, "found": "two", "reason": "Cousins."}, follow=True)

    assert "another script" in page
    assert "Amal Haddad and أمل حداد: two persons." in after.content.decode()
    assert "Nobody seems to be named twice" in after.content.decode()
    assert "Cousins." in after.content.decode()


def test_numbers_that_are_none_and_people_of_other_conferences_are_not_found() -> None:
    conference, officer = _office()
    one, _other = _two(conference, "Amal Haddad", "Amal Hadad")
    foreign = make.delegate(make.delegation(make.conference("geneva-2021")), "Amal Haddad")
    settle = f"/en/damascus-2020/office/delegates/{one.pk}/settle-pair/"

    answers = {make.client(officer).post(settle, {"other": wrong}).status_code for wrong in ("x", "", foreign.pk)}

    assert answers == {404}


def test_hostile_names_are_shown_harmlessly() -> None:
    conference, officer = _office()
    _two(conference, make.HOSTILE, make.HOSTILE)

    page = make.client(officer).get(ADDRESS).content.decode()

    assert make.HOSTILE not in page
    assert "&lt;b&gt;" in page


def test_the_page_asks_as_many_questions_for_many_pairs_as_for_one() -> None:
    conference, officer = _office()
    browser, counts = make.client(officer), []
    delegations = [make.delegation(conference, make.party(code)) for code in ("LB", "JO")]
    for names in (["Amal Haddad"], [f"Nadia {name}" for name in ("Kassab", "Mansour", "Darwish", "Farouk", "Sabbagh")]):
        for name in names:
            for delegation in delegations:
                make.delegate(delegation, name)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(ADDRESS)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_two_who_are_alike_are_found_among_ten_thousand() -> None:
    conference, officer = _office()
    delegations = [make.delegation(conference, make.party(code)) for code in ("LB", "JO", "IQ", "FR")]
    starts = ("Ka", "Mo", "Sa", "Tu", "Ri", "Be", "Lo", "Fa", "Gu", "Ne")
    ends = ("lim", "dan", "rus", "kov", "bert", "shan", "zek", "moud", "pin", "tar")
    parts = [start + end for start in starts for end in ends]
    people = [
        Delegate(
            conference=conference,
            delegation=delegations[number % 4],
            party_id=delegations[number % 4].party_id,
            name=f"{parts[number % 100]} {parts[number // 100]}{ends[number % 7]}",
            entered_by=officer,
        )
        for number in range(10_000)
    ]
    for person in people:
        person.search = spelling_key(person)
    Delegate.objects.bulk_create(people, batch_size=1000)
    _two_more = [make.delegate(each, "Wilhelmina Oyelaran-Quispe") for each in delegations[:2]]

    found = pairs_of(conference, officer, most=100)

    assert any(pair.one.name == _two_more[0].name for pair in found.shown)
