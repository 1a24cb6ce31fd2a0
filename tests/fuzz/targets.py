"""All that reads what a stranger hands in: each with the errors it may answer with, and the form of its inputs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secretariat.api.models import ImportFormat
from secretariat.api.queries import drafted
from secretariat.api.v1.refusals import Trouble
from secretariat.config.keeping import envelope
from secretariat.door.forms import wire
from secretariat.engines import (
    akomantoso,
    calendars,
    conferencefile,
    iati,
    markup,
    sealing,
    statistics,
    strictjson,
    tables,
)
from secretariat.engines.manuscripts import child as manuscripts
from secretariat.engines.reading import models as report_models
from secretariat.engines.webhooks import answering
from tests.fuzz import readers

__all__ = ["CORPUS", "TARGETS", "Target", "seeds_of"]

CORPUS = Path(__file__).resolve().parent / "corpus"
MADE = Path(__file__).resolve().parents[1] / "made"


@dataclass(frozen=True)
class Target:
    """One reader of what strangers hand in: given bytes, it answers, or refuses with one of its own errors."""

    name: str
    read: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...]
    form: str = "bytes"
    words: tuple[str, ...] = ()
    # Files of other tests that are seeds here too.
    made: tuple[str, ...] = ()
    # How much of a long trial falls to it: large libraries need more to get anywhere.
    weight: int = 1
    # How many inputs the short form tries.
    examples: int = 300


def seeds_of(target: Target) -> list[bytes]:
    """What inputs are made of: files that are right, and all that once broke this reader."""
    found = [path.read_bytes() for path in sorted((CORPUS / target.name).glob("*"))]
    return [*found, *((MADE / name).read_bytes() for name in target.made)] or [b""]


_ICS = (
    "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VTIMEZONE\r\n", "RRULE:FREQ=SECONDLY\r\n", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=2\r\n",
    "RDATE;VALUE=PERIOD:", "EXDATE:", "RECURRENCE-ID;RANGE=THISANDFUTURE:", "DURATION:", "TZID=", "BYSETPOS=-366", "COUNT=0",
    "UNTIL=99991231", "INTERVAL=0", "VALUE=DATE", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:", "METHOD:REPLY\r\n", "^n", "\\,",
    "Content-Transfer-Encoding: base64\r\n", "multipart/mixed; boundary=x", "=?utf-8?b?4pi", "charset=utf-7",
)  # fmt: skip
_CARD = (
    "BEGIN:VCARD\r\n", "END:VCARD\r\n", "VERSION:2.1\r\n", "N:;;;;\r\n", "ENCODING=QUOTED-PRINTABLE:", "ENCODING=b:", "=\r\n",
    "CHARSET=utf-7:", "PHOTO;VALUE=uri:", "data:image/png;base64,", "item1.", "^'", "\\;",
)  # fmt: skip
_JSON = ("\\ud800\\udc00", "\\ud800", "1e400", "-0", "/*", "\xa0", "[[[[", '{"a":', '"date": "2020', "results", "db_id")
_MARKDOWN = (
    "[[pledge:3]]", "[[figure:", "&#xe000;0&#xe001;", "\ue0000\ue001", "![a](b)", "[a](javascript:b)", "[a]: <b>\n", "| - |\n",
    "```\n", "***", "~~", "> > > >", "1. ", "\t- ", "<http://a>", "&amp;", "\\\n", "===\n", "[a][b][c]", "](", "**_**_",
)  # fmt: skip
_CSV = (
    "\t",
    ";;;;",
    '"',
    '""',
    "\n",
    "#adm1+name",
    "#affected+refugees",
    "year",
    "coo_iso",
    "SYR",
    "|",
    "\xff\xfe",
    "*",
    "<5",
)
_YAML = (
    "&a [*a]", "<<: *a", "- &b", "? - x\n", "|\n", ">-\n", "!!binary ", "{a: {a: ", "---\n", "...\n", "%TAG", "2020-11-30", "~", "yes",
    "0o7", "1:30:00", "  ", "\t",
)  # fmt: skip
_MAIL = (
    "From: a\r\n",
    "Subject: =?utf-8?q?=FF?=\r\n",
    "Content-Type: text/html; charset=x\r\n",
    "<html>",
    "<p>",
    "--b--\r\n",
)

_REFUSED = (drafted.Unreadable,)
_BEFORE = (strictjson.Unreadable,)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("conference-file", readers.read_conference_file, (conferencefile.Unreadable,), "lines", _YAML, weight=3),
        Target(
            "report-text",
            readers.read_report("a.txt"),
            (report_models.Unopenable,),
            "lines",
            _MAIL,
            weight=3,
            examples=60,
        ),
        Target(
            "report-page",
            readers.read_report("a.html"),
            (report_models.Unopenable,),
            "xml",
            _MAIL,
            weight=3,
            examples=100,
        ),
        Target(
            "report-mail",
            readers.read_report("a.eml"),
            (report_models.Unopenable,),
            "lines",
            _MAIL,
            weight=2,
            examples=150,
        ),
        Target(
            "report-pdf",
            readers.read_report("a.pdf"),
            (report_models.Unopenable,),
            words=("/Length 9", "obj", "<<", ">>", "/Kids [1 0 R]"),
            weight=3,
        ),
        Target(
            "report-word", readers.read_report("a.docx"), (report_models.Unopenable,), "packed", weight=3, examples=150
        ),
        Target("badge", readers.read_badge, (), words=("SC1", "=", "0", "I")),
        Target("badge-signed", readers.read_signed_badge, (), "lines"),
        Target("scans", readers.read_scans, (wire.Wrong, *_BEFORE), "json", _JSON),
        Target(
            "portrait",
            readers.read_portrait,
            (),
            words=("Exif\x00\x00II*\x00", "ICC_PROFILE", "IHDR", "IDAT", "tRNS", "VP8X", "ANIM"),
            weight=3,
        ),
        Target("table", readers.read_table, (tables.Unreadable,), "lines", _CSV),
        Target("workbook", readers.read_workbook, (), "packed", weight=3, examples=200),
        Target("statistics", readers.read_statistics, (statistics.Unreadable,), "lines", _CSV),
        Target(
            "statistics-workbook",
            readers.read_statistics_workbook,
            (statistics.Unreadable,),
            "packed",
            weight=3,
            examples=200,
        ),
        Target(
            "calendar",
            readers.read_calendar,
            (calendars.Unreadable,),
            "lines",
            _ICS,
            ("programme.ics",),
            weight=2,
            examples=150,
        ),
        Target("reply", calendars.read_reply, (calendars.Unreadable,), "lines", _ICS),
        Target(
            "draft-calendar", readers.read_draft(ImportFormat.CALENDAR), _REFUSED, "lines", _ICS, ("programme.ics",)
        ),
        Target("draft-cards", readers.read_draft(ImportFormat.CARDS), _REFUSED, "lines", _CARD, ("contacts.vcf",)),
        Target(
            "draft-schedule-json",
            readers.read_draft(ImportFormat.SCHEDULE_JSON),
            _REFUSED,
            "json",
            _JSON,
            ("schedule.json",),
        ),
        Target(
            "draft-schedule-xml", readers.read_draft(ImportFormat.SCHEDULE_XML), _REFUSED, "xml", (), ("schedule.xml",)
        ),
        Target(
            "draft-indico-event",
            readers.read_draft(ImportFormat.INDICO_EVENT),
            _REFUSED,
            "json",
            _JSON,
            ("indico_event.json",),
        ),
        Target(
            "draft-indico-timetable",
            readers.read_draft(ImportFormat.INDICO_TIMETABLE),
            _REFUSED,
            "json",
            _JSON,
            ("indico_timetable.json",),
        ),
        Target(
            "draft-indico-people",
            readers.read_draft(ImportFormat.INDICO_REGISTRATIONS),
            _REFUSED,
            "json",
            _JSON,
            ("indico_registrations.json",),
        ),
        Target(
            "draft-indico-table",
            readers.read_draft(ImportFormat.INDICO_REGISTRATIONS_TABLE),
            _REFUSED,
            "lines",
            _CSV,
            ("indico_registrations.csv", "indico_taken_in.csv"),
        ),
        Target(
            "draft-openslides",
            readers.read_draft(ImportFormat.OPENSLIDES),
            _REFUSED,
            "lines",
            _CSV,
            ("openslides.csv",),
        ),
        Target("iati", readers.read_iati, (iati.Unreadable,), "xml"),
        Target("akoma-ntoso", readers.read_akoma_ntoso, (akomantoso.Unreadable,), "xml"),
        Target("manuscript", manuscripts._read, (), "packed", weight=3, examples=100),
        Target("markdown", readers.read_markdown, (markup.Unfit,), "lines", _MARKDOWN, examples=150),
        Target("search", readers.read_search, (), words=('"', "*", "-", "OR", "العربية", "中华人民共和国", "Дамаск")),
        Target("pasted-text", readers.read_pasted, (), "lines", ("1. ", "(a) ", "OP3 ", "١. ")),
        Target("json", readers.read_json, _BEFORE, "json", _JSON),
        Target("body", readers.read_body, (Trouble,), "lines", _JSON),
        Target("headers", readers.read_headers, (), "lines", ('W/"1.a"', '"', "sct_", "Bearer ")),
        Target("query", readers.read_query, (), "lines", ("YWZ0ZXIgMQ", "en,ar")),
        Target(
            "webhook-address",
            readers.read_webhook_address,
            (),
            words=("https://", "[", "]", "@", ":443", "xn--", ".", "%25", "0x7f.1"),
        ),
        Target(
            "webhook-answer",
            readers.read_webhook_answer,
            (answering.NotHttp,),
            "lines",
            (
                "HTTP/1.1 200 OK\r\n",
                "Content-Length: ",
                "Transfer-Encoding: chunked\r\n",
                "\r\n\r\n",
                "0\r\n\r\n",
                "ffffffff\r\n",
            ),
        ),
        Target("webhook-signature", readers.read_webhook_signature, (), "lines", ("v1,", "v1a,", "whsec_")),
        Target("record", readers.read_record, (sealing.Unreadable,), "lines", ('{"seal":', '{"entry":', "[" * 100_000)),
        Target("seals", readers.read_seals, (sealing.Unreadable,), "json", ("[" * 100_000,)),
        Target(
            "backup",
            readers.read_backup,
            (envelope.Unusable,),
            words=("manifest.json", "path=", "12 path=a\n", "ustar", "x", "[" * 100_000),
        ),
        Target(
            "log-line",
            readers.read_log_line,
            (),
            words=("sct_", "whsec_", "/calendar/", "password=", "Authorization: Bearer ", "key="),
        ),
        Target("file-name", readers.read_file_name, (), "lines", (".pdf", ".csv", "/", "\\", ":")),
    )
}
