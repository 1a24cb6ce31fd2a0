"""Papers as the public reads them: by kind, one whole, its files, the daily list and the archive."""

import io
from datetime import date
from importlib import import_module
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.documents.actions import withdraw_document
from secretariat.documents.models import Document
from secretariat.public.queries.documents import packed_archive
from secretariat.public.views import kept
from tests import make, make_documents, make_programme
from tests.documents.papers import a_paper
from tests.make_documents import said
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2020, 11, 11), date(2020, 11, 12)
HERE = "/en/damascus-2020/documents/"


@pytest.fixture
def held() -> Conference:
    """A conference with a public paper in two languages, and one that is a text alone."""
    held = make.conference()
    file = a_file(held)
    paper = a_paper(held, "A/CONF.1/L.10", title=said("Schools", ar="مدارس"), key="schools", party=make.party("LB"))
    make_documents.language(paper, "en", file=file, issued_date=FIRST)
    make_documents.language(paper, "ar", "reviewed", file=file, issued_date=SECOND)
    make_documents.language(paper, "fr", "in translation", note="The translator is ill")
    text = a_paper(held, "A/CONF.1/5", title=said("Final statement"), kind="outcome", key="final")
    make_documents.language(text, "en", issued_date=FIRST)
    make_documents.paragraph(text, "Recalling what was agreed", kind="preambular")
    make_documents.paragraph(text, said("Calls for safe return", ar="يدعو إلى العودة"))
    return held


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def page(address: str = HERE, **how: Any) -> str:
    return Client().get(address, how).content.decode()


def test_papers_stand_under_their_kinds_with_the_languages_in_which_they_are_there(held: Conference) -> None:
    told = page()

    assert told.index("Schools") < told.index("Final statement")
    assert ("schools/file/en/" in told, "schools/file/ar/" in told, "schools/file/fr/" in told) == (True, True, False)
    # What is a text alone is read on its page, in that language.
    assert 'href="/en/damascus-2020/documents/final/#wording"' in told
    assert "The translator is ill" not in told
    assert "Lebanon" in told
    assert held.slug in told


def test_papers_are_found_by_words_and_kind_without_a_script_and_the_page_is_not_kept(held: Conference) -> None:
    found = Client().get(HERE, {"q": "SCHOOLS"})

    assert ("Schools" in found.content.decode(), "Final statement" in found.content.decode()) == (True, False)
    assert found.headers["Cache-Control"] == "no-store"
    assert "Final statement" in page(kind="outcome")
    assert "Schools" not in page(kind="outcome")
    assert '<option value="outcome" selected>Outcome</option>' in page(kind="outcome")
    assert "No document is like this." in page(q="nothing of it")
    assert "<b>" not in page(q=make.HOSTILE)
    secretary = make.client(make.user(Role.SECRETARY, held))
    assert "rail" not in secretary.get(HERE, {"q": "schools"}).content.decode()


def test_what_is_not_public_or_not_issued_is_nowhere(held: Conference) -> None:
    file = a_file(held)
    for key, fields in (
        ("draft", {"state": "preparing", "issued_date": None}),
        ("delegations", {"sensitivity": "delegations"}),
        ("office", {"sensitivity": "secretariat", "distribution": "restricted"}),
    ):
        hidden = a_paper(held, f"A/HIDDEN/{key}", title=said(f"Hidden {key}"), key=key, **fields)
        make_documents.language(hidden, "en", file=file, issued_date=FIRST)
    archive = ZipFile(io.BytesIO(bytes_of(Client().get("/en/damascus-2020/documents.zip"))))
    for told in (page(), page(q="hidden"), page("/en/damascus-2020/daily-list/2020-11-11/")):
        assert "Hidden" not in told.replace("hidden", "")
    assert "Hidden" not in archive.read("index.html").decode()
    for key in ("draft", "delegations", "office"):
        assert Client().get(f"{HERE}{key}/").status_code == 404
        assert Client().get(f"{HERE}{key}/file/en/").status_code == 404


def test_the_page_of_a_paper_tells_its_masthead_its_text_and_how_it_was_adopted(held: Conference) -> None:
    text = Document.objects.get(key="final")
    make_documents.vote(make_documents.adoption(text, "vote"), "LB")
    make_documents.explanation(text, "IQ", text=said("We could have gone further."))
    told = page(f"{HERE}final/")

    assert 'id="paragraph-p2"' in told
    assert told.index("Recalling what was agreed") < told.index("Calls for safe return")
    assert ("12 November 2020" in told, "In favour" in told, "We could have gone further." in told) == (True,) * 3
    assert '<meta property="og:title" content="A/CONF.1/5 Final statement">' in told
    arabic = page("/ar/damascus-2020/documents/final/")
    assert "يدعو إلى العودة" in arabic
    assert 'lang="en" dir="auto">Recalling what was agreed' in arabic
    assert held.slug in arabic


def test_an_item_and_an_earlier_paper_that_are_not_public_are_not_told(held: Conference) -> None:
    item = make_programme.agenda_item(held, "7", title=said("Sanctions"), sensitivity="delegations")
    earlier = a_paper(held, "A/CONF.1/L.1", title=said("The secret draft"), sensitivity="delegations")
    Document.objects.filter(key="final").update(item=item, revises=earlier)
    told = page(f"{HERE}final/")

    assert ("Sanctions" in told, "The secret draft" in told) == (False, False)


def test_a_file_is_handed_out_to_be_kept_under_the_name_of_its_symbol(held: Conference) -> None:
    answer = Client().get(f"{HERE}schools/file/ar/")

    assert bytes_of(answer) == b"%PDF-1.4 the words"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="A-CONF-1-L-10.ar.pdf"'
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    again = Client().get(f"{HERE}schools/file/ar/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert Client().get(f"{HERE}schools/file/fr/").status_code == 404
    assert held.slug in answer.request["PATH_INFO"]


def test_a_paper_that_was_withdrawn_says_why_and_hands_out_nothing(held: Conference) -> None:
    text = Document.objects.get(key="final")
    assert "Calls for safe return" in page(f"{HERE}final/")
    withdraw_document(make.user(Role.SECRETARY, held), text, reason=said("It was issued in error."))
    told = page(f"{HERE}final/")

    assert ("It was issued in error." in told, "Calls for safe return" in told) == (True, False)
    assert "Withdrawn" in page()


def test_the_daily_list_shows_the_latest_day_and_every_day_has_its_page(held: Conference) -> None:
    latest, first = page("/en/damascus-2020/daily-list/"), page("/en/damascus-2020/daily-list/2020-11-11/")

    assert ("Schools" in latest, "Final statement" in latest) == (True, False)
    assert ("Schools" in first, "Final statement" in first) == (True, True)
    for day in ("2020-11-13", "yesterday", "2020-02-30"):
        assert Client().get(f"/en/damascus-2020/daily-list/{day}/").status_code == 404
    assert held.slug in latest


def test_the_archive_is_packed_once_for_an_edition_and_anew_after_a_change(held: Conference, settings: Any) -> None:
    first = Client().get("/en/damascus-2020/documents.zip")
    packed = list((settings.MEDIA_ROOT.with_name("packed")).glob(f"{held.pk}-en-*.zip"))
    assert (first.headers["Content-Type"], len(packed)) == ("application/zip", 1)
    assert "files/A-CONF-1-L-10.ar.pdf" in ZipFile(packed[0]).namelist()
    same = Client().get("/en/damascus-2020/documents.zip", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    withdraw_document(make.user(Role.SECRETARY, held), Document.objects.get(key="schools"), reason=said("In error."))
    changed = Client().get("/en/damascus-2020/documents.zip", headers={"If-None-Match": first.headers["ETag"]})

    assert changed.status_code == 200
    names = ZipFile(io.BytesIO(bytes_of(changed))).namelist()
    assert "files/A-CONF-1-L-10.ar.pdf" not in names
    assert len(list((settings.MEDIA_ROOT.with_name("packed")).glob(f"{held.pk}-en-*.zip"))) == 1


def test_an_archive_that_is_being_read_outlives_the_packing_of_another_edition(held: Conference, settings: Any) -> None:
    with (
        packed_archive(held, "en", "one") as first,
        packed_archive(held, "en", "two") as second,
        packed_archive(held, "en", "two") as again,
    ):
        assert "files/A-CONF-1-L-10.ar.pdf" in ZipFile(first).namelist()
        assert again.read() == second.read()

    kept_ones = (settings.MEDIA_ROOT.with_name("packed")).glob(f"{held.pk}-en-*")
    assert [each.name for each in kept_ones] == [f"{held.pk}-en-two.zip"]


def test_a_list_of_thirty_papers_asks_as_often_as_one_of_two(held: Conference) -> None:
    counts = []
    for many in (0, 30):
        for number in range(many):
            each = a_paper(held, f"A/CONF.1/INF/{number + 1}", party=make.party("JO"))
            make_documents.language(each, "en", file=a_file(held), issued_date=SECOND)
        for address in (HERE, "/en/damascus-2020/daily-list/"):
            kept.forget()
            with CaptureQueriesContext(connection) as asked:
                assert Client().get(address).status_code == 200
            counts.append(len(asked))

    assert counts[:2] == counts[2:]


def test_an_empty_register_says_what_will_stand_there() -> None:
    make.conference()

    assert "No document is public yet" in page()
    assert "Nothing was handed out yet" in page("/en/damascus-2020/daily-list/")


def test_many_papers_have_pages_and_there_is_none_beyond_the_last(
    held: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("secretariat.public.views.documents"), "PAPERS_ON_A_PAGE", 1)

    assert ("Schools" in page(), "Final statement" in page()) == (True, False)
    assert ("Schools" in page(page="2"), "Final statement" in page(page="2")) == (False, True)
    assert Client().get(HERE, {"page": "3"}).status_code == 404
    assert Client().get(HERE, {"q": "schools", "page": "x"}).status_code == 404
    assert 'href="?q=s&amp;page=2"' in page(q="s")
    assert held.slug in HERE
