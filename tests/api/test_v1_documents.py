"""What programs read of papers: drafts, restricted papers and languages under way are for whom the pages show them."""

from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from tests import make, make_api, make_documents, make_pledges
from tests.api import tried

pytestmark = pytest.mark.django_db
SECRET = "Wording that is not ready"


def papers() -> SimpleNamespace:
    """A conference with an adopted paper, a text under negotiation, a draft, and a paper that is restricted."""
    conference = make.conference()
    for code in ("LB", "IQ"):
        make.invitation(conference, make.party(code))
    text = make_documents.document(conference, is_open=True)
    make_documents.language(text, "en", issued_date=text.issued_date)
    make_documents.language(text, "fr", "in translation", note="Wanted soon")
    words = make_documents.said("Calls for return", fr=SECRET)
    paragraph = make_documents.paragraph(text, words)
    struck = make_documents.paragraph(text, "Struck words", is_struck=True)
    amendment = make_documents.amendment(paragraph, "Calls for voluntary return")
    stance = make_documents.support(paragraph)
    version = make_documents.text_version(text)
    pledge = make_pledges.pledge(conference, sensitivity="public")
    tie = make_documents.tie(paragraph, pledge=pledge)
    adopted = make_documents.document(conference, "A/CONF.1/1")
    make_documents.language(adopted, "en", issued_date=adopted.issued_date)
    make_documents.paragraph(adopted, "Adopted words")
    adoption = make_documents.adoption(adopted, "vote")
    make_documents.vote(adoption)
    explanation = make_documents.explanation(adopted)
    draft = make_documents.document(conference, "A/CONF.1/9", state="preparing", issued_date=None)
    make_documents.paragraph(draft, SECRET)
    withdrawn = make_documents.document(conference, "A/CONF.1/8", state="withdrawn")
    taken_back = make_documents.paragraph(withdrawn, SECRET)
    restricted = make_documents.document(conference, "A/CONF.1/7", sensitivity="restricted", distribution="restricted")
    make_documents.paragraph(restricted, SECRET)
    return SimpleNamespace(**locals())


def program_of(world: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(world.conference, make.user(role, world.conference, **fields))


def everything(program: make_api.Program) -> str:
    return "".join(program.get(path).content.decode() for path in tried.names_of("documents"))


def ids(program: make_api.Program, name: str) -> set[int]:
    return {row["id"] for row in tried.shown(program, f"documents/{name}")}


def test_an_officer_reads_every_row_in_lists_and_alone() -> None:
    world = papers()
    program = program_of(world, Role.DESK_OFFICER, desks=["documents"])
    for path in tried.names_of("documents"):
        rows = tried.shown(program, path)
        assert rows, path
        assert program.get(f"{path}/{rows[0]['id']}").json()["data"] == rows[0]


def test_a_restricted_paper_is_read_by_secretaries_alone() -> None:
    world = papers()

    assert world.restricted.pk in ids(program_of(world, Role.SECRETARY), "documents")
    for role in (Role.DESK_OFFICER, Role.RAPPORTEUR, Role.READER, Role.PRESS_OFFICER, Role.DOOR_OFFICER):
        program = program_of(world, role)
        assert world.restricted.pk not in ids(program, "documents"), role
        assert world.restricted.pk not in {row["document"] for row in tried.shown(program, "documents/paragraphs")}
        assert program.get(f"documents/documents/{world.restricted.pk}").status_code == 404


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_who_reads_no_drafts_reads_no_word_that_is_not_out(role: str) -> None:
    world = papers()
    party = {"party": make.party("LB")} if role == Role.FOCAL_POINT else {}
    program = program_of(world, role, **party)

    told = everything(program)

    assert SECRET not in told
    assert "Struck words" not in told
    assert "Wanted soon" not in told
    assert ids(program, "documents") == {world.text.pk, world.adopted.pk, world.withdrawn.pk}
    assert tried.shown(program, "documents/versions") == []
    assert {row["language"] for row in tried.shown(program, "documents/languages")} == {"en"}


def test_who_reads_drafts_reads_them_and_what_is_being_written() -> None:
    world = papers()
    program = program_of(world, Role.READER)

    assert ids(program, "documents") >= {world.draft.pk, world.withdrawn.pk}
    row = program.get(f"documents/paragraphs/{world.paragraph.pk}").json()["data"]
    assert row["text"]["fr"] == SECRET
    assert {each["language"] for each in row["words"]} == {"en", "fr"}


def test_a_field_that_is_not_told_is_no_filter_either() -> None:
    world = papers()
    program = program_of(world, Role.FOCAL_POINT, party=make.party("LB"))

    assert program.get("documents/languages", {"due_date_from": "2020-01-01"}).status_code == 403
    assert program.get("documents/paragraphs", {"is_struck": "true"}).status_code == 403


def test_strangers_read_public_papers_in_the_languages_that_are_there() -> None:
    world = papers()
    make_documents.document(world.conference, "A/CONF.1/6", sensitivity="delegations")
    stranger = make_api.Program(world.conference)

    rows = tried.shown(stranger, "documents/published")

    assert {row["id"] for row in rows} == {world.text.pk, world.adopted.pk, world.withdrawn.pk}
    told = {row["id"]: row for row in rows}
    assert told[world.text.pk]["paragraphs"] == [
        {"key": "p1", "kind": "operative", "parent": None, "text": {"en": "Calls for return"}}
    ]
    assert told[world.withdrawn.pk]["paragraphs"] == []
    assert told[world.adopted.pk]["adoption"][0]["manner"] == "vote"
    assert SECRET not in stranger.get("documents/published").content.decode()
    for path in tried.names_of("documents"):
        if path != "documents/published":
            assert stranger.get(path).status_code == 401, path


def test_members_of_a_conference_that_is_not_public_find_nothing_published_there() -> None:
    conference = make.conference(is_public=False)
    make_documents.document(conference)

    assert make_api.Program(conference).get("documents/published").status_code == 404
    program = make_api.program(conference, make.user(Role.READER, conference))
    assert tried.shown(program, "documents/published") == []
    assert len(tried.shown(program, "documents/documents")) == 1


def test_another_conference_is_not_read() -> None:
    papers()
    other = make.conference("another-2021")
    program = make_api.program(other, make.user(Role.SECRETARY, other))

    for path in tried.names_of("documents"):
        assert tried.shown(program, path) == [], path


def test_votes_and_parties_are_told_by_their_codes() -> None:
    world = papers()
    program = program_of(world, Role.READER)

    assert tried.shown(program, "documents/adoptions")[0]["votes"] == [{"party": "LB", "choice": "for"}]
    assert tried.shown(program, "documents/amendments")[0]["parties"] == ["LB"]


@pytest.mark.parametrize("path", tried.names_of("documents"))
def test_a_list_asks_the_database_as_often_for_thirty_rows(path: str, django_assert_max_num_queries: Any) -> None:
    world = papers()
    program = program_of(world, Role.FOCAL_POINT, party=make.party("LB"))
    # The minute's allowance is fetched once.
    program.get("documents/ties")
    # Token, and rows; and one for each list in them.
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
    for number in range(30):
        more = make_documents.document(world.conference, f"A/{number}")
        make_documents.language(more, "en", issued_date=more.issued_date)
        make_documents.amendment(make_documents.paragraph(more))
        make_documents.support(make_documents.paragraph(more))
        make_documents.vote(make_documents.adoption(more))
        make_documents.explanation(more)
    program.get("documents/ties")
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200


def test_a_page_of_whole_texts_is_short() -> None:
    conference = make.conference()
    stranger = make_api.Program(conference)

    for path, most in (("documents/published", 10), ("newsroom/published", 20)):
        assert stranger.get(path, {"limit": most}).status_code == 200
        assert stranger.get(path, {"limit": most + 1}).status_code == 422
