"""Each reader of what strangers hand in as a function of bytes."""

import base64
import io
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from pydantic import BaseModel

from secretariat.api import queries as programs
from secretariat.api.queries import drafted, reading
from secretariat.api.v1 import bodies, doing, listing
from secretariat.api.v1.deeds import FileShape, upload
from secretariat.api.v1.refusals import Trouble
from secretariat.archive import queries as archive
from secretariat.audit.action import Refused
from secretariat.config import logs
from secretariat.config.keeping import envelope, manifest, packing
from secretariat.door.forms import wire
from secretariat.engines import (
    admission,
    akomantoso,
    calendars,
    conferencefile,
    iati,
    markup,
    sealing,
    searching,
    statistics,
    strictjson,
    tables,
    webhooks,
    wording,
)
from secretariat.engines.portraits import child as portraits
from secretariat.engines.reading import opening
from secretariat.engines.reading import report as reports
from secretariat.engines.statistics import child as workbooks
from secretariat.engines.tables import child as sheets
from secretariat.engines.webhooks import answering

DAMASCUS = ZoneInfo("Asia/Damascus")
NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
CHOSEN = drafted.Chosen("Asia/Damascus", "en", date(2020, 11, 11), date(2020, 11, 12))
CODES = statistics.Register(frozenset({"SYR", "TUR", "LBN", "JOR"}), {"LEB": "LBN"}, {"SY01": "SYR"})
LANGUAGES = ("en", "ar", "zh", "ru", "fr", "es", "de")
_TABLE_LIMIT = 10**7
# A key that signs nothing but what is tried here.
_PRIVATE = bytes(range(32))
_PUBLIC = admission.public_key_of(_PRIVATE)
_KEYS = {admission.mark_of(_PUBLIC): _PUBLIC}


# ---- files of the house ----------------------------------------------------------------------------------------------


def read_conference_file(data: bytes) -> None:
    conferencefile.read(data)


def read_report(name: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        reports.read(opening.open_report(data, name))

    return read


def read_badge(data: bytes) -> None:
    admission.read(_text(data), _KEYS)


def read_signed_badge(data: bytes) -> None:
    """What somebody says who has a key: the fields are whatever they like."""
    mark = bytes.fromhex(admission.mark_of(_PUBLIC))
    signature = admission.sign(_PRIVATE, b"SC1\n" + data + mark)
    text = "SC1" + base64.b32encode(data + mark + signature).decode("ascii").rstrip("=")
    admission.read(text, _KEYS)


def read_scans(data: bytes) -> None:
    wire.queue_of(strictjson.parse(data), now=NOW)


def read_portrait(data: bytes) -> None:
    portraits._worked(data, ())
    portraits._worked(data, (320, 640))


# ---- tables and figures ----------------------------------------------------------------------------------------------


def read_table(data: bytes) -> None:
    # A workbook is opened in a process of its own; what is done there has its own line below.
    tables.read_file(data.lstrip(b"PK\xd0") or b" ")


def read_workbook(data: bytes) -> None:
    sheets._read(data, tables.MOST_ROWS)


def read_statistics(data: bytes) -> None:
    file = io.BytesIO(data.lstrip(b"PK\xd0"))
    looked = statistics.look(file, limit=_TABLE_LIMIT)
    if not statistics.faults_of(looked.matching, looked.header):
        for _chunk in statistics.read(file, looked.matching, CODES, limit=_TABLE_LIMIT):
            pass


def read_statistics_workbook(data: bytes) -> None:
    try:
        for _line in workbooks._lines(data):
            pass
    except MemoryError:
        raise
    except Exception as error:
        raise statistics.Unreadable("broken") from error


# ---- files of other programs -----------------------------------------------------------------------------------------


def read_draft(kind: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        reading.guess("", data)
        reading.read(kind, data, CHOSEN)

    return read


def read_calendar(data: bytes) -> None:
    calendars.read_ics(data, start=date(2026, 1, 1), end=date(2027, 12, 31), zone=DAMASCUS)


def read_iati(data: bytes) -> None:
    _until_the_end(iati.flows(data))
    iati.validate(data, today=date(2026, 11, 28))


def read_akoma_ntoso(data: bytes) -> None:
    akomantoso.read(data)
    akomantoso.problems(data)


# ---- texts -----------------------------------------------------------------------------------------------------------


def read_markdown(data: bytes) -> None:
    text = _text(data)
    markup.references(text)
    markup.render(text, shown=lambda each: each.name)
    markup.plain(text)


def read_search(data: bytes) -> None:
    text = _text(data)[:2_000]
    for language in LANGUAGES:
        question = searching.asked(text[:300], language)
        searching.snippet(text, language, question)
        searching.terms(text, language)
    searching.near(text[:60], ("Damascus", "دمشق", "Дамаск", text[60:120]))


def read_pasted(data: bytes) -> None:
    for language in ("en", "ar"):
        wording.recognised(_text(data), language)


# ---- programs --------------------------------------------------------------------------------------------------------


def read_json(data: bytes) -> None:
    strictjson.parse(data)
    strictjson.parse(data, decimals=True)


class _Said(BaseModel):
    name: str = ""
    file: FileShape | None = None


def read_body(data: bytes) -> None:
    """A request with a body: its length is what its head says."""
    head, _end, body = data.partition(b"\n")
    request = SimpleNamespace(
        META={"CONTENT_LENGTH": head.decode("latin-1")}, content_type="application/json", read=io.BytesIO(body).read
    )
    said = bodies.body_of(cast("Any", request), _Said, has_file=True).said
    if isinstance(said, _Said) and said.file is not None:
        upload(said.file, cast("Any", None), "/file")


def read_headers(data: bytes) -> None:
    """What stands in the head of a request: tags, keys and tokens, one a line."""
    for line in data.decode("latin-1").split("\n")[:20]:
        asking = cast("Any", SimpleNamespace(headers={"If-Match": line, "If-None-Match": line, doing.KEY: line}))
        listing.tags_in(line)
        _refusing(listing.seen_version, asking)
        _refusing(doing._key_of, asking)
        doing._names_a_tag(asking)
        programs.fingerprint_of(line)


def read_query(data: bytes) -> None:
    """What stands in the address of a list: a place, and languages."""
    for line in _text(data).split("\n")[:20]:
        _refusing(listing._place, line)
        _refusing(listing._languages, line)


def read_webhook_address(data: bytes) -> None:
    def somewhere(_host: str, _port: int) -> tuple[str, ...]:
        return ("93.184.215.14",)

    for allows in (False, True):
        with suppress(webhooks.Refused):
            webhooks.vetted(_text(data), allows_http=allows, allows_private=allows, resolve=somewhere)


def read_webhook_answer(data: bytes) -> None:
    head = answering.head_in(data)
    if head is not None:
        answering.is_whole(head, data[head.end :])
        answering.text_of(head, data[head.end :])


def read_webhook_signature(data: bytes) -> None:
    lines = [*data.decode("latin-1").split("\n"), "", "", "", ""]
    headers = dict(zip(("webhook-id", "webhook-timestamp", "webhook-signature"), lines, strict=False))
    webhooks.is_signed([bytes(32)], headers=headers, body=data, now=NOW, tolerance=timedelta(minutes=5))
    _refusing(webhooks.secret_from, lines[3], ValueError)


def read_file_name(data: bytes) -> None:
    said, _end, content = _text(data).partition("\n")
    # As Django takes a name out of a form; of nothing it makes no file.
    name = MultiPartParser.sanitize_file_name(cast("Any", None), said)
    if name is None:
        return
    file = SimpleUploadedFile(name, content.encode("utf-8", errors="replace") or b" ")
    for look in (archive.look_into, archive.look_into_report, archive.look_into_table):
        _refusing(look, file, Refused)


# ---- what a house keeps of itself ------------------------------------------------------------------------------------


def read_record(data: bytes) -> None:
    """A record in a file, as whoever keeps one verifies it without the house."""
    sealing.verify_file(_file(data))


def read_seals(data: bytes) -> None:
    sealing.read_seals(_file(data))


def read_backup(data: bytes) -> None:
    """A backup, opened, unpacked, and its manifest read; what is in it was not sealed."""
    if data[:1] in b"{[":
        manifest.manifest_from(data)
        return
    opened = b"".join(envelope.contents(io.BytesIO(data), ""))
    for packed in packing.unpacked(iter([opened])):
        content = b"".join(packed.pieces)
        packing.line_of(packed.name, "0" * 64)
        if packed.name == "manifest.json":
            manifest.manifest_from(content)


def read_log_line(data: bytes) -> None:
    """What somebody asked for, as it goes into the log."""
    text = data.decode("latin-1")
    logs.is_good_identifier(text)
    logs.without_secrets(text[:20_000])


def _file(data: bytes) -> Any:
    """A file as far as it is read."""
    return cast("Any", SimpleNamespace(open=lambda _mode: io.BytesIO(data), read_bytes=lambda: data))


def _refusing(read: Callable[[Any], object], value: Any, error: type[Exception] = Trouble) -> None:
    """Several things are read of one input: one that is refused does not spare it the others."""
    try:
        read(value)
    except error:
        return


def _until_the_end(found: Iterable[object]) -> None:
    for _each in found:
        pass


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
