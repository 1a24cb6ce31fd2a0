"""Other sides to deliver to: small servers on this machine, each with a part to play."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from secretariat.engines.webhooks import Target, vetted

Part = Callable[["Peer", socket.socket], None]


@dataclass
class Peer:
    """A server: its port, the requests that came whole, what it counted, and whether it saw us hang up."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    connections: int = 0
    sent: int = 0
    hung_up: Event = field(default_factory=Event)

    def hear(self, line: socket.socket) -> bytes:
        """Read a whole request and keep it."""
        taken = b""
        while b"\r\n\r\n" not in taken:
            taken += self._came(line)
        head, _, body = taken.partition(b"\r\n\r\n")
        length = next(
            int(each[15:]) for each in head.decode().split("\r\n") if each.lower().startswith("content-length:")
        )
        while len(body) < length:
            body += self._came(line)
        self.requests.append(head + b"\r\n\r\n" + body)
        return body

    def wait(self, line: socket.socket) -> None:
        """Wait until the other side hangs up."""
        while line.recv(65_536):
            pass
        self.hung_up.set()

    def flood(self, line: socket.socket, drop: bytes, *, pause: float = 0) -> None:
        """Send the same again and again until nobody listens any more."""
        try:
            while self.sent < 50_000_000:
                line.sendall(drop)
                self.sent += len(drop)
                if pause:
                    Event().wait(pause)
        except OSError:
            self.hung_up.set()

    def _came(self, line: socket.socket) -> bytes:
        came = line.recv(65_536)
        if not came:
            raise ConnectionError
        return came


@contextmanager
def peer(part: Part, *, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Peer]:
    """Play a part on a port of this machine, for as many connections as come."""
    listening = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    met = Peer(listening.getsockname()[1])
    if context:
        context.sni_callback = lambda _line, name, _context: met.names.append(name)

    def play(line: socket.socket) -> None:
        with suppress(OSError), line:
            line.settimeout(30)
            if not context:
                part(met, line)
                return
            with context.wrap_socket(line, server_side=True) as safe:
                part(met, safe)

    def serve() -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                met.connections += 1
                Thread(target=play, args=(line,), daemon=True).start()

    Thread(target=serve, daemon=True).start()
    try:
        yield met
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def says(answer: bytes) -> Part:
    """The part of one who hears a request and answers it."""

    def part(met: Peer, line: socket.socket) -> None:
        met.hear(line)
        line.sendall(answer)
        line.shutdown(socket.SHUT_WR)
        met.wait(line)

    return part


def target_at(met: Peer, *, scheme: str = "http", host: str = "hooks.example.org", path: str = "/in") -> Target:
    """Return the vetted target of a peer, whose host this machine is."""
    return vetted(
        f"{scheme}://{host}:{met.port}{path}",
        allows_http=True,
        allows_private=True,
        ports={met.port},
        resolve=lambda *_: ["127.0.0.1"],
    )


class House:
    """A house that makes its own certificates."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Certificates of a test")])
        self.certificate = self._made(self._name, self._key.public_key(), names=(), is_authority=True)

    def trusted(self) -> ssl.SSLContext:
        """Return what trusts the certificates of this house alone."""
        return ssl.create_default_context(
            cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
        )

    def server(self, folder: Path, *names: str, days: int = 1) -> ssl.SSLContext:
        """Return what a server of these names speaks TLS with; with a day below 0, one whose time is over."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._made(x509.Name([]), key.public_key(), names=names, days=days)
        file = folder / "server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _made(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePublicKey,
        *,
        names: tuple[str, ...],
        is_authority: bool = False,
        days: int = 1,
    ) -> x509.Certificate:
        today = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - timedelta(days=10))
            .not_valid_after(today + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if names:
            alternatives = [_general(name) for name in names]
            made = made.add_extension(x509.SubjectAlternativeName(alternatives), critical=True)
        return made.sign(self._key, hashes.SHA256())


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
