"""A walk over every page of the house for whoever may not see particulars: none of them shows a byte."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Entry
from secretariat.delegations.actions import keep_particulars
from secretariat.delegations.models import Change, Delegate, DelegateState, Particulars
from tests import make, make_accreditation
from tests.test_walk import EXPECTED, POSTED, World, world

pytestmark = pytest.mark.django_db

# A year in which nothing else on any page happened.
SECRETS = ("SECRET-77", "SECRET-88", "1937", "laissez-passer")
DETAILS: dict[str, Any] = {
    "birth_date": date(1937, 8, 19),
    "document_kind": "laissez-passer",
    "document_number": "SECRET-77",
}
# A page that says which kinds of documents there are.
KINDS = ("api:reference", "laissez-passer")
# Where those who may see particulars see them.
OF_PARTICULARS = {
    "delegations:delegate",
    "delegations:keep_particulars",
    "delegations:keep_photo",
    "delegations:queue",
    "delegations:approve_change",
    "delegations:change",
    "delegations:refuse_change",
    "delegations:propose_change",
    "delegations:revise_delegate",
}


def laid_out() -> World:
    """One conference with a row of each kind, and particulars that were kept, revised, and asked to be changed."""
    here = world("damascus-2020")
    Particulars.objects.all().delete()
    delegate = Delegate.objects.get(pk=here.rows["delegations:delegate"].pk)
    secretary = make.user(Role.SECRETARY, here.conference)
    for number in ("SECRET-88", "SECRET-77"):
        keep_particulars(secretary, delegate, details={**DETAILS, "document_number": number})
    kept = Particulars.objects.get()
    kept.delete()
    make_accreditation.particulars_with_photo(delegate, **DETAILS)
    Change.objects.update(wanted={"document_number": "SECRET-88", "birth_date": "1937-08-20"})
    return here


def pages(
    here: World, browser: Client, *, beside: frozenset[str] = frozenset(), of: str = ""
) -> Iterator[tuple[str, str]]:
    """Every page that answers this person, also as a spreadsheet, with the name of its address; or those of one desk."""
    for name, (gets, _refused) in EXPECTED.items():
        if POSTED in gets or name in beside or name in {"delegations:photo", "delegations:changed_photo"}:
            continue
        if not name.startswith(of):
            continue
        address = here.address(name)
        for asked in ({}, {"format": "csv"}, {"q": "Amal", "format": "xlsx"}):
            answer = browser.get(address, asked)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            yield name, content.decode("utf-8", "replace")
            if answer.status_code in {302, 403, 404} or not (b"format=" in content or b"export=" in content):
                # Whoever is turned away is so in whatever form a page is wanted; not every page has another form.
                break


def strangers(here: World) -> dict[str, User | None]:
    conference = here.conference
    return {
        "stranger": None,
        "reader": make.user(Role.READER, conference),
        "rapporteur": make.user(Role.RAPPORTEUR, conference),
        "press officer": make.user(Role.PRESS_OFFICER, conference),
        "door officer": make.user(Role.DOOR_OFFICER, conference),
        "officer of another desk": make.user(Role.DESK_OFFICER, conference, desks=["meetings", "dossier"]),
        "focal point of another party": make.user(Role.FOCAL_POINT, conference, party=make.party("JO")),
        "secretary elsewhere": make.user(Role.SECRETARY, make.conference("geneva-2021")),
    }


# Other desks show delegates alike, whether they are confirmed or accredited.
@pytest.mark.parametrize(("state", "desk"), [(DelegateState.CONFIRMED, "delegations:"), (DelegateState.ACCREDITED, "")])
def test_whoever_may_not_see_particulars_finds_none_on_any_page(state: str, desk: str) -> None:
    here = laid_out()
    Delegate.objects.update(state=state)
    found = {
        (who, name, secret)
        for who, person in strangers(here).items()
        for name, text in pages(here, make.client(person), of=desk)
        for secret in SECRETS
        if secret in text and (name, secret) != KINDS
    }

    assert found == set()


def test_not_even_a_secretary_reads_them_in_lists_the_record_a_search_or_what_is_exported() -> None:
    here = laid_out()
    secretary = make.client(make.user(Role.SECRETARY, here.conference))
    found = {
        (name, secret)
        for name, text in pages(here, secretary, beside=frozenset(OF_PARTICULARS))
        for secret in SECRETS
        if secret in text and (name, secret) != KINDS
    }

    assert found == set()
    assert "SECRET-77" in secretary.get(here.address("delegations:delegate")).content.decode()


def test_the_focal_point_of_the_party_sees_them_on_the_page_of_the_delegate_and_not_in_its_history() -> None:
    here = laid_out()
    focal = make.client(make.user(Role.FOCAL_POINT, here.conference, party=make.party("LB")))

    assert "SECRET-77" in focal.get(here.address("delegations:delegate")).content.decode()
    history = focal.get(here.address("overview:history")).content.decode()
    assert "kept the particulars of a delegate" in history
    assert "SECRET" not in history


def test_nobody_is_found_by_the_number_of_a_document() -> None:
    here = laid_out()
    secretary = make.client(make.user(Role.SECRETARY, here.conference))

    for name in ("overview:search", "delegations:delegates", "overview:record"):
        assert "Amal Haddad" not in secretary.get(here.address(name), {"q": "SECRET-77"}).content.decode()


def test_the_record_holds_that_they_were_changed_and_never_what_they_are() -> None:
    laid_out()

    held = "\n".join(str(row) for row in Entry.objects.values())

    assert "delegations.keep_particulars" in held
    assert [secret for secret in SECRETS if secret in held] == []
