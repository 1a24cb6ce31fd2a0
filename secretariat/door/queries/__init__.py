"""What can be asked of the door desk: devices and keys, badges and what they are worth, passages and presence."""

from secretariat.door.queries.keys import key_that_signs, private_half, public_keys, purpose_of, signatures
from secretariat.door.queries.photos import photos_after
from secretariat.door.queries.posts import Post, fingerprint, plain_code, post_of
from secretariat.door.queries.presence import Inside, inside, last_passages, passages
from secretariat.door.queries.scanning import (
    NOT_ACCREDITED,
    Judged,
    Passage,
    Scanned,
    judged,
    said,
    stored,
    verdict_again,
)
from secretariat.door.queries.snapshot import STATE_NOW, Snapshot, snapshot_of, words_of

__all__ = [
    "NOT_ACCREDITED",
    "STATE_NOW",
    "Inside",
    "Judged",
    "Passage",
    "Post",
    "Scanned",
    "Snapshot",
    "fingerprint",
    "inside",
    "judged",
    "key_that_signs",
    "last_passages",
    "passages",
    "photos_after",
    "plain_code",
    "post_of",
    "private_half",
    "public_keys",
    "purpose_of",
    "said",
    "signatures",
    "snapshot_of",
    "stored",
    "verdict_again",
    "words_of",
]
