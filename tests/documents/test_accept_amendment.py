"""Accepting an amendment: its words become the paragraph's."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.documents.actions import Seen, accept_amendment, bracket_amendment
from secretariat.documents.models import Amendment, Paragraph
from secretariat.documents.queries.amendments import clashes_of
from tests import make, make_documents
from tests.documents.negotiation import AT, negotiation
from tests.make_documents import said
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
VOLUNTARY = "Calls for the safe and voluntary return of refugees"
DIGNIFIED = "Calls for the safe return in dignity of refugees"


def test_its_words_are_the_paragraphs_and_both_are_recorded() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, VOLUNTARY)

    accept_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    amendment.refresh_from_db()
    assert (str(here.first.text), amendment.state, amendment.decided_by) == (VOLUNTARY, "accepted", here.officer)
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == [
        "documents.revise_paragraph",
        "documents.accept_amendment",
    ]


def test_a_language_in_which_nothing_was_agreed_is_left_out_to_be_translated_anew() -> None:
    here = negotiation()
    here.first.text = said("Calls for return", ar="تدعو إلى العودة")
    here.first.save()
    amendment = make_documents.amendment(here.first, VOLUNTARY)

    accept_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    assert here.first.text.data == {"en": VOLUNTARY}


def test_a_new_paragraph_stands_after_the_one_that_was_named_or_first_of_all() -> None:
    here = negotiation()
    after = make_documents.amendment(here.first, "Thanks the host", kind="insert", new_kind="operative", base_text="")
    first = make_documents.amendment(
        here.first, "Recalling the Charter", kind="insert", new_kind="preambular", paragraph=None, base_text=""
    )

    accept_amendment(here.officer, after, at=AT)
    accept_amendment(here.officer, first, at=AT)

    texts = [str(each.text) for each in Paragraph.objects.filter(document=here.document).order_by("position")]
    assert (texts[0], texts[3]) == ("Recalling the Charter", "Thanks the host")
    after.refresh_from_db()
    assert after.became is not None


def test_a_paragraph_is_struck_out() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.second, "", kind="strike")

    accept_amendment(here.officer, amendment, at=AT)

    here.second.refresh_from_db()
    assert here.second.is_struck


def test_words_that_changed_meanwhile_are_a_conflict_with_three_wordings_and_one_made_of_both() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, VOLUNTARY)
    here.first.text = said(DIGNIFIED)
    here.first.save()

    with pytest.raises(Refused, match="was changed since") as refused:
        accept_amendment(here.officer, amendment, at=AT)

    assert refused.value.field == "text"
    clash = clashes_of(amendment)[0]
    assert (clash.then, clash.now, clash.proposed) == ("Calls for the safe return of refugees", DIGNIFIED, VOLUNTARY)
    assert clash.merged == "Calls for the safe and voluntary return in dignity of refugees"
    assert not clash.is_open
    accept_amendment(here.officer, amendment, at=AT, words=said(clash.merged))
    here.first.refresh_from_db()
    assert str(here.first.text) == clash.merged


def test_of_two_amendments_of_one_paragraph_the_second_is_told_of_the_first() -> None:
    here = negotiation()
    one, other = make_documents.amendment(here.first, VOLUNTARY), make_documents.amendment(here.first, DIGNIFIED, "JO")
    seen = Seen(other.version, here.first.version)
    accept_amendment(here.officer, one, at=AT)

    with pytest.raises(Refused, match="was changed since"):
        accept_amendment(here.officer, other, at=AT)
    with pytest.raises(Stale):
        accept_amendment(here.officer, other, at=AT, words=said("Other words"), seen=seen)
    here.first.refresh_from_db()
    assert str(here.first.text) == VOLUNTARY


def test_one_in_brackets_is_accepted_and_the_brackets_go() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, VOLUNTARY)
    bracket_amendment(here.officer, amendment, at=AT)

    accept_amendment(here.officer, amendment, at=AT)

    here.first.refresh_from_db()
    assert str(here.first.text) == VOLUNTARY


def test_a_decided_one_a_paragraph_that_went_and_an_adopted_text_are_refused() -> None:
    here = negotiation()
    decided = make_documents.amendment(here.first, state="rejected")
    gone = make_documents.amendment(here.second)
    here.second.is_struck = True
    here.second.save()

    with pytest.raises(Refused, match="decided already: not accepted"):
        accept_amendment(here.officer, decided, at=AT)
    with pytest.raises(Refused, match="struck out meanwhile"):
        accept_amendment(here.officer, gone, at=AT)
    make_documents.adoption(here.document)
    with pytest.raises(Refused, match="was adopted"):
        accept_amendment(here.officer, gone, at=AT)


def test_a_stranger_may_not_and_no_focal_point() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first)

    for person in [*here.strangers, here.lebanon]:
        with pytest.raises(PermissionDenied):
            accept_amendment(person, amendment, at=AT)
    assert make.client(here.reader).get(here.address("accept_amendment", amendment.pk)).status_code == 403


def test_the_page_shows_the_wordings_and_takes_the_chosen_words() -> None:
    here = negotiation()
    amendment = make_documents.amendment(here.first, VOLUNTARY)
    here.first.text, here.first.version = said(DIGNIFIED), 2
    here.first.save()

    page = here.page(here.officer, "accept_amendment", amendment.pk)
    old = here.post(
        here.officer, "accept_amendment", amendment.pk, text_en="Agreed words", version=1, paragraph_version=1
    )
    done = here.post(
        here.officer, "accept_amendment", amendment.pk, text_en="Agreed words", version=1, paragraph_version=2
    )

    assert "Both put together" in page
    assert "Calls for the safe and voluntary return in dignity of refugees</textarea>" in page
    assert "Somebody changed this while you were writing." in old.content.decode()
    assert "The amendment is accepted; the text says so now." in done.content.decode()
    here.first.refresh_from_db()
    assert str(here.first.text) == "Agreed words"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_accept_two_amendments_at_once_one_wins_and_the_other_is_told() -> None:
    here = negotiation()
    both = [make_documents.amendment(here.first, VOLUNTARY), make_documents.amendment(here.first, DIGNIFIED, "JO")]
    told: list[str] = []

    def accept(amendment: Amendment) -> None:
        try:
            accept_amendment(here.officer, amendment, at=AT)
        except Refused as error:
            told.append(str(error))

    threads = [in_thread(partial(accept, amendment)) for amendment in both]
    for thread in threads:
        thread.join()

    assert len(told) == 1
    assert "was changed since" in told[0]
    assert sorted(Amendment.objects.values_list("state", flat=True)) == ["accepted", "proposed"]
