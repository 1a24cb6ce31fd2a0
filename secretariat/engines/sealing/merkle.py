"""Hashes of leaves and nodes, and the root of a list, as RFC 6962 (section 2.1) has them, with SHA-256."""

from hashlib import sha256

__all__ = ["SIZE", "leaf_hash", "node_hash", "root"]

SIZE = 32


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf: no leaf can be taken for a node."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two others."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: bytes) -> bytes:
    """Return the root of the tree over leaf hashes, packed one behind the other, 32 bytes each.

    The root of no leaves is the hash of nothing. Raises ``ValueError`` where the bytes are no whole number of hashes.
    """
    if len(leaves) % SIZE:
        raise ValueError("a hash has 32 bytes")
    if not leaves:
        return sha256(b"").digest()
    level = leaves
    while len(level) > SIZE:
        pairs = len(level) // (2 * SIZE) * (2 * SIZE)
        # Who has no partner rises as it is: the same tree as that of the RFC, which divides from above.
        nodes = [sha256(b"\x01" + level[at : at + 2 * SIZE]).digest() for at in range(0, pairs, 2 * SIZE)]
        level = b"".join(nodes) + level[pairs:]
    return level
