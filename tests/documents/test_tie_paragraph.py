"""Saying which position or pledge a paragraph answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import tie_paragraph
from secretariat.documents.models import ParagraphTie
from secretariat.documents.queries.tying import paragraphs_tied, ties_of_document
from tests import make, make_documents, make_dossier, make_pledges
from tests.documents.negotiation import negotiation

pytestmark = pytest.mark.django_db


def test_a_paragraph_is_tied_to_a_position_and_a_pledge_and_it_is_recorded() -> None:
    here = negotiation()
    position, pledge = make_dossier.position(make_dossier.topic(here.held)), make_pledges.pledge(here.held)

    tie_paragraph(here.officer, here.first, to=position)
    tie_paragraph(here.officer, here.first, to=pledge)

    told = ties_of_document(here.document, here.reader)[here.first.pk]
    assert [(each.kind, each.thing) for each in told] == [("position", position), ("pledge", pledge)]
    assert [entry.verb for entry in Entry.objects.all()] == ["documents.tie_paragraph"] * 2
    back = paragraphs_tied(here.held, here.reader, "pledge", [pledge], "en")[pledge.pk]
    assert [(each.paragraph, each.called) for each in back] == [(here.first, "OP1")]


def test_it_may_be_said_of_an_adopted_text() -> None:
    here = negotiation()
    make_documents.adoption(here.document)

    assert tie_paragraph(here.officer, here.first, to=make_pledges.pledge(here.held)).paragraph == here.first


def test_twice_what_is_struck_out_and_what_belongs_elsewhere_are_refused() -> None:
    here = negotiation()
    pledge = make_pledges.pledge(here.held)
    make_documents.tie(here.first, pledge=pledge)
    struck = make_documents.paragraph(here.document, "Gone", is_struck=True)
    elsewhere = make_pledges.pledge(make.conference("geneva-2021"))

    for paragraph, to, sentence in (
        (here.first, pledge, "already"),
        (struck, pledge, "struck out"),
        (here.first, elsewhere, "another conference"),
    ):
        with pytest.raises(Refused, match=sentence):
            tie_paragraph(here.officer, paragraph, to=to)
    assert ParagraphTie.objects.count() == 1


def test_a_tie_is_seen_by_who_sees_both_ends() -> None:
    here = negotiation()
    hidden = make_pledges.pledge(here.held, sensitivity="restricted")
    make_documents.tie(here.first, pledge=hidden)

    assert ties_of_document(here.document, here.reader) == {}
    assert paragraphs_tied(here.held, here.reader, "pledge", [hidden], "en") == {}


def test_a_stranger_may_not() -> None:
    here = negotiation()
    pledge = make_pledges.pledge(here.held)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            tie_paragraph(person, here.first, to=pledge)
    assert make.client(here.reader).get(here.address("tie_paragraph", here.first.pk)).status_code == 403


def test_the_pages_tie_and_show_it_on_every_end() -> None:
    here = negotiation()
    position, pledge = make_dossier.position(make_dossier.topic(here.held)), make_pledges.pledge(here.held)
    for to in (f"position-{position.pk}", f"pledge-{pledge.pk}"):
        done = here.post(here.officer, "tie_paragraph", here.first.pk, to=to)
        assert "The paragraph is tied to it." in done.content.decode()

    assert here.page(here.officer, "ties_of_paragraph", here.first.pk).count("Untie") == 2
    text = here.page(here.officer, "negotiation", here.document.pk)
    assert f'{reverse("dossier:topic", args=[here.held.slug, position.topic_id])}"' in text
    assert f'{reverse("pledges:pledge", args=[here.held.slug, pledge.pk])}"' in text
    assert "OP1" in here.page(here.officer, "paragraphs_of_pledge", pledge.pk)
    assert "OP1" in here.page(here.officer, "paragraphs_of_topic", position.topic_id)
    shown = make.client(here.officer).get(reverse("pledges:pledge", args=[here.held.slug, pledge.pk])).content.decode()
    assert here.address("paragraphs_of_pledge", pledge.pk) in shown
    sheet = make.client(here.officer).get(reverse("dossier:topic", args=[here.held.slug, position.topic_id]))
    assert here.address("paragraphs_of_topic", position.topic_id) in sheet.content.decode()


def test_a_choice_that_is_gone_is_told() -> None:
    here = negotiation()
    make_pledges.pledge(here.held)

    answer = here.post(here.officer, "tie_paragraph", here.first.pk, to="pledge-999999")

    assert answer.status_code == 422


def test_the_public_page_of_a_pledge_names_public_paragraphs_and_no_others() -> None:
    here = negotiation()
    pledge = make_pledges.pledge(here.held)
    hidden = make_documents.document(here.held, sensitivity="delegations")
    gone = make_documents.document(here.held, state="withdrawn")
    draft = make_documents.document(here.held, state="preparing")
    make_documents.tie(here.first, pledge=pledge)
    for document, words in ((hidden, "Confidential words"), (gone, "Words taken back"), (draft, "Words of a draft")):
        make_documents.tie(make_documents.paragraph(document, words), pledge=pledge)

    page = make.client().get(reverse("public:pledge", args=[here.held.slug, pledge.number])).content.decode()

    assert f"{here.document.key}/#paragraph-p2" in page
    assert "Calls for the safe return of refugees" in page
    for words in ("Confidential words", "Words taken back", "Words of a draft"):
        assert words not in page
