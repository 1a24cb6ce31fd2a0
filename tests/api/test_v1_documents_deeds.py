"""What programs do with papers: each deed of the desk, by the rules of its pages."""

import base64
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.documents.models import Amendment, Document, LanguageVersion, Support
from tests import make, make_api, make_documents, make_pledges
from tests.api import tried
from tests.api.test_v1_documents import papers, program_of

pytestmark = pytest.mark.django_db
TEXT = base64.b64encode(b"Draft final statement\n").decode()


def officer_of(world: Any) -> make_api.Program:
    return program_of(world, Role.DESK_OFFICER, desks=["documents"])


def whole(*words: str) -> dict[str, Any]:
    rows = [{"key": f"p{n}", "kind": "operative", "text": {"en": each}} for n, each in enumerate(words, start=1)]
    return {"paragraphs": rows, "name": "From a program"}


def to_adopt(world: Any) -> Document:
    document = make_documents.document(world.conference, "A/CONF.1/5")
    make_documents.language(document)
    make_documents.paragraph(document, "Decides to meet again")
    return document


def untied(world: Any) -> Any:
    return make_documents.paragraph(world.text, "Another")


Case = Callable[[Any], tried.Said]
GOOD: dict[str, Case] = {
    "documents.register_document": lambda _w: (
        None,
        {"details": {"title": {"en": "Agenda"}, "kind": "agenda", "symbol": "A/CONF.1/3"}, "original": "en"},
    ),
    "documents.revise_document": lambda w: (w.text, {"details": {"party": "LB"}}),
    "documents.issue_document": lambda w: (with_original(w.draft), {"issued_date": "2020-11-11"}),
    "documents.withdraw_document": lambda w: (w.text, {"reason": {"en": "It was the wrong file."}}),
    "documents.set_language_version": lambda w: (
        w.text,
        {"language": "ar", "details": {"state": "translated", "upload": {"name": "a.txt", "content": TEXT}}},
    ),
    "documents.write_paragraph": lambda w: (
        w.text,
        {"kind": "operative", "text": {"en": "Urges"}, "where": {"after": w.paragraph.pk}},
    ),
    "documents.revise_paragraph": lambda w: (w.paragraph, {"text": {"en": "Calls for safe return"}}),
    "documents.translate_paragraph": lambda w: (
        w.adopted.paragraphs.get(),
        {"text": {"en": "Adopted words", "fr": "Mots"}},
    ),
    "documents.move_paragraph": lambda w: (untied(w), {"where": {"is_first": True}}),
    "documents.strike_paragraph": lambda w: (untied(w), {}),
    "documents.restore_paragraph": lambda w: (w.struck, {}),
    "documents.tie_paragraph": lambda w: (untied(w), {"to": {"pledge": w.pledge.pk}}),
    "documents.untie_paragraph": lambda w: (w.tie, {}),
    "documents.keep_version": lambda w: (untied(w).document, {"name": "Second"}),
    "documents.write_text": lambda w: (w.text, whole("Calls for return", "Urges")),
    "documents.bring_in_text": lambda w: (w.text, whole("Calls for return", "Urges")),
    "documents.merge_versions": lambda w: (w.text, whole("Calls for return", "Urges")),
    "documents.open_text": lambda w: (to_adopt(w), {"deadline": "2199-01-01T00:00:00Z"}),
    "documents.close_text": lambda w: (w.text, {}),
    "documents.amend": lambda w: (
        w.text,
        {
            "details": {"kind": "replace", "paragraph": w.paragraph.pk, "text": {"en": "Asks"}, "said_date": "2020-11"},
            "parties": ["IQ"],
        },
    ),
    "documents.revise_amendment": lambda w: (w.amendment, {"details": {"text": {"en": "Asks again"}}}),
    "documents.join_amendment": lambda w: (w.amendment, {"party": "IQ"}),
    "documents.withdraw_amendment": lambda w: (w.amendment, {"party": "LB"}),
    "documents.accept_amendment": lambda w: (w.amendment, {"words": {"en": "Agreed"}, "seen": {"amendment": 1}}),
    "documents.bracket_amendment": lambda w: (w.amendment, {}),
    "documents.reject_amendment": lambda w: (w.amendment, {}),
    "documents.take_stance": lambda w: (
        w.text,
        {"on": {"amendment": w.amendment.pk}, "party": "IQ", "stance": "reserves", "note": "Later."},
    ),
    "documents.clear_stance": lambda w: (w.stance, {}),
    "documents.adopt": lambda w: (
        to_adopt(w),
        {
            "details": {"manner": "vote", "adopted_date": "2020-11-12"},
            "ballot": [{"party": "LB", "choice": "for"}, {"party": "IQ", "choice": "abstaining"}],
        },
    ),
    "documents.explain": lambda w: (
        w.adopted,
        {"details": {"party": "IQ", "kind": "after", "text": {"en": "We abstained."}}},
    ),
    "documents.revise_explanation": lambda w: (w.explanation, {"details": {"text": {"en": "We joined."}}}),
}


def with_original(document: Document) -> Document:
    make_documents.language(document)
    return document


def test_each_deed_is_tried_here() -> None:
    assert set(tried.doers_of("documents")) == set(GOOD)


@pytest.mark.parametrize("verb", GOOD)
def test_an_officer_does_each_deed_and_it_is_recorded(verb: str) -> None:
    world = papers()
    assert tried.is_recorded(officer_of(world), verb, GOOD[verb](world))


@pytest.mark.parametrize("verb", GOOD)
def test_a_reader_and_officers_of_other_desks_do_none(verb: str) -> None:
    world = papers()
    assert tried.is_refused_to_others(world.conference, verb, GOOD[verb](world), desk="figures")


def test_a_focal_point_amends_and_stands_for_the_own_party_alone() -> None:
    world = papers()
    focal = program_of(world, Role.FOCAL_POINT, party=make.party("IQ"))
    details = {"kind": "strike", "paragraph": world.paragraph.pk}

    assert tried.done(focal, "documents.amend", world.text, {"details": details, "parties": ["IQ"]}).status_code == 201
    assert tried.done(focal, "documents.amend", world.text, {"details": details, "parties": ["LB"]}).status_code == 403
    assert tried.done(focal, "documents.withdraw_amendment", world.amendment, {}).status_code == 403
    stance = {"on": {"paragraph": world.paragraph.pk}, "stance": "opposes"}
    assert tried.done(focal, "documents.take_stance", world.text, {**stance, "party": "LB"}).status_code == 403
    assert tried.done(focal, "documents.take_stance", world.text, {**stance, "party": "IQ"}).status_code == 201
    assert tried.done(focal, "documents.take_stance", world.draft, {**stance, "party": "IQ"}).status_code == 404
    assert Amendment.objects.filter(document=world.text).count() == 2
    assert Support.objects.get(paragraph=world.paragraph).stance == "opposes"


def test_a_struck_paragraph_is_no_row_for_a_focal_point() -> None:
    world = papers()
    focal = program_of(world, Role.FOCAL_POINT, party=make.party("IQ"))
    body = {"on": {"paragraph": world.struck.pk}, "stance": "opposes", "party": "IQ"}

    assert tried.done(focal, "documents.take_stance", world.text, body).status_code == 422


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("register_document", {"details": {"title": {}}}),
        ("register_document", {"details": {"title": {"en": "A"}}, "original": "xx"}),
        ("register_document", {"details": {"title": {"en": "A"}, "sensitivity": "restricted"}}),
        (
            "register_document",
            {"details": {"title": {"en": "A"}, "distribution": "restricted", "sensitivity": "public"}},
        ),
        ("issue_document", {"issued_date": "2190-01-01"}),
        ("withdraw_document", {"reason": {"en": "  "}}),
        ("set_language_version", {"language": "xx", "details": {"state": "translated"}}),
        ("set_language_version", {"language": "ar", "details": {"state": "lost"}}),
        (
            "set_language_version",
            {"language": "ar", "details": {"state": "translated", "upload": {"name": "a", "content": "%"}}},
        ),
        ("write_text", {"paragraphs": [], "name": "A"}),
        (
            "write_text",
            {"paragraphs": [{"key": "p1", "kind": "plain", "text": {"en": "A"}, "parent": "p9"}], "name": "A"},
        ),
        ("take_stance", {"on": {}, "party": "IQ", "stance": "supports"}),
        ("take_stance", {"on": {"paragraph": 1, "amendment": 1}, "party": "IQ", "stance": "supports"}),
        ("amend", {"details": {"kind": "strike", "said_date": "soon"}, "parties": ["IQ"]}),
        ("amend", {"details": {"kind": "strike"}, "parties": []}),
        ("explain", {"details": {"party": "IQ", "text": {"en": ""}}}),
        ("adopt", {"details": {"manner": "vote", "adopted_date": "2020-13"}}),
    ],
)
def test_what_a_form_refuses_a_body_is_refused_for(verb: str, body: Any) -> None:
    world = papers()
    on = None if verb == "register_document" else world.draft if verb == "issue_document" else world.text

    answer = tried.done(officer_of(world), f"documents.{verb}", on, body)

    assert answer.status_code in {409, 422}, answer.content
    assert answer.json()["detail"]
    assert not Entry.objects.filter(verb=f"documents.{verb}").exists()


def test_a_party_votes_once() -> None:
    world = papers()
    ballot = [{"party": "LB", "choice": "for"}, {"party": "LB", "choice": "against"}]
    body = {"details": {"manner": "vote", "adopted_date": "2020-11-12"}, "ballot": ballot}

    answer = tried.done(officer_of(world), "documents.adopt", to_adopt(world), body)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/ballot/1/party")


def test_what_was_adopted_does_not_change() -> None:
    world = papers()
    body = {"text": {"en": "Other words"}}

    assert (
        tried.done(officer_of(world), "documents.revise_paragraph", world.adopted.paragraphs.get(), body).status_code
        == 409
    )


def test_a_language_that_is_not_named_anew_keeps_what_it_has() -> None:
    world = papers()

    body = {"language": "fr", "details": {"state": "translated"}}
    assert tried.done(officer_of(world), "documents.set_language_version", world.text, body).status_code == 200

    kept = LanguageVersion.objects.get(document=world.text, language="fr")
    assert (kept.state, kept.note) == ("translated", "Wanted soon")


def other_conference() -> SimpleNamespace:
    conference = make.conference("another-2021")
    text = make_documents.document(conference)
    return SimpleNamespace(
        conference=conference,
        text=text,
        paragraph=make_documents.paragraph(text),
        pledge=make_pledges.pledge(conference, sensitivity="public"),
    )


def test_rows_of_another_conference_or_text_are_no_rows_here() -> None:
    world, other = papers(), other_conference()
    program = officer_of(world)
    details = {"kind": "strike", "paragraph": other.paragraph.pk}

    for verb, on, body in (
        ("amend", world.text, {"details": details, "parties": ["IQ"]}),
        ("take_stance", world.text, {"on": {"paragraph": other.paragraph.pk}, "party": "IQ", "stance": "supports"}),
        ("tie_paragraph", world.paragraph, {"to": {"pledge": other.pledge.pk}}),
        ("revise_document", world.text, {"details": {"revises": other.text.pk}}),
        ("write_paragraph", world.text, {"kind": "plain", "text": {"en": "A"}, "where": {"after": other.paragraph.pk}}),
    ):
        assert tried.done(program, f"documents.{verb}", on, body).status_code == 422, verb
    elsewhere = {"kind": "plain", "text": {"en": "A"}, "where": {"after": world.adopted.paragraphs.get().pk}}
    assert tried.done(program, "documents.write_paragraph", world.text, elsewhere).status_code == 409
    assert tried.done(program, "documents.strike_paragraph", other.paragraph, {}).status_code == 404


def test_rubbish_is_refused_with_a_sentence_and_nothing_breaks(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = papers()

    found = tried.statuses_of_rubbish(program_of(world, Role.SECRETARY), "documents")

    assert {status for some in found.values() for status in some} <= tried.BY_RULES
    assert all(422 in found[f"documents.{verb}"] for verb in ("register_document", "write_text", "adopt"))
