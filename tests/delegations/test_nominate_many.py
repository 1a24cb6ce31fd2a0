"""Naming a delegation by a list: each cell is looked at, nothing is written before, and a second time nothing changes."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.audit.action import HIDDEN, Batch
from secretariat.audit.models import Entry
from secretariat.delegations.actions import name_delegate, nominate_many
from secretariat.delegations.models import Change, Delegate, DelegateState, Delegation
from secretariat.delegations.queries.headings import FIELDS, columns_of, template_headings
from secretariat.delegations.queries.roster import Entered, Line, Roster, judge
from tests import make, make_accreditation
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
FOUR_SCRIPTS = "Ámal Хаддад حداد 王"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def _delegation(**invited: Any) -> tuple[Delegation, User]:
    """A delegation to the conference, and its focal point."""
    conference = make.conference()
    if invited:
        make.invitation(conference, make.party("LB"), **invited)
    delegation = make.delegation(conference, make.party("LB"))
    return delegation, make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))


def _officer(delegation: Delegation) -> User:
    return make.user(Role.DESK_OFFICER, delegation.conference, desks=["delegations"])


def _entered(*rows: dict[str, str]) -> list[Entered]:
    return [
        Entered(number, row, {field: f"{chr(65 + place)}{number}" for place, field in enumerate(row)})
        for number, row in enumerate(rows, start=2)
    ]


def _named(*names: str) -> list[Entered]:
    return _entered(*({"name": name} for name in names))


def _looked(delegation: Delegation, actor: User, *rows: dict[str, str], language: str = "en") -> list[Line]:
    return _roster(delegation, actor, *rows, language=language).lines


def _roster(delegation: Delegation, actor: User, *rows: dict[str, str], language: str = "en") -> Roster:
    return judge(delegation, actor, _entered(*rows), language=language)


def _write(delegation: Delegation, actor: User, *rows: dict[str, str], language: str = "en") -> Batch:
    return nominate_many(actor, delegation, entered=_entered(*rows), language=language)


def test_a_list_is_written_as_one_deed_and_handed_in_again_changes_nothing() -> None:
    delegation, focal = _delegation()
    rows = (
        {"name": "Amal Haddad", "role": "Head", "capacity": "Minister", "rank": "ministre", "mail": "a@example.org"},
        {"name": "Lina Khoury", "original_name": "لينا خوري", "languages": "Arabic, French", "body": "Ministry"},
    )

    first = _write(delegation, focal, *rows)
    second = _write(delegation, focal, *rows)

    assert (first.done, first.counts, first.skipped) == (2, {"named": 2}, ())
    amal, lina = Delegate.objects.order_by("pk")
    assert (amal.role, amal.rank, str(amal.capacity), amal.mail) == ("head", "minister", "Minister", "a@example.org")
    assert (lina.languages, lina.original_name, lina.body.data) == (["ar", "fr"], "لينا خوري", {"en": "Ministry"})
    assert Delegate.objects.named("لينا").get() == lina
    assert second.done == 0
    assert second.skipped == (
        ("Line 2: Amal Haddad", "nothing to change"),
        ("Line 3: Lina Khoury", "nothing to change"),
    )
    assert Entry.objects.get().batch == {"counts": {"named": 2}, "skipped": []}


def test_what_changes_is_shown_old_and_new_and_an_empty_cell_leaves_what_is_there() -> None:
    delegation, focal = _delegation()
    kept = {"honorific": "Dr", "mail": "old@example.org", "sensitivity": "delegations"}
    amal = make.delegate(delegation, "Amal Haddad", capacity=LazyI18nString({"fr": "Ministre"}), **kept)
    row = {"name": "amal HADDAD", "honorific": "H.E.", "capacity": "Minister", "mail": "new@example.org", "role": ""}

    (line,) = _looked(delegation, focal, row)
    batch = _write(delegation, focal, row)

    assert line.state == "changed"
    assert {name: (cell.state, cell.was) for name, cell in line.cells.items()} == {
        "name": ("same", ""),
        "honorific": ("changed", "Dr"),
        "capacity": ("new", ""),
        "mail": ("changed", "old@example.org"),
        "role": ("same", ""),
    }
    assert line.cells["name"].warnings == ["Is kept as Amal Haddad."]
    version = amal.version
    amal.refresh_from_db()
    assert (amal.name, amal.honorific, amal.role) == ("Amal Haddad", "H.E.", "member")
    assert amal.capacity.data == {"fr": "Ministre", "en": "Minister"}
    assert amal.version == version + 1
    changes = Entry.objects.get().changes[f"delegations.delegate:{amal.pk}"]
    assert (changes["honorific"], changes["mail"]) == (["Dr", "H.E."], [HIDDEN, HIDDEN])
    assert batch.counts == {"changed": 1}


def test_whoever_is_named_under_another_spelling_that_is_kept_is_found_and_not_named_again() -> None:
    delegation, focal = _delegation()
    make.delegate(delegation, "Amal Haddad", spellings=["Amel Hadad"], original_name="أمل حداد", sensitivity="public")

    lines = _looked(delegation, focal, {"name": "Amel Hadad"}, {"name": "أَمَل حَدّاد"})

    assert [line.state for line in lines] == ["same", "wrong"]
    assert lines[1].errors == ["This person stands in line 2 already."]


def test_lines_with_something_wrong_are_left_out_each_with_its_reason_and_the_others_are_written() -> None:
    delegation, focal = _delegation(quota=2, overflow=1)
    make.delegate(delegation, "Amal Haddad", role="head", sensitivity="public")
    rows = (
        {"name": "", "role": "adviser", "mail": ""},
        {"name": "Lina Khoury", "role": "chef", "mail": ""},
        {"name": "Rami Saleh", "role": "head", "mail": ""},
        {"name": "Omar Nasser", "role": "adviser", "mail": "no mail"},
        {"name": "Lina Khoury", "role": "adviser", "mail": ""},
        {"name": "Dina Aziz", "role": "conseiller", "mail": ""},
        {"name": "Nour Fares", "role": "adviser", "mail": ""},
    )

    batch = _write(delegation, focal, *rows)

    assert dict(batch.skipped) == {
        "Line 2: –": "There is no name.",
        "Line 4: Rami Saleh": "Amal Haddad heads this delegation already.",
        "Line 5: Omar Nasser": "Is no mail address.",
        "Line 6: Lina Khoury": "This person stands in line 3 already.",
        "Line 8: Nour Fares": "No place is left: 2 of 2 places used · 1 of 1 overflow places used.",
    }
    written = Delegate.objects.order_by("pk").values_list("name", "role", "is_overflow")
    assert list(written) == [
        ("Amal Haddad", "head", False),
        ("Lina Khoury", "member", False),
        ("Dina Aziz", "adviser", True),
    ]


def test_what_is_unknown_is_left_out_with_a_warning_and_what_is_odd_is_asked_about() -> None:
    delegation, focal = _delegation()
    rows = (
        {"name": "a@example.org", "role": "Chauffeur", "rank": "Baron", "languages": "English, Klingon"},
        {"name": "X", "role": "", "rank": "", "languages": ""},
        {"name": "🙂 Amal", "role": "", "rank": "", "languages": ""},
        {"name": "Am\u202eal\x00", "role": "", "rank": "", "languages": ""},
    )

    lines = _looked(delegation, focal, *rows)

    said = [{name: cell.warnings for name, cell in line.cells.items() if cell.warnings} for line in lines]
    assert said == [
        {
            "name": ["Looks like a mail address."],
            "role": ["Is no role here. Kept: Member."],
            "rank": ["Is no rank here, and is left out."],
            "languages": ["Left out: Klingon."],
        },
        {"name": ["Is one letter long."]},
        {"name": ["Holds signs that are no letters."]},
        {"name": ["Hidden characters were taken out."]},
    ]
    assert {line.state for line in lines} == {"new"}
    assert lines[3].name == "Amal"


def test_names_of_any_script_and_length_are_kept_as_they_are_written_up_to_two_hundred_letters() -> None:
    delegation, focal = _delegation()
    names = [make.HOSTILE, FOUR_SCRIPTS, "Ж" * 200, "王", "O’Neill-Ñandú", "می\u200cخواهم"]

    batch = _write(delegation, focal, *({"name": name} for name in [*names, "a" * 201]))

    assert set(Delegate.objects.values_list("name", flat=True)) == set(names)
    assert [reason for _label, reason in batch.skipped] == ["Longer than 200 characters."]


def test_the_head_may_change_within_one_list_whatever_the_order_of_its_lines() -> None:
    delegation, focal = _delegation()
    make.delegate(delegation, "Amal Haddad", role="head", sensitivity="public")
    make.delegate(delegation, "Lina Khoury", sensitivity="public")

    batch = _write(
        delegation, focal, {"name": "Lina Khoury", "role": "Head"}, {"name": "Amal Haddad", "role": "Alternate"}
    )

    assert batch.done == 2
    assert dict(Delegate.objects.values_list("name", "role")) == {"Amal Haddad": "alternate", "Lina Khoury": "head"}


def test_a_second_head_in_one_list_is_told_by_the_line_of_the_first() -> None:
    delegation, focal = _delegation()

    lines = _looked(delegation, focal, {"name": "Amal", "role": "head"}, {"name": "Lina", "role": "head"})

    assert lines[1].said == ["Line 2 names the head already."]


def test_whoever_may_be_named_already_is_proposed_and_a_focal_point_hears_nothing_of_other_delegations() -> None:
    delegation, focal = _delegation()
    make.delegate(make.delegation(delegation.conference, make.party("JO")), "Mohamed al-Khatib", sensitivity="public")
    make.delegate(delegation, "Amal Haddad", sensitivity="public")
    rows = ({"name": "Mohammed Khateeb"}, {"name": "Amel Hadad"})

    for_officer = _looked(delegation, _officer(delegation), *rows)
    for_focal = _looked(delegation, focal, *rows)

    assert for_officer[0].warnings == ["May be Mohamed al-Khatib (Jordan), who is named already."]
    assert for_focal[0].warnings == []
    assert for_focal[1].warnings == ["May be Amal Haddad (Lebanon), who is named already."]


def test_of_whoever_is_accredited_a_focal_point_asks_for_the_change_and_an_officer_makes_it() -> None:
    delegation, focal = _delegation()
    state = {"state": DelegateState.ACCREDITED, "sensitivity": "delegations"}
    amal = make.delegate(delegation, "Amal Haddad", honorific="Dr", **state)
    row = {"name": "Amal Haddad", "honorific": "H.E.", "capacity": "Minister"}

    (line,) = _looked(delegation, focal, row)
    first, again = _write(delegation, focal, row), _write(delegation, focal, row)

    assert (line.state, line.warnings) == ("asked", ["Is accredited: the change waits for an officer."])
    assert (first.counts, again.done) == ({"asked": 1}, 0)
    change = Change.objects.get()
    assert change.wanted == {"honorific": "H.E.", "capacity": {"en": "Minister"}}
    amal.refresh_from_db()
    assert amal.honorific == "Dr"
    assert _write(delegation, _officer(delegation), row).counts == {"changed": 1}
    amal.refresh_from_db()
    assert amal.honorific == "H.E."


def test_whoever_gave_their_place_back_is_told_and_not_named_again() -> None:
    delegation, focal = _delegation()
    make.delegate(delegation, "Amal Haddad", state=DelegateState.WITHDRAWN, sensitivity="public")

    (line,) = _looked(delegation, focal, {"name": "Amal Haddad"})

    assert line.state == "wrong"
    assert "no place any more: Withdrawn" in line.errors[0]


def test_whoever_is_kept_for_secretaries_alone_is_neither_shown_nor_changed() -> None:
    delegation, focal = _delegation()
    hidden = make.delegate(delegation, "Amal Haddad", honorific="Dr", sensitivity="restricted")

    (line,) = _looked(delegation, focal, {"name": "Amal Haddad", "honorific": "Mr"})
    batch = _write(delegation, focal, {"name": "Amal Haddad", "honorific": "Mr"})

    assert line.said == ["Somebody of this name is named in this delegation already."]
    assert all("Dr" not in cell.was for cell in line.cells.values())
    assert batch.done == 0
    hidden.refresh_from_db()
    assert hidden.honorific == "Dr"


def test_whoever_is_watched_for_is_on_hold_after_it() -> None:
    delegation, focal = _delegation()
    make_accreditation.watched(delegation.conference, "Mohammed al-Khatib")

    _write(delegation, focal, {"name": "Mohamed Khateeb"}, {"name": "Amal Haddad"})

    states = dict(Delegate.objects.values_list("name", "state"))
    assert states == {"Mohamed Khateeb": "on hold", "Amal Haddad": "nominated"}


def test_a_stranger_may_not() -> None:
    delegation, _focal = _delegation()
    others = make.user(Role.FOCAL_POINT, delegation.conference, party=make.party("JO"))
    reader = make.user(Role.READER, delegation.conference)

    for person in (others, reader):
        with pytest.raises(PermissionDenied):
            _write(delegation, person, {"name": "Amal"})

    address = f"/en/damascus-2020/office/delegations/{delegation.pk}/name-many/"
    assert make.client(others).get(address).status_code == 404
    assert make.client(reader).get(address).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_the_empty_list_are_recognised_in_each_language(language: str) -> None:
    assert columns_of([template_headings(language)]) == list(FIELDS)


def test_columns_without_headings_are_told_by_what_is_in_them() -> None:
    rows = [["1", "Amal Haddad", "Head", "a@example.org"], ["2", "Lina Khoury", "adviser", ""]]

    assert columns_of(rows) == ["name", "", "role", "mail"]
    assert columns_of([["Amal"], ["Lina"]]) == ["name"]


def test_two_thousand_lines_are_judged_and_written_in_one_deed() -> None:
    delegation, focal = _delegation()
    entered = _named(*(f"Person{number} Of{number % 97} The List" for number in range(2_000)))

    batch = nominate_many(focal, delegation, entered=entered, language="en")

    assert batch.done == 2_000
    assert Delegate.objects.count() == 2_000


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_share_the_last_place() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    delegation, focal = _delegation(quota=1, overflow=0)
    batches: list[Batch] = []

    def hand_in(name: str) -> None:
        actor, here = User.objects.get(pk=focal.pk), Delegation.objects.get(pk=delegation.pk)
        batches.append(nominate_many(actor, here, entered=_named(name), language="en"))

    threads = [in_thread(lambda name=name: hand_in(name)) for name in ("Amal", "Lina")]  # type: ignore[misc]
    for thread in threads:
        thread.join(20)

    assert sorted(batch.done for batch in batches) == [0, 1]
    assert Delegate.objects.count() == 1
    with pytest.raises(Exception, match="No place is left"):
        name_delegate(focal, delegation, details={"name": "Rami"})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whom_somebody_else_is_changing_is_passed_over_and_nobody_waits() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    delegation, focal = _delegation()
    amal, _lina = make.delegate(delegation, "Amal"), make.delegate(delegation, "Lina")
    batches: list[Batch] = []
    listed = _entered({"name": "Amal", "honorific": "Dr"}, {"name": "Lina", "honorific": "Dr"})

    def hand_in() -> None:
        actor, here = User.objects.get(pk=focal.pk), Delegation.objects.get(pk=delegation.pk)
        batches.append(nominate_many(actor, here, entered=listed, language="en"))

    with transaction.atomic():
        Delegate.objects.select_for_update(no_key=True).get(pk=amal.pk)
        thread = in_thread(hand_in)
        thread.join(20)

    assert [batch.skipped for batch in batches] == [(("Line 2: Amal", "somebody is changing it at this moment"),)]
    assert dict(Delegate.objects.values_list("name", "honorific")) == {"Amal": "", "Lina": "Dr"}
