"""The envelope of a backup: what comes out is what went in, or somebody is told."""

import random
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from secretariat.config.keeping import envelope as sealing
from secretariat.config.keeping.envelope import CHUNK, TAG, Damaged, WrongPassphrase, contents, envelope

PASSPHRASE = "a passphrase of five words"
# A key that is soon made, and soon tried: these tests are not about how long that takes.
QUICK = 14
HEAD = len(sealing.MAGIC) + 26 + 16
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77]


def wrapped(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    out = BytesIO()
    around = envelope(out, passphrase, strength=QUICK)
    for start in range(0, len(content), 100_000):
        around.write(content[start : start + 100_000])
    around.close()
    return out.getvalue()


def opened(found: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(contents(BytesIO(found), passphrase))


def content_of(size: int) -> bytes:
    return b"manifest.json" + random.Random(size).randbytes(size)  # noqa: S311 - bytes of no meaning


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_what_went_in_comes_out(size: int, passphrase: str) -> None:
    content = content_of(size)

    assert opened(wrapped(content, passphrase), passphrase) == content


def test_nothing_of_what_is_sealed_is_seen_and_no_two_seals_are_alike() -> None:
    content = b"manifest.json" + b"the name of a delegate " * 50

    one, other = wrapped(content), wrapped(content)

    assert b"delegate" not in one
    assert one[HEAD:] != other[HEAD:]


def test_a_wrong_passphrase_is_told_from_damage_and_none_from_a_wrong_one() -> None:
    found = wrapped(content_of(10))

    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        opened(found, "another passphrase of five")
    with pytest.raises(WrongPassphrase, match="is sealed"):
        opened(found, "")


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_byte_that_is_flipped_is_found_wherever_it_is(passphrase: str) -> None:
    found = wrapped(content_of(2 * CHUNK + 77), passphrase)
    dice = random.Random(7)  # noqa: S311 - places of no meaning
    places = {*range(HEAD + 3), len(found) - 1, *(dice.randrange(len(found)) for _each in range(60))}
    # The strength is a byte among those: a key of any that is allowed takes some seconds together.
    for place in places - {len(sealing.MAGIC)}:
        broken = bytearray(found)
        broken[place] ^= 1 << dice.randrange(8)

        with pytest.raises((Damaged, WrongPassphrase)):
            opened(bytes(broken), passphrase)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_file_that_is_cut_off_is_found_wherever_it_ends(passphrase: str) -> None:
    found = wrapped(content_of(2 * CHUNK), passphrase)
    ends = [0, 5, len(sealing.MAGIC), HEAD - 1, HEAD, HEAD + 1, HEAD + CHUNK + TAG, len(found) - CHUNK, len(found) - 1]

    for end in ends:
        with pytest.raises((Damaged, WrongPassphrase)):
            opened(found[:end], passphrase)


def test_chunks_that_are_moved_doubled_left_out_or_of_another_file_are_found() -> None:
    found, other = wrapped(content_of(3 * CHUNK)), wrapped(content_of(3 * CHUNK))
    head = found[:HEAD]
    chunks = [found[HEAD + at : HEAD + at + CHUNK + TAG] for at in range(0, len(found) - HEAD, CHUNK + TAG)]
    foreign = other[HEAD : HEAD + CHUNK + TAG]
    assert len(chunks) == 4

    for changed in (
        [chunks[1], chunks[0], *chunks[2:]],
        [chunks[0], chunks[0], *chunks[1:]],
        [chunks[0], *chunks[2:]],
        chunks[:-1],
        [*chunks, chunks[-1]],
        [foreign, *chunks[1:]],
    ):
        with pytest.raises(Damaged):
            opened(head + b"".join(changed))


def test_nothing_that_is_damaged_is_handed_out() -> None:
    content = content_of(3 * CHUNK)
    found = bytearray(wrapped(content))
    found[HEAD + CHUNK + TAG + 5] ^= 1

    seen: list[bytes] = []
    with pytest.raises(Damaged, match=f"at byte {HEAD + CHUNK + TAG}"):
        seen.extend(contents(BytesIO(bytes(found)), PASSPHRASE))

    assert b"".join(seen) == content[:CHUNK]


def test_a_file_cannot_ask_for_more_memory_than_a_key_needs() -> None:
    found = bytearray(wrapped(content_of(1)))
    found[len(sealing.MAGIC)] = 30

    with pytest.raises(Damaged, match="asks for a key"):
        opened(bytes(found))


def test_what_is_no_backup_is_said_to_be_none() -> None:
    with pytest.raises(Damaged, match="no backup"):
        opened(b"PK\x03\x04 whatever else this may be" * 10)


class _Dripping(BytesIO):
    """A pipe: it hands out fewer bytes than it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 1, 1000))


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_it_is_read_from_a_pipe_as_from_a_file(passphrase: str) -> None:
    content = content_of(CHUNK + 5)
    pipe: BinaryIO = _Dripping(wrapped(content, passphrase))

    assert b"".join(contents(pipe, passphrase)) == content


def test_a_disk_that_is_full_is_not_passed_over() -> None:
    with Path("/dev/full").open("wb", buffering=0) as out, pytest.raises(OSError, match="No space left"):
        envelope(out, PASSPHRASE, strength=QUICK)
