"""A letter saved as .eml: its subject, sender and date, and the text of its body."""

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from secretariat.engines.reading import plain
from secretariat.engines.reading.models import Opened, Title, Unopenable

__all__ = ["from_mail"]

_PARTS = 200


def from_mail(data: bytes) -> Opened:
    """Return the body of a letter as text; what is attached to it is left out, and a note says so."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise Unopenable("broken")
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        payload = body.get_payload(decode=True) if body is not None else None
        attached = any(True for _ in zip(message.iter_attachments(), range(_PARTS), strict=False))
        head = _head(message)
        charset = body.get_content_charset() if body is not None else None
    except (ValueError, KeyError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Unopenable("broken") from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise Unopenable("empty")
    words, notes = _words(payload, charset)
    notes += ("attachments_left_out",) if attached else ()
    if plain.is_html(words) or (body is not None and body.get_content_type() == "text/html"):
        from secretariat.engines.reading import pages  # noqa: PLC0415 - lxml and trafilatura load slowly

        page = pages.from_html(words, notes)
        return Opened(text=page.text, head=head, kind="eml", furniture=page.furniture, notes=page.notes)
    return plain.from_plain(words, kind="eml", notes=notes, head=head)


def _words(payload: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        words = payload.decode(charset or "utf-8")
    except (ValueError, LookupError):
        # There is no such charset, its name is none, or the text is not in it.
        return plain.decoded(payload)
    if len(words) > plain.TEXT_LIMIT:
        raise Unopenable("too_large")
    return words, ()


def _head(message: EmailMessage) -> Title:
    name, address = parseaddr(str(message.get("From", "")))
    try:
        published = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        published = ""
    title = " ".join(str(message.get("Subject", "")).split())[:300]
    return Title(title=title, byline=name[:200], publisher=address.rpartition("@")[2][:200], published=published)
