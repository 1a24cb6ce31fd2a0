"""A store that speaks as much of S3 as files of the house need, on this machine, with what was asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

MOMENT = "Wed, 01 Apr 2020 10:00:00 GMT"


class _Store(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.kept: dict[str, bytes] = {}
        self.headings: list[dict[str, str]] = []


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Store

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.headings.append(dict(self.headers))
        self.server.kept[self._name] = (
            _plain(body) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body
        )
        self._say(200, b"", ETag='"whole"')

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked or "prefix" in asked:
            self._say(200, self._listed(asked.get("prefix", [""])[0]))
        elif self._name in self.server.kept:
            self._say(200, self.server.kept[self._name], ETag='"whole"')
        else:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.kept.pop(self._name, None)
        self._say(204, b"")

    @property
    def _name(self) -> str:
        return urlsplit(self.path).path.lstrip("/")

    def _listed(self, prefix: str) -> bytes:
        bucket = self._name.strip("/")
        rest = [
            name.removeprefix(f"{bucket}/{prefix}")
            for name in self.server.kept
            if name.startswith(f"{bucket}/{prefix}")
        ]
        files = "".join(
            f"<Contents><Key>{escape(prefix + each)}</Key><Size>1</Size></Contents>" for each in rest if "/" not in each
        )
        folders = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + each)}/</Prefix></CommonPrefixes>"
            for each in sorted({each.partition("/")[0] for each in rest if "/" in each})
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{files}{folders}</ListBucketResult>".encode()

    def _say(self, status: int, body: bytes, **headings: str) -> None:
        self.send_response(status)
        for name, value in {**headings, "Last-Modified": MOMENT, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Silent."""


def _plain(body: bytes) -> bytes:
    """What was sent in pieces, each under its length."""
    whole = b""
    while body:
        head, _line, body = body.partition(b"\r\n")
        size = int(head.partition(b";")[0], 16)
        if not size:
            break
        whole, body = whole + body[:size], body[size + 2 :]
    return whole


@contextmanager
def store() -> Iterator[_Store]:
    """The store, as long as it is needed."""
    made = _Store()
    Thread(target=made.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
