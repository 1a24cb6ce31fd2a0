"""Writing down how many took part, as somebody said."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import claim_total
from secretariat.delegations.models import ClaimedTotal
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/participation/totals/"


def test_a_total_is_kept_as_somebodys_word_with_its_source() -> None:
    conference = make.conference()
    source = make.source(conference)

    claim = claim_total(
        make.user(Role.SECRETARY, conference),
        conference,
        details={"states": 27, "organisations": 12, "said_date": date(2020, 11, 11)},
        cited=[Cited(source, "27 states and 12 organisations")],
    )

    assert (claim.states, claim.organisations) == (27, 12)
    assert Citation.objects.of([claim]).get().source == source
    assert Entry.objects.get().verb == "delegations.claim_total"


def test_a_total_gives_at_least_one_number() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="at least one") as refusal:
        claim_total(make.user(Role.SECRETARY, conference), conference, details={})

    assert refusal.value.field == "states"
    assert not Entry.objects.exists()


def test_a_reader_may_not_write_down_a_total() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        claim_total(reader, conference, details={"states": 27})

    assert make.client(reader).get(ADDRESS).status_code == 403


def test_the_board_says_the_total_beside_what_is_known_by_name() -> None:
    conference = make.conference()
    make.answer(make.invitation(conference, make.party("LB")), "attended")
    make.answer(make.invitation(conference, make.party("JO")), "absent")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        ADDRESS, {"states": "27", "said_by_en": "the organisers", "sensitivity": "public"}, follow=True
    ).content.decode()

    assert "States: 27 said to have taken part, 1 known by name; <strong>26 are not known" in page
    assert "the organisers" in page
    assert ClaimedTotal.objects.get().organisations is None


def test_a_total_below_what_is_known_by_name_is_said_too() -> None:
    conference = make.conference()
    for code in ("LB", "JO"):
        make.answer(make.invitation(conference, make.party(code)), "attended")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"states": "1", "sensitivity": "public"}, follow=True).content.decode()

    assert "more are known by name than were counted" in page


def test_neither_number_is_a_sentence_at_the_field() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"sensitivity": "public"})

    assert page.context["form"].errors == {"states": ["Give at least one of the two numbers."]}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(ADDRESS.replace("/en/", f"/{language}/")).status_code == 200
