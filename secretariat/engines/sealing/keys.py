"""The key that signs seals: an Ed25519 key (RFC 8032) in a PEM file that its owner alone reads.

The library that signs is heavy, and most processes never sign: each function reads it when it is called.
"""

# ruff: noqa: PLC0415 - see above

import os
from pathlib import Path

__all__ = ["is_signed", "new_key_file", "public_key", "read_key", "sign"]

_PURPOSE = b"secretariat seal\n"


def new_key_file(path: Path) -> str:
    """Make a private key in a new file of mode 0600 and return its public key; raises ``OSError`` if it is there."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = Ed25519PrivateKey.generate()
    text = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
    return public_key(private.private_bytes_raw())


def read_key(path: Path) -> bytes:
    """Return the 32 bytes of the private key in a file; raises ``OSError``, or ``ValueError`` if it holds none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("it is no Ed25519 key")  # noqa: TRY004 - what is in the file is wrong, not the call
    return private.private_bytes_raw()


def public_key(private: bytes) -> str:
    """Return the public key of a private one as 64 hexadecimal digits: the name by which seals call it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign(private: bytes, digest: bytes) -> bytes:
    """Return the signature, 64 bytes, of a seal's hash."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(_PURPOSE + digest)


def is_signed(public: str, signature: bytes, digest: bytes) -> bool:
    """Return whether the signature of a seal's hash is this public key's."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, _PURPOSE + digest)
    except (InvalidSignature, ValueError):
        return False
    return True
