"""Writing down how a party explains its vote or position."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import explain
from secretariat.documents.models import Explanation
from secretariat.documents.queries.adopting import adoption_told
from tests import make, make_documents
from tests.documents.negotiation import negotiation
from tests.make_documents import said

pytestmark = pytest.mark.django_db


def words(code: str = "JO", **fields: Any) -> dict[str, Any]:
    return {
        "party": make.party(code),
        "kind": "after",
        "text": said("We joined the consensus."),
        "said_date": "2020-11-12",
        **fields,
    }


def test_it_is_written_down_with_its_source_and_recorded_also_after_the_adoption() -> None:
    here = negotiation()
    make_documents.adoption(here.document)

    made = explain(here.officer, here.document, details=words(), cited=[Cited(make.source(here.held), "We joined.")])

    assert (made.sensitivity, str(made.party)) == (here.document.sensitivity, "Jordan")
    assert Citation.objects.of([made]).get().passage == "We joined."
    assert Entry.objects.get().verb == "documents.explain"


def test_those_before_stand_before_and_reservations_after_in_protocol_order() -> None:
    here = negotiation()
    make_documents.adoption(here.document)
    for code, kind in (("LB", "after"), ("JO", "after"), ("IQ", "before"), ("SY", "reservation")):
        explain(here.officer, here.document, details=words(code, kind=kind))

    told = adoption_told(here.document, here.reader)

    assert told is not None
    assert [str(each.name) for each in told.before] == ["Iraq"]
    assert [str(each.name) for each in told.after] == ["Jordan", "Lebanon", "Syria"]


def test_no_words_and_who_takes_no_part_are_refused() -> None:
    here = negotiation()

    for wrong, field in ((words(text=said(" ")), "text"), (words("FR"), "party")):
        with pytest.raises(Refused) as refused:
            explain(here.officer, here.document, details=wrong)
        assert refused.value.field == field
    assert not Explanation.objects.exists()


def test_a_stranger_may_not() -> None:
    here = negotiation()

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            explain(person, here.document, details=words())
    assert make.client(here.reader).get(here.address("explain", here.document.pk)).status_code == 403


def test_the_page_writes_it_down_and_shows_it() -> None:
    here = negotiation()

    done = here.post(
        here.officer, "explain", here.document.pk, party=make.party("JO").pk, kind="reservation", text_en=make.HOSTILE
    )

    page = done.content.decode()
    assert "The explanation is written down." in page
    assert make.HOSTILE not in page
    assert "&lt;b&gt;" in page


def test_the_same_words_are_not_written_down_twice() -> None:
    here = negotiation()
    explain(here.officer, here.document, details=words())

    with pytest.raises(Refused, match="said this already"):
        explain(here.officer, here.document, details=words())
    explain(here.officer, here.document, details=words(kind="reservation"))
    assert Explanation.objects.count() == 2
