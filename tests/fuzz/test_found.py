"""What inputs made at random once broke, each by its name; the inputs themselves stay in the corpus."""

import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.api.v1.bodies import body_of
from secretariat.api.v1.deeds import FileShape, upload
from secretariat.api.v1.refusals import Trouble
from secretariat.config.keeping import envelope, manifest
from secretariat.engines import sealing, statistics
from secretariat.engines.reading import models, opening, report, sentences
from secretariat.ui import revising
from tests.engines.sealing.making import entry
from tests.fuzz.targets import CORPUS


def _corpus(name: str) -> bytes:
    return (CORPUS / name).read_bytes()


def _request(length: str, body: bytes = b"") -> Any:
    return SimpleNamespace(META={"CONTENT_LENGTH": length}, read=io.BytesIO(body).read, content_type="application/json")


def test_a_pdf_with_a_filter_that_nobody_knows_is_broken() -> None:
    with pytest.raises(models.Unopenable, match="broken"):
        opening.open_report(_corpus("report-pdf/broke-filter.pdf"), "a.pdf")


@pytest.mark.parametrize("charset", ['"\x00utf"', '"utf\x00-8"', "undefined", "idna", "base64"])
def test_a_letter_in_a_charset_that_is_none_is_read_by_its_letters(charset: str) -> None:
    letter = (
        f"From: a@b.example\r\nSubject: A\r\nContent-Type: text/plain; charset={charset}\r\n\r\nThe ministers met.\r\n"
    )

    assert opening.open_report(letter.encode(), "a.eml").text == "The ministers met."


def test_a_letter_of_a_moment_that_no_clock_shows_has_no_date() -> None:
    opened = opening.open_report(_corpus("report-mail/broke-date.eml"), "a.eml")

    assert opened.head.published == ""
    assert "The two ministers met in Amman" in opened.text


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "of the ministerial meeting on humanitarian corridors in the Great" * 2_000 + "中" * 9_000

    found = sentences.split_sentences(text)

    assert max(one.end - one.start for one in found) <= 4_000
    assert "".join(text[one.start : one.end] for one in found).replace(" ", "") == text.replace(" ", "")


def test_the_word_name_is_a_word_like_any_other() -> None:
    words = "governments agreement districts. The World Health Organization has Reply <label>Name</label><label>Email</label><button>Post comment</button></form>"
    text = words.replace("districts. The", "districts.</p>\n<p>The").replace("Reply <", "Reply</h3><")

    read = report.read(replace(opening.open_report(b"Two ministers met in Amman on Monday.", "a.txt"), text=text))

    assert [read.text[each.span.start : each.span.end] for each in read.parties] == ["World Health Organization"]


def test_a_cell_that_is_nearly_a_hashtag_is_no_column() -> None:
    table = b"Country,Code,Refugees\n+code,#country+code,#affected+refugees\nSYR,SYR,3\n"

    looked = statistics.look(io.BytesIO(_corpus("statistics/broke-hashtag.csv")), limit=10_000)
    assert [each.column for each in looked.matching.values] == ["#affected+refugees"]
    assert statistics.look(io.BytesIO(table), limit=10_000).matching.roles == {"asylum": "Code"}


@pytest.mark.parametrize("length", ["²", "٣", "-1", "1e3"])
def test_a_length_that_is_no_number_counts_for_nothing(length: str) -> None:
    assert body_of(_request(length, b"{}"), None).raw == b"{}"


@pytest.mark.parametrize("length", ["9" * 19, "9" * 5_000])
def test_a_length_of_any_number_of_figures_is_too_large(length: str) -> None:
    with pytest.raises(Trouble) as refused:
        body_of(_request(length), None)

    assert refused.value.status == 413


@pytest.mark.parametrize("name", [".", "..", "a/", "/"])
def test_a_file_without_a_name_is_refused_where_the_name_stands(name: str) -> None:
    nobody: Any = None
    with pytest.raises(Trouble) as refused:
        upload(FileShape(name=name, content="aGVsbG8="), nobody, "/file")

    assert (refused.value.status, refused.value.errors[0]["pointer"]) == (422, "/file/name")


def test_a_record_whose_entries_stand_in_another_order_is_told_so(tmp_path: Path) -> None:
    rows = [entry(revision, conference=1) for revision in (1, 2, 3)]
    seal = sealing.after(None, rows, at="2026-11-10T09:00:00Z")
    lines = sealing.record_lines(sealing.Header(1, "a", 3, ()), [seal], [rows[0], rows[2], rows[1]])
    file = tmp_path / "record.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")

    _header, verdict = sealing.verify_file(file)

    assert verdict.first_entry is not None
    assert (verdict.first_entry.kind, verdict.first_entry.revision) == ("reordered", 3)


@pytest.mark.parametrize(
    ("field", "value"), [("key", 7), ("at", None), ("count", "3"), ("last", 3.0), ("number", True)]
)
def test_a_seal_of_other_kinds_of_values_is_no_seal(field: str, value: object) -> None:
    rows = [entry(1, conference=1)]
    told = json.loads(sealing.published(sealing.after(None, rows, at="2026-11-10T09:00:00Z")))

    with pytest.raises(ValueError, match="it is no seal"):
        sealing.read_published(json.dumps({**told, field: value}))


def test_a_manifest_that_nests_without_end_is_damaged() -> None:
    with pytest.raises(envelope.Damaged):
        manifest.manifest_from(b"[" * 100_000)


def test_a_text_seen_before_that_nests_without_end_is_nothing() -> None:
    assert revising._read(["[" * 100_000]) == {}
    assert revising._read(['{"en": "A"}']) == {"en": "A"}
