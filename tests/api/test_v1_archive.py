"""What programs read and do at the archive: sources and their files, as the office and the public site show them."""

import base64
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation, File, Source
from secretariat.audit.models import Entry
from tests import make, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db
TEXT = {"name": "letter.txt", "content": base64.b64encode(b"We thank you for the letter.").decode()}


def world(slug: str = "damascus-2020") -> SimpleNamespace:
    """A conference with sources for everybody, for the secretariat and for secretaries, and a fact."""
    conference = make.conference(slug)
    public = make.source(conference, "public", title="A report", url="javascript:alert(1)")
    inner = make.source(conference, "inner", sensitivity="secretariat")
    secret = make.source(conference, "secret", sensitivity="restricted")
    fact = make.objective(conference)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    return SimpleNamespace(**locals())


CASES: tried.Cases = {
    "archive.add_source": lambda _here: (
        None,
        {"key": "new-1", "details": {"title": "A letter", "published_date": "2020-10", "language": "pt-BR"}},
    ),
    "archive.revise_source": lambda here: (here.public, {"details": {"publisher": "Another"}}),
    "archive.attach": lambda here: (here.public, {"upload": TEXT}),
    "archive.cite": lambda here: (
        None,
        {"thing": {"kind": "conference.objective", "id": here.fact.pk}, "source": "public", "passage": "It says so."},
    ),
}


@pytest.mark.parametrize("verb", CASES)
def test_each_deed_is_done_and_refused_to_who_only_reads(verb: str) -> None:
    here = world()
    on, body = CASES[verb](here)
    for role in (Role.READER, Role.DOOR_OFFICER):
        program = make_api.program(here.conference, make.user(role, here.conference))
        assert tried.done(program, verb, on, body).status_code == 403
    focal = make_api.program(here.conference, make.user(Role.FOCAL_POINT, here.conference, party=make.party("LB")))
    assert tried.done(focal, verb, on, body).status_code in {403, 422}
    assert not Entry.objects.filter(verb=verb).exists()

    answer = tried.done(here.program, verb, on, body)

    assert answer.status_code in {200, 201}, answer.content
    assert Entry.objects.filter(verb=verb).exists()


def test_every_deed_of_the_desk_is_tried() -> None:
    assert set(CASES) == set(tried.doers_of("archive"))


def test_what_was_done_is_kept() -> None:
    here = world()
    for verb, case in CASES.items():
        tried.done(here.program, verb, *case(here))

    here.public.refresh_from_db()
    assert (here.public.title, here.public.publisher) == ("A report", "Another")
    assert (File.objects.get().name, here.public.file_name) == ("letter.txt", "letter.txt")
    assert Citation.objects.get().passage == "It says so."
    assert Source.objects.get(key="new-1").sensitivity == "secretariat"
    (row,) = tried.shown(here.program, "archive/files")
    assert (row["content_type"], row["size"]) == ("text/plain", 28)


@pytest.mark.parametrize(
    ("details", "field", "status"),
    [
        ({}, "title", 409),
        ({"title": " "}, "title", 409),
        ({"title": "A", "published_date": "2020-13"}, "published_date", 422),
        ({"title": "A", "published_date": "2199-01"}, "published_date", 422),
        ({"title": "A", "seen_date": "2199-01-01"}, "seen_date", 422),
        ({"title": "A", "url": "javascript:alert(1)"}, "url", 422),
        ({"title": "A", "language": make.HOSTILE}, "language", 422),
        ({"title": "A" * 501}, "title", 422),
    ],
)
def test_a_source_that_a_form_would_refuse_is_refused(details: Any, field: str, status: int) -> None:
    here = world()

    answer = tried.done(here.program, "archive.add_source", None, {"details": details})

    assert answer.status_code == status, answer.content
    assert answer.json()["errors"][0]["pointer"] == f"/details/{field}"
    assert Source.objects.count() == 3


def test_an_officer_hides_nothing_from_themselves() -> None:
    here = world()
    officer = make.user(Role.DESK_OFFICER, here.conference, desks=["archive"])
    program = make_api.program(here.conference, officer)

    answer = tried.done(program, "archive.add_source", None, {"details": {"title": "A", "sensitivity": "restricted"}})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/details/sensitivity")


def test_a_file_that_is_something_else_than_its_name_says_is_not_kept() -> None:
    here = world()
    for upload in ({**TEXT, "name": "letter.pdf"}, {**TEXT, "content": "%%%"}, {**TEXT, "name": "../letter.exe"}):
        answer = tried.done(here.program, "archive.attach", here.public, {"upload": upload})
        assert answer.status_code in {409, 422}
    assert not File.objects.exists()


def test_only_a_file_that_this_person_sees_here_is_taken_for_a_source() -> None:
    here, there = world(), world("another-2021")
    officer = make_api.program(here.conference, make.user(Role.DESK_OFFICER, here.conference, desks=["archive"]))
    for at, source in ((here, here.secret), (there, there.public), (here, here.inner)):
        assert tried.done(at.program, "archive.attach", source, {"upload": TEXT}).status_code == 201
    secret, foreign, seen = File.objects.order_by("pk")

    for number in (secret.pk, foreign.pk, 2**40):
        for verb, on, body in (
            ("archive.add_source", None, {"details": {"title": "A letter"}}),
            ("archive.revise_source", here.public, {}),
        ):
            answer = tried.done(officer, verb, on, {**body, "file": number})
            assert answer.status_code == 422, answer.content
            assert answer.json()["errors"] == [
                {"detail": f"There is no row {number} of this kind here.", "pointer": "/file"}
            ]
    assert Source.objects.filter(file__in=[secret, foreign]).count() == 2
    assert tried.done(officer, "archive.revise_source", here.public, {"file": seen.pk}).status_code == 200
    here.public.refresh_from_db()
    assert here.public.file == seen


def test_only_what_this_person_sees_is_cited_and_once() -> None:
    here, there = world(), world("another-2021")
    officer = make_api.program(here.conference, make.user(Role.DESK_OFFICER, here.conference, desks=["archive"]))
    fact = {"kind": "conference.objective", "id": here.fact.pk}
    wrong = (
        {"thing": fact, "source": "secret"},
        {"thing": {"kind": "conference.objective", "id": there.fact.pk}, "source": "public"},
        {"thing": {"kind": "auth.permission", "id": 1}, "source": "public"},
        {"thing": {"kind": "archive.source", "id": here.public.pk}, "source": "public"},
    )
    for body in wrong:
        assert tried.done(officer, "archive.cite", None, body).status_code == 422
    assert not Citation.objects.exists()
    for status in (201, 409):
        assert tried.done(officer, "archive.cite", None, {"thing": fact, "source": "public"}).status_code == status


def test_who_reads_which_sources() -> None:
    here = world()
    make.source(here.conference, "guests", sensitivity="delegations")
    seen = {
        Role.SECRETARY: {"public", "guests", "inner", "secret"},
        Role.READER: {"public", "guests", "inner"},
        Role.PRESS_OFFICER: {"public", "guests"},
        Role.DOOR_OFFICER: {"public", "guests"},
        Role.FOCAL_POINT: {"public"},
    }
    for role, keys in seen.items():
        fields = {"party": make.party("LB")} if role == Role.FOCAL_POINT else {}
        program = make_api.program(here.conference, make.user(role, here.conference, **fields))
        assert {row["key"] for row in tried.shown(program, "archive/sources")} == keys, role
    (row,) = tried.shown(make_api.Program(here.conference), "archive/sources")
    assert not {"sensitivity", "entered_at", "version", "file", "file_name"} & set(row)
    assert row["url"] == ""


def test_rubbish_is_refused_and_never_a_fault() -> None:
    for verb, statuses in tried.statuses_of_rubbish(world().program, "archive").items():
        assert all(status < 500 for status in statuses), (verb, statuses)


def test_a_list_needs_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    here = world()
    for count in (1, 30):
        for _each in range(count):
            make.source(here.conference)
        for path in tried.names_of("archive"):
            # A lot of the minute's allowance is taken from the database now and then.
            tried.shown(here.program, path)
            with django_assert_max_num_queries(5):
                tried.shown(here.program, path)
