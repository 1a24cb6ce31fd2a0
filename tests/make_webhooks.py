"""Webhooks, their messages, and servers that take them well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from secretariat.accounts.models import User
from secretariat.api.models import Delivery, Webhook
from secretariat.api.queries.webhooks_targets import sealed
from secretariat.audit.models import Entry, Record
from secretariat.audit.queries import revision_of
from secretariat.conference.models import Conference
from secretariat.config.house import hand_of_the_house
from tests import make

SECRET = bytes(range(32))
SOMEWHERE = "https://198.51.100.7/webhooks"


def webhook(conference: Conference, **fields: Any) -> Webhook:
    """A webhook that is told of everything from now on."""
    values: dict[str, Any] = {
        "name": "Airport desk",
        "url": SOMEWHERE,
        "revision": revision_of(conference.pk),
        **fields,
    }
    made = Webhook.objects.create(conference=conference, entered_by=hand(), **values)
    made.secret = sealed(made, SECRET)
    made.save(update_fields=["secret"])
    return made


def delivery(webhook: Webhook, **fields: Any) -> Delivery:
    """A message that is due."""
    number = Delivery.objects.count() + 1
    values: dict[str, Any] = {
        "identifier": f"msg_{number:032x}",
        "verb": "delegations.accredit",
        "revision": number,
        "body": json.dumps({"type": "delegations.accredit", "data": {"entry": number}}),
        "made_at": make.NOON,
        "next_at": make.NOON,
        **fields,
    }
    return Delivery.objects.create(conference=webhook.conference, webhook=webhook, **values)


def entry(conference: Conference, verb: str = "delegations.accredit", **fields: Any) -> Entry:
    """A deed in the record, under the next revision."""
    record, _is_new = Record.objects.get_or_create(conference_id=conference.pk)
    record.revision += 1
    record.save()
    values = {"thing_type": "delegations.delegate", "thing_id": 7, "thing_label": "Amal Secret-Name", **fields}
    return Entry.objects.create(
        conference_id=conference.pk, revision=record.revision, actor=hand(), verb=verb, **values
    )


def hand() -> User:
    """The account in whose name the house acts."""
    return hand_of_the_house()


@dataclass
class Taken:
    """A message as a server took it."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A server of this machine that takes messages, and answers as it is told."""

    url: str = ""
    taken: list[Taken] = field(default_factory=list)
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    text: bytes = b""
    before: Callable[[], object] = lambda: None


@contextmanager
def receiving(**how: Any) -> Iterator[Receiver]:
    """Serve on a port of this machine until the test is over."""
    receiver = Receiver(**how)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append(Taken(self.path, {key.lower(): said for key, said in self.headers.items()}, body))
            receiver.before()
            self.send_response(receiver.status)
            for name, said in receiver.headers.items():
                self.send_header(name, said)
            self.end_headers()
            self.wfile.write(receiver.text)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """Whoever hung up is no matter."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/webhooks"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def is_due(at: datetime) -> None:
    """Let everything that waits be due."""
    Delivery.objects.filter(state="waiting").update(next_at=at)
