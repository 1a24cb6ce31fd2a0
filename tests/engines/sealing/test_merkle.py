"""The tree, against one that is written word for word as RFC 6962 defines it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.sealing import leaf_hash, node_hash, root


def _tree(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1: divided from above, at the largest power of two below the number of entries."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    middle = 1
    while middle * 2 < len(entries):
        middle *= 2
    return hashlib.sha256(b"\x01" + _tree(entries[:middle]) + _tree(entries[middle:])).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_the_definition(entries: list[bytes]) -> None:
    assert root(b"".join(map(leaf_hash, entries))) == _tree(entries)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_the_root_is_that_of_the_vectors_of_certificate_transparency(number: int, expected: str) -> None:
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]

    assert root(b"".join(leaf_hash(bytes.fromhex(each)) for each in entries[:number])).hex() == expected


def test_a_node_is_never_taken_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert node_hash(left, right) != leaf_hash(left + right)
    with pytest.raises(ValueError, match="32 bytes"):
        root(b"short")
