"""Webhooks, their messages, and servers that take them well or badly."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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
def receiving(*, certificate: Path | None = None, **how: Any) -> Iterator[Receiver]:
    """Serve on a port of this machine until the test is over; with a certificate by TLS."""
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
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/webhooks"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def certificate_of_nobody(folder: Path) -> Path:
    """A certificate for this machine that nobody but itself vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
