"""Taking back that a paragraph answers something."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.models import Entry
from secretariat.documents.actions import untie_paragraph
from secretariat.documents.models import ParagraphTie
from tests import make, make_documents, make_pledges
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_the_tie_is_gone_and_the_record_keeps_it() -> None:
    here = negotiation()

    untie_paragraph(here.officer, make_documents.tie(here.first, pledge=make_pledges.pledge(here.held)))

    assert not ParagraphTie.objects.exists()
    assert Entry.objects.get().verb == "documents.untie_paragraph"


def test_a_stranger_may_not() -> None:
    here = negotiation()
    tie = make_documents.tie(here.first, pledge=make_pledges.pledge(here.held))

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            untie_paragraph(person, tie)
    assert make.client(here.reader).post(here.address("untie_paragraph", tie.pk)).status_code == 403


def test_the_page_unties_it() -> None:
    here = negotiation()
    tie = make_documents.tie(here.first, pledge=make_pledges.pledge(here.held))

    assert (
        "The paragraph is no longer tied to it." in here.post(here.officer, "untie_paragraph", tie.pk).content.decode()
    )
