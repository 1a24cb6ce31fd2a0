"""A text comes in from a Word document, once somebody has looked at it and put it right."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.documents import actions
from secretariat.documents.models import Paragraph, TextVersion
from secretariat.documents.queries.bringing_in import Proposed, as_text
from secretariat.documents.queries.handing_out import as_docx, paper_of
from secretariat.documents.queries.texts import digest_of_text, written_of
from secretariat.engines.wording import Written
from tests import make, make_documents
from tests.documents.negotiation import Negotiation, negotiation
from tests.engines.manuscripts.made import by_lines, changed
from tests.make_documents import said

pytestmark = pytest.mark.django_db
FILE = by_lines(
    "Recalling the Charter,",
    "1. Calls for the safe and dignified return of refugees:",
    "(a) To their homes;",
    "2. Decides to meet again",
)


@pytest.fixture
def talks() -> Negotiation:
    return negotiation()


def hand_in(talks: Negotiation, data: bytes, language: str = "en", name: str = "draft.docx") -> Any:
    upload = SimpleUploadedFile(name, data)
    return talks.post(talks.officer, "bring_in_text", talks.document.pk, upload=upload, language=language)


def as_handed_in(answer: Any, **changes: str) -> dict[str, str]:
    """The fields of the page on which a file is looked at, as a browser hands them in."""
    form = answer.context["form"]
    fields = {name: str(form[name].value() or "") for name in form.fields}
    return {**fields, **changes}


def standing(talks: Negotiation) -> list[tuple[str, str, str]]:
    rows = Paragraph.objects.filter(document=talks.document, is_struck=False).order_by("position")
    return [(row.key, row.kind, row.text.localize("en")) for row in rows]


def test_nothing_is_written_before_somebody_looked_at_it(talks: Negotiation) -> None:
    before = standing(talks)

    answer = hand_in(talks, FILE)

    told = answer.content.decode()
    assert "safe and dignified return" in told
    assert "What would change" in told
    assert "“<bdi>(a)</bdi>” before it is no part of its words" in told
    assert [row.kind.value() for row in answer.context["form"].rows] == [
        "preambular",
        "operative",
        "operative",
        "operative",
    ]
    assert [row.depth.value() for row in answer.context["form"].rows] == ["0", "0", "1", "0"]
    assert standing(talks) == before
    assert not Entry.objects.exists()


def test_it_is_put_right_and_written_as_one_deed(talks: Negotiation) -> None:
    looked = hand_in(talks, FILE)
    fields = as_handed_in(looked, write="1", **{"words-0": "Recalling its meeting,", "kind-2": ""})

    answer = talks.post(talks.officer, "bring_in_text", talks.document.pk, **fields)

    assert answer.redirect_chain
    assert standing(talks) == [
        ("p1", "preambular", "Recalling its meeting,"),
        ("p2", "operative", "Calls for the safe and dignified return of refugees:"),
        ("p3", "operative", "Decides to meet again"),
    ]
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == ("documents.bring_in_text", talks.officer)
    kept = TextVersion.objects.get(document=talks.document)
    assert [row["text"]["en"] for row in kept.content][1] == "Calls for the safe return of refugees"


def test_looking_again_shows_what_was_put_right_and_writes_nothing(talks: Negotiation) -> None:
    looked = hand_in(talks, FILE)

    again = talks.post(
        talks.officer,
        "bring_in_text",
        talks.document.pk,
        **as_handed_in(looked, look="1", **{"words-1": "Urges peace"}),
    )

    assert "Urges peace" in again.content.decode()
    assert not Entry.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_overwritten(talks: Negotiation) -> None:
    looked = hand_in(talks, FILE)
    Paragraph.objects.filter(pk=talks.first.pk).update(text=said("Calls for peace"))

    answer = talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(looked, write="1"))

    assert "Somebody changed the text meanwhile" in answer.content.decode()
    assert standing(talks)[1][2] == "Calls for peace"
    again = talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(answer, look="1"))
    talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(again, write="1"))
    assert standing(talks)[1][2].startswith("Calls for the safe and dignified")


def test_what_is_handed_out_comes_back_as_the_same_text(talks: Negotiation) -> None:
    make_documents.paragraph(talks.document, "In towns\nand villages", parent=talks.second)
    before = written_of(talks.document)

    looked = hand_in(talks, as_docx(paper_of(talks.document, talks.officer)))
    talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(looked, write="1"))

    assert "Nothing: the text says the same already." in looked.content.decode()
    assert written_of(talks.document) == before
    assert not Entry.objects.filter(verb="documents.write_text").exists()


def test_a_second_language_goes_to_the_paragraphs_that_are_there(talks: Negotiation) -> None:
    lines = ("إذ يشير إلى اجتماعه السابق،", "1. يدعو إلى العودة الآمنة", "2. يقرر الاجتماع مرة أخرى")

    looked = hand_in(talks, by_lines(*lines), "ar")
    talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(looked, write="1"))

    first = Paragraph.objects.get(pk=talks.first.pk).text.data
    assert first == {"en": "Calls for the safe return of refugees", "ar": "يدعو إلى العودة الآمنة"}
    assert len(standing(talks)) == 3


def test_a_file_in_another_language_that_was_handed_out_keeps_the_names(talks: Negotiation) -> None:
    for row, words in ((talks.preamble, "Rappelant"), (talks.first, "Appelle"), (talks.second, "Décide")):
        Paragraph.objects.filter(pk=row.pk).update(text=said(str(row.text), fr=words))
    with override("fr"):
        data = as_docx(paper_of(talks.document, talks.officer))

    looked = hand_in(talks, data, "fr")

    assert looked.context["form"]["keys"].value().split(",")[-3:] == ["p1", "p2", "p3"]


def test_a_file_of_another_text_gives_none_of_its_names_to_this_one(talks: Negotiation) -> None:
    other = make_documents.document(talks.held, "A/CONF.1/L.9")
    for words in ("Thanks the host", "Invites all to sign"):
        make_documents.paragraph(other, words)
    Paragraph.objects.filter(pk=talks.first.pk).update(text=said("Calls for return", fr="Appelle au retour"))

    looked = hand_in(talks, as_docx(paper_of(other, talks.officer)))
    talks.post(talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(looked, write="1"))

    assert not any(looked.context["form"]["keys"].value().split(","))
    rows = {row.key: row.text.data for row in Paragraph.objects.filter(document=talks.document, is_struck=False)}
    assert rows == {"p4": {"en": "Thanks the host"}, "p5": {"en": "Invites all to sign"}}


def test_a_new_text_is_written_where_there_was_none(talks: Negotiation) -> None:
    empty = make_documents.document(talks.held, "A/CONF.1/L.9")

    paragraphs = as_text([Proposed("operative", 0, "Decides"), Proposed("operative", 3, "to go")], "en", ())
    actions.bring_in_text(talks.officer, empty, paragraphs=paragraphs, name="a.docx", seen=digest_of_text(()))

    rows = list(Paragraph.objects.filter(document=empty).order_by("position"))
    assert [(row.key, row.parent) for row in rows] == [("p1", None), ("p2", rows[0])]
    assert not TextVersion.objects.filter(document=empty).exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "This is no Word document"),
        (b"\xd0\xcf\x11\xe0 old", "file of an old Word"),
        (b"PK\x03\x04 cut off", "damaged"),
        (changed(FILE, "word/vbaProject.bin", lambda _content: b"x"), "has macros in it"),
        (changed(FILE, "word/settings.xml", lambda content: b"<!DOCTYPE a>" + content), "declares entities"),
        (b"PK\x03\x04" + b"x" * 10 * 1024 * 1024, "larger than 10 MB"),
        (by_lines(), "There is no text in this file."),
        (by_lines(*["1. Decides"] * 1901), "more than 1900 paragraphs"),
    ],
    ids=["pdf", "old", "broken", "macros", "entities", "large", "empty", "long"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(talks: Negotiation, data: bytes, sentence: str) -> None:
    answer = hand_in(talks, data)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_language_that_is_not_the_conferences_is_refused(talks: Negotiation) -> None:
    assert hand_in(talks, FILE, "xx").status_code == 422
    looked = hand_in(talks, FILE)
    forged = talks.post(
        talks.officer, "bring_in_text", talks.document.pk, **as_handed_in(looked, write="1", language="xx")
    )
    assert forged.status_code == 422
    assert not Entry.objects.exists()


def test_an_adopted_text_is_refused(talks: Negotiation) -> None:
    make_documents.adoption(talks.document)
    seen = digest_of_text(written_of(talks.document))

    with pytest.raises(Refused, match="adopted"):
        actions.bring_in_text(
            talks.officer, talks.document, paragraphs=[Written("a", "plain", {"en": "x"})], name="x", seen=seen
        )

    assert "nothing of it changes any more" in talks.page(talks.officer, "bring_in_text", talks.document.pk)


@pytest.mark.parametrize(
    ("paragraphs", "sentence"),
    [
        ([], "no paragraph"),
        ([Written("a", "sermon", {"en": "x"})], "Say what each paragraph is"),
        (
            [
                Written("a", "plain", {"en": "x"}),
                *(Written(f"a{n}", "plain", {"en": "x"}, f"a{n - 1}" if n else "a") for n in range(5)),
            ],
            "4 deep",
        ),
    ],
    ids=["empty", "kind", "deep"],
)
def test_a_text_that_cannot_stand_is_refused_and_nothing_is_recorded(
    talks: Negotiation, paragraphs: list[Written], sentence: str
) -> None:
    seen = digest_of_text(written_of(talks.document))

    with pytest.raises(Refused, match=sentence):
        actions.bring_in_text(talks.officer, talks.document, paragraphs=paragraphs, name="x", seen=seen)

    assert not Entry.objects.exists()
    assert not TextVersion.objects.exists()


def test_a_stranger_may_not(talks: Negotiation) -> None:
    seen = digest_of_text(written_of(talks.document))

    for person in [*talks.strangers, talks.lebanon]:
        with pytest.raises(PermissionDenied):
            actions.bring_in_text(
                person, talks.document, paragraphs=[Written("a", "plain", {"en": "x"})], name="x", seen=seen
            )

    assert make.client(talks.reader).get(talks.address("bring_in_text", talks.document.pk)).status_code == 403
    assert make.client(talks.lebanon).get(talks.address("bring_in_text", talks.document.pk)).status_code == 404
    other = make.user(Role.SECRETARY, make.conference(slug="elsewhere"))
    assert make.client(other).get(talks.address("bring_in_text", talks.document.pk)).status_code == 404


def test_a_hostile_file_does_no_harm(talks: Negotiation) -> None:
    answer = hand_in(talks, by_lines("1. <script>alert(1)</script> \u202e{{ 7 }}"), name='"><b>.docx')

    assert "<script>alert" not in answer.content.decode()
    assert '"><b>' not in answer.content.decode()
