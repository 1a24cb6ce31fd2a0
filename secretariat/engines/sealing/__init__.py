"""Seals on a record: nobody changes, removes, inserts or reorders an entry without its being found, and named.

Plain Python. The entries of a record are the leaves of a Merkle tree (hashes as in RFC 6962, SHA-256); a **seal**
holds the root of a run of whole revisions and the hash of the seal before it, and may be signed (Ed25519, RFC 8032).
Who keeps one published seal can tell whether anything before it was altered since, whoever holds the database. A leaf
commits to digests of values and not to the values, so that a value can be erased and the record still verifies
(``leaves.py``).

``after`` makes a seal, ``verify`` walks over a record wherever it comes from, ``record_lines`` and ``verify_file``
write and verify it as a file; ``python -m secretariat.engines.sealing FILE`` does so without the house. Entries are
plain tuples in the order of ``Entry``.
"""

from secretariat.engines.sealing.canonical import canonical, canonical_text
from secretariat.engines.sealing.faults import Fault
from secretariat.engines.sealing.keys import is_signed, new_key_file, public_key, read_key, sign
from secretariat.engines.sealing.leaves import VALUES, Entry, Values, leaves_of, new_salts, redacted
from secretariat.engines.sealing.merkle import leaf_hash, node_hash, root
from secretariat.engines.sealing.records import Header, Unreadable, read_seals, record_lines, verify_file
from secretariat.engines.sealing.seals import BEFORE_ALL, Seal, after, hash_of, published, read_published
from secretariat.engines.sealing.telling import key_of, lines_of, main
from secretariat.engines.sealing.verifying import Known, Verdict, known_of, verify

__all__ = [
    "BEFORE_ALL",
    "VALUES",
    "Entry",
    "Fault",
    "Header",
    "Known",
    "Seal",
    "Unreadable",
    "Values",
    "Verdict",
    "after",
    "canonical",
    "canonical_text",
    "hash_of",
    "is_signed",
    "key_of",
    "known_of",
    "leaf_hash",
    "leaves_of",
    "lines_of",
    "main",
    "new_key_file",
    "new_salts",
    "node_hash",
    "public_key",
    "published",
    "read_key",
    "read_published",
    "read_seals",
    "record_lines",
    "redacted",
    "root",
    "sign",
    "verify",
    "verify_file",
]
