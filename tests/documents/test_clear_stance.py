"""Taking back how a party stands."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import clear_stance
from secretariat.documents.models import Support
from tests import make, make_documents
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_the_party_is_silent_again_and_the_record_keeps_what_it_said() -> None:
    here = negotiation()

    clear_stance(here.lebanon, make_documents.support(here.first, "LB"))

    assert not Support.objects.exists()
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes["stance"]) == ("documents.clear_stance", ["supports", None])


def test_of_an_adopted_text_none_is_taken_back() -> None:
    here = negotiation()
    support = make_documents.support(here.first, "LB")
    make_documents.adoption(here.document)

    with pytest.raises(Refused, match="was adopted"):
        clear_stance(here.officer, support)


def test_a_stranger_may_not_and_another_party_neither() -> None:
    here = negotiation()
    support = make_documents.support(here.first, "LB")

    for person in [*here.strangers, here.jordan]:
        with pytest.raises(PermissionDenied):
            clear_stance(person, support)
    assert make.client(here.reader).post(here.address("clear_stance", support.pk)).status_code == 403


def test_the_page_takes_it_back() -> None:
    here = negotiation()
    support = make_documents.support(here.first, "LB")

    page = here.page(here.lebanon, "take_stance", here.document.pk, query=f"?paragraph={here.first.pk}")
    assert here.address("clear_stance", support.pk) in page
    other = here.page(here.jordan, "take_stance", here.document.pk, query=f"?paragraph={here.first.pk}")
    assert here.address("clear_stance", support.pk) not in other
    done = here.post(here.lebanon, "clear_stance", support.pk)

    assert "The stance is taken back" in done.content.decode()
