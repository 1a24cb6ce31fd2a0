"""Noting that a text was adopted."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents.actions import (
    Ballot,
    accept_amendment,
    adopt,
    amend,
    bracket_amendment,
    reject_amendment,
    revise_paragraph,
    strike_paragraph,
    take_stance,
    write_paragraph,
)
from secretariat.documents.models import Adoption, Document, Paragraph, TextVersion, Vote
from secretariat.documents.queries.adopting import adoption_told, seal_holds
from secretariat.documents.queries.texts import as_content, digest_of, written_of
from secretariat.parties.models import Party
from tests import make, make_documents, make_programme
from tests.documents.negotiation import AT, Negotiation, negotiation
from tests.make_documents import said
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def details(**fields: Any) -> dict[str, Any]:
    return {"manner": "consensus", "adopted_date": "2020-11-12", **fields}


def ballot(**choices: str) -> Ballot:
    return Ballot({make.party(code): choice.replace("_", " ") for code, choice in choices.items()})


def looked_at(here: Negotiation) -> dict[str, Any]:
    """What the page sends along of what this person saw."""
    return {"version": here.document.version, "seen": digest_of(as_content(written_of(here.document)))}


def test_by_consensus_the_words_are_kept_and_sealed_and_the_document_is_an_outcome() -> None:
    here = negotiation()
    make_documents.text_version(here.document)

    adopted = adopt(here.officer, here.document, details=details(session=make_programme.session(here.held)))

    here.document.refresh_from_db()
    assert (here.document.kind, here.document.is_open) == ("outcome", False)
    assert [each["text"] for each in adopted.text.content][1] == {"en": "Calls for the safe return of refugees"}
    assert (adopted.text.number, len(adopted.seal)) == (2, 64)
    assert seal_holds(adopted)
    assert Entry.objects.get(verb="documents.adopt").made_id == adopted.pk


def test_by_recorded_vote_totals_are_counted_and_names_stand_in_protocol_order() -> None:
    here = negotiation()

    adopted = adopt(
        here.officer,
        here.document,
        details=details(manner="vote"),
        ballot=ballot(LB="for", JO="for", IQ="against", SY="abstaining"),
    )

    told = adoption_told(here.document, here.reader)
    assert told is not None
    assert told.totals == {"for": 2, "against": 1, "abstaining": 1, "not voting": 0}
    assert [str(name) for name in told.votes[0].names] == ["Jordan", "Lebanon"]
    assert (told.holds, told.seal) == (True, adopted.seal)


def test_while_brackets_are_open_or_amendments_undecided_it_is_refused_and_they_are_listed() -> None:
    here = negotiation()
    bracket_amendment(here.officer, make_documents.amendment(here.first), at=AT)
    make_documents.amendment(here.second)
    here.preamble.text = said("[Recalling its earlier meeting]")
    here.preamble.save()

    with pytest.raises(Refused) as refused:
        adopt(here.officer, here.document, details=details())

    sentence = str(refused.value)
    assert "brackets are open in PP1 and OP1" in sentence
    assert "amendment 1 to OP1 is not decided" in sentence
    assert "amendment 2 to OP2 is not decided" in sentence
    assert not Adoption.objects.exists()
    assert not TextVersion.objects.exists()


def test_a_vote_that_is_lost_or_a_tie_is_refused_with_its_numbers() -> None:
    here = negotiation()

    for cast in (ballot(LB="for", JO="against", IQ="abstaining"), ballot(LB="against", JO="not_voting")):
        with pytest.raises(Refused, match=r"was not adopted: \d in favour, 1 against") as refused:
            adopt(here.officer, here.document, details=details(manner="vote"), ballot=cast)
        assert refused.value.field == "votes"
    assert not Adoption.objects.exists()


def test_who_takes_no_part_does_not_vote_and_observers_neither() -> None:
    here = negotiation()
    make.invitation(here.held, make.party("FR"), capacity="observer")

    for code in ("FR", "CN"):
        with pytest.raises(Refused, match="no participant that votes"):
            adopt(here.officer, here.document, details=details(manner="vote"), ballot=ballot(LB="for", **{code: "for"}))
    with pytest.raises(Refused, match="has no votes"):
        adopt(here.officer, here.document, details=details(), ballot=ballot(LB="for"))
    with pytest.raises(Refused, match="how each party voted"):
        adopt(here.officer, here.document, details=details(manner="vote"), ballot=ballot(LB="perhaps"))
    assert not Vote.objects.exists()


def test_what_is_missing_is_refused_at_its_field() -> None:
    here, empty = negotiation(), None
    empty = make_documents.document(here.held)
    withdrawn = make_documents.document(here.held, state="withdrawn")
    make_documents.paragraph(withdrawn)
    elsewhere = make_programme.session(make.conference("geneva-2021"))

    for wrong, field in (
        (details(adopted_date=""), "adopted_date"),
        (details(manner="by shouting"), "manner"),
        (details(session=elsewhere), "session"),
    ):
        with pytest.raises(Refused) as refused:
            adopt(here.officer, here.document, details=wrong)
        assert refused.value.field == field
    with pytest.raises(Refused, match="no text yet"):
        adopt(here.officer, empty, details=details())
    with pytest.raises(Refused, match="was withdrawn"):
        adopt(here.officer, withdrawn, details=details())
    adopt(here.officer, here.document, details=details(manner="not stated"))
    with pytest.raises(Refused, match="adopted already"):
        adopt(here.officer, here.document, details=details())


def test_afterwards_nothing_of_the_text_changes_any_more() -> None:
    here = negotiation()
    open_amendment = make_documents.amendment(here.first)
    reject_amendment(here.officer, open_amendment, at=AT)
    left = make_documents.amendment(here.first, state="withdrawn")
    adopt(here.officer, here.document, details=details())
    lebanon = make.party("LB")
    deeds: list[Any] = [
        lambda: revise_paragraph(here.officer, here.first, text=said("Other words")),
        lambda: strike_paragraph(here.officer, here.first),
        lambda: write_paragraph(here.officer, here.document, kind="operative", text=said("More")),
        lambda: amend(
            here.officer, here.document, details={"kind": "strike", "paragraph": here.first}, parties=[lebanon], at=AT
        ),
        lambda: accept_amendment(here.officer, left, at=AT),
        lambda: take_stance(here.officer, here.document, on=here.first, party=lebanon, stance="supports"),
    ]

    for deed in deeds:
        with pytest.raises(Refused, match="was adopted"):
            deed()
    assert str(Paragraph.objects.get(pk=here.first.pk).text) == "Calls for the safe return of refugees"


@pytest.mark.parametrize("changed", ["words", "kept", "vote", "date", "order"])
def test_the_seal_does_not_hold_when_anything_was_changed_behind_its_back(changed: str) -> None:
    here = negotiation()
    adopted = adopt(
        here.officer, here.document, details=details(manner="vote"), ballot=ballot(LB="for", JO="for", IQ="against")
    )
    if changed == "words":
        Paragraph.objects.filter(pk=here.first.pk).update(text=said("Calls for the return of refugees"))
    elif changed == "kept":
        content = adopted.text.content
        content[1]["text"]["en"] = "Calls for nothing"
        TextVersion.objects.filter(pk=adopted.text_id).update(content=content)
    elif changed == "vote":
        Vote.objects.filter(party=make.party("IQ")).update(choice="for")
    elif changed == "date":
        Adoption.objects.update(adopted_date="2020-11-11")
    else:
        Paragraph.objects.filter(pk=here.second.pk).update(position=1)

    assert not seal_holds(Adoption.objects.get())
    assert "It does not hold" in here.page(here.reader, "adoption", here.document.pk)


def test_a_translation_that_comes_later_does_not_break_the_seal() -> None:
    here = negotiation()
    adopt(here.officer, here.document, details=details())
    Paragraph.objects.filter(pk=here.first.pk).update(
        text=said("Calls for the safe return of refugees", ar="تدعو إلى العودة")
    )

    assert seal_holds(Adoption.objects.get())


def test_a_stranger_may_not_and_a_rapporteur_neither() -> None:
    here = negotiation()

    for person in [*here.strangers, here.lebanon, make.user(Role.RAPPORTEUR, here.held)]:
        with pytest.raises(PermissionDenied):
            adopt(person, here.document, details=details())
    assert make.client(here.reader).get(here.address("adopt", here.document.pk)).status_code == 403


def test_the_page_takes_the_votes_of_all_and_shows_them_counted() -> None:
    here = negotiation()
    votes = {f"vote_{make.party(code).pk}": choice for code, choice in {"LB": "for", "JO": "against"}.items()}

    done = here.post(
        here.officer,
        "adopt",
        here.document.pk,
        manner="vote",
        adopted_date="2020-11-12",
        rest="for",
        **looked_at(here),
        **votes,
    ).content.decode()

    assert "The text is adopted and sealed" in done
    assert "<strong>3</strong> In favour" in done
    assert "It holds" in done
    assert "Adopted" in here.page(here.lebanon, "adoption", here.document.pk)


def test_the_page_lists_what_stands_in_the_way_before_anybody_tries() -> None:
    here = negotiation()
    make_documents.amendment(here.first)

    page = here.page(here.officer, "adopt", here.document.pk)
    sent = {"manner": "consensus", "adopted_date": "2020-11-12", **looked_at(here)}
    tried = here.post(here.officer, "adopt", here.document.pk, **sent)

    assert "amendment 1 to OP1 is not decided" in page
    assert "The text cannot be adopted yet" in tried.content.decode()


def test_two_hundred_parties_vote_in_one_form_with_few_queries(django_assert_max_num_queries: Any) -> None:
    here = negotiation()
    for number in range(200):
        make.invitation(here.held, make.organisation(f"ORG{number}", f"Organisation {number}"))
    with django_assert_max_num_queries(40):
        page = make.client(here.officer).get(here.address("adopt", here.document.pk))
    votes = {f"vote_{pk}": "for" for pk in Party.objects.values_list("pk", flat=True)}

    with django_assert_max_num_queries(90):
        done = here.post(
            here.officer, "adopt", here.document.pk, manner="vote", adopted_date="2020-11", **looked_at(here), **votes
        )

    assert page.content.decode().count("<select") >= 204
    assert "<strong>204</strong> In favour" in done.content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_adoptions_at_once_one_is_done_and_a_word_is_never_changed_after_it() -> None:
    here = negotiation()
    told: list[str] = []

    def do(deed: Any) -> None:
        try:
            deed()
        except Refused as error:
            told.append(str(error))

    threads = [
        in_thread(
            lambda: do(lambda: adopt(here.officer, Document.objects.get(pk=here.document.pk), details=details()))
        ),
        in_thread(
            lambda: do(lambda: adopt(here.officer, Document.objects.get(pk=here.document.pk), details=details()))
        ),
        in_thread(
            lambda: do(
                lambda: revise_paragraph(
                    here.officer, Paragraph.objects.get(pk=here.first.pk), text=said("Later words")
                )
            )
        ),
    ]
    for thread in threads:
        thread.join()

    assert Adoption.objects.count() == 1
    assert len(told) >= 1
    assert seal_holds(Adoption.objects.get())
    assert connection.vendor == "postgresql"


def test_a_session_is_named_to_those_alone_who_may_know_of_it() -> None:
    here = negotiation()
    secret = make_programme.session(here.held, title="Heads in a small room", sensitivity="secretariat")
    adopt(here.officer, here.document, details=details(session=secret))

    assert "Heads in a small room" in here.page(here.officer, "adoption", here.document.pk)
    assert "Heads in a small room" not in here.page(here.lebanon, "adoption", here.document.pk)
