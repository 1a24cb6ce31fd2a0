"""Say which party an affiliation means: for all rows that have it, and for imports to come."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import correct_cell, match_party
from secretariat.api.models import PartyMatch, Verdict
from secretariat.api.queries.drafted import Drafted
from secretariat.api.queries.imports.affiliations import Affiliations
from secretariat.api.queries.imports.showing import affiliations_without_party
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.parties.models import Party
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db
TEXT = "Name,Country\nAmal,Lebanese Rep.\nKarim,LEBANESE REP.\nDina,Liban\n"


@pytest.mark.parametrize(
    "said", ["Lebanon", "LIBAN", "líbano", "Ливан", "لبنان", "黎巴嫩", "LB", "lbn", "Lebanese Republic"]
)
def test_names_and_codes_of_the_register_are_taken_in_six_languages(said: str) -> None:
    held = make.conference()
    lebanon = make.party("LB")

    assert Affiliations(held).meant(said).party_id == lebanon.pk


@pytest.mark.parametrize(
    ("said", "near"), [("Lebanonn", ["LB"]), ("Embassy of Lebanon", ["LB"]), ("Atlantis", []), ("  ", [])]
)
def test_what_is_near_is_only_proposed_and_no_party_is_invented(said: str, near: list[str]) -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")

    register = Affiliations(held)

    assert register.meant(said).party_id is None
    assert [Party.objects.get(pk=pk).code for pk in register.near(said)] == near
    assert Party.objects.count() == 3


def test_all_rows_with_the_affiliation_have_the_party_and_the_next_import_asks_no_more() -> None:
    held = make.conference()
    lebanon = make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, TEXT)
    assert [row.verdict for row in batch.rows.all()] == [Verdict.ERROR, Verdict.ERROR, Verdict.NEW]

    match_party(officer, batch, said="Lebanese Rep.", party=lebanon)

    assert [row.after["party"] for row in batch.rows.all()] == ["LB", "LB", "LB"]
    assert (PartyMatch.objects.get().said, Entry.objects.last().verb) == ("lebanese rep.", "api.match_party")  # type: ignore[union-attr]
    again = make_brought_in.table(held, officer, TEXT)
    assert [row.verdict for row in again.rows.all()] == [Verdict.NEW] * 3
    elsewhere = Conference.objects.exclude(pk=held.pk).first() or make.conference("elsewhere")
    assert Affiliations(elsewhere).meant("Lebanese Rep.").party_id is None


def test_an_affiliation_that_no_row_has_is_refused_and_a_stranger_may_not() -> None:
    held = make.conference()
    lebanon = make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, TEXT)

    with pytest.raises(Refused, match="No row"):
        match_party(officer, batch, said="Utopia", party=lebanon)
    with pytest.raises(PermissionDenied):
        match_party(make.user(Role.READER, held), batch, said="Liban", party=lebanon)
    assert not PartyMatch.objects.exists()


def test_the_page_proposes_parties_and_takes_a_name_or_a_code() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nA,Lebanonn\nB,Amman\n")
    browser, address = make.client(officer), reverse("api:match_party", args=[held.slug, batch.pk])

    page = browser.get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()
    browser.post(address, {"said": "Lebanonn", "party": "LB"})
    browser.post(address, {"said": "Amman", "party": "JO – Jordan"})
    nobody = browser.post(address, {"said": "Amman", "party": "Utopia"}, follow=True)

    assert "It is Lebanon" in page
    assert [row.after["party"] for row in batch.rows.all()] == ["LB", "JO"]
    assert "The register of parties knows no “Utopia”." in nobody.content.decode()


def test_an_affiliation_is_taken_as_the_page_offers_it() -> None:
    held = make.conference()
    lebanon = make.party("LB")
    officer = make_brought_in.officer(held)
    hidden = Drafted("delegate", "a", {"name": "Amal", "affiliation": "Re\u200bpublic\u202e of Cedars"})
    batch = make_brought_in.drafted(held, officer, hidden, Drafted("delegate", "b", {"name": "B", "affiliation": "C"}))
    correct_cell(officer, batch, row=make_brought_in.row(batch, 2).pk, cell="affiliation", value="Land of Cedars")
    offered = [each["said"] for each in affiliations_without_party(batch)]
    assert offered == ["Republic of Cedars", "Land of Cedars"]

    for said in offered:
        match_party(officer, batch, said=said, party=lebanon)

    assert [row.verdict for row in batch.rows.all()] == [Verdict.NEW, Verdict.NEW]
    with pytest.raises(Refused, match="No row has this affiliation"):
        match_party(officer, batch, said="C", party=lebanon)
