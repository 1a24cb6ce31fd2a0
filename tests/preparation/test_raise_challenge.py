"""Writing down what is said to stand in the conference's way."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.preparation.actions import Parts, raise_challenge
from secretariat.preparation.models import Challenge
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/challenges/raise/"


def _details(**more: Any) -> dict[str, Any]:
    return {"kind": "pressure", "text": "Pressure on those willing to come", "sensitivity": "secretariat", **more}


def test_a_claim_is_kept_with_who_says_so_of_whom_and_its_source() -> None:
    conference = make.conference()
    source = make.source(conference)
    parts = Parts(
        said_by=(make.party("SY"), make.party("RU")), done_by=(make.party("US"),), done_to=(make.party("LB"),)
    )

    challenge = raise_challenge(
        make.user(Role.SECRETARY, conference),
        conference,
        details=_details(said_date="2020-10"),
        parts=parts,
        cited=[Cited(source, "unprecedented pressure")],
    )

    assert Citation.objects.of([challenge]).get().passage == "unprecedented pressure"
    entry = Entry.objects.get()
    assert entry.verb == "preparation.raise_challenge"
    assert entry.changes["parts"] == [None, ["said by: SY", "said by: RU", "done by: US", "done to: LB"]]


def test_the_same_claim_is_not_written_down_twice_but_the_same_words_of_another_are() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["preparation"])
    syria, russia = Parts(said_by=(make.party("SY"),)), Parts(said_by=(make.party("RU"),))
    raise_challenge(officer, conference, details=_details(), parts=syria)

    with pytest.raises(Refused, match="written down already"):
        raise_challenge(officer, conference, details=_details(), parts=syria)
    raise_challenge(officer, conference, details=_details(), parts=russia)

    assert Challenge.objects.count() == 2


def test_a_claim_that_is_kept_close_is_not_betrayed_by_a_refusal() -> None:
    conference = make.conference()
    make_preparation.challenge(conference, "Pressure on those willing to come", sensitivity="restricted")
    officer = make.user(Role.DESK_OFFICER, conference, desks=["preparation"])

    assert raise_challenge(officer, conference, details=_details(), parts=Parts()).pk


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        raise_challenge(reader, conference, details=_details(), parts=Parts())

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert not Challenge.objects.exists()


def test_the_page_writes_it_down_and_shows_it() -> None:
    conference = make.conference(languages=["en", "ar"])
    source = make.source(conference, title="A report")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        ADDRESS,
        {
            "kind": "pressure",
            "text_en": "Pressure on those willing to come",
            "said_by": [make.party("SY").pk],
            "done_to": [make.party("LB").pk],
            "said_date": "2020-10",
            "sensitivity": "secretariat",
            "source_1": source.pk,
            "passage_1": "unprecedented pressure",
        },
        follow=True,
    ).content.decode()

    for said in ("Pressure on those willing to come", "Lebanon", "October 2020", "unprecedented pressure", "A report"):
        assert said in page


def test_a_claim_without_words_and_a_passage_without_a_source_are_said_at_the_field() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        ADDRESS, {"kind": "pressure", "passage_1": "words", "sensitivity": "public"}
    )

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"text", "source_1"}


def test_the_page_answers_in_arabic() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    with translation.override("ar"):
        assert browser.get(ADDRESS.replace("/en/", "/ar/")).status_code == 200
