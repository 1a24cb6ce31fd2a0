"""Keys that sign badges and snapshots, and how the private half is kept: sealed, never in clear.

The library that signs is heavy, and most processes never sign: each function reads it when it is called.
"""

# ruff: noqa: PLC0415 - see above

import base64
import hashlib
import os

_NONCE = 12


def new_private_key() -> bytes:
    """Return the 32 bytes of a new private key (RFC 8032)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> bytes:
    """Return the 32 bytes of the public key that belongs to a private one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def mark_of(public: bytes) -> str:
    """Return the mark of a public key: the first four bytes of its SHA-256 as hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[:8]


def sign(private: bytes, message: bytes) -> bytes:
    """Return the 64 bytes of the signature of a message."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Return whether the signature is this key's on this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seal(private: bytes, secret: str, *, purpose: str) -> str:
    """Return a private key encrypted with AES-256-GCM under a secret (HKDF-SHA256); ``purpose`` binds it to a place."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key_from(secret)).encrypt(nonce, private, purpose.encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def unseal(sealed: str, secret: str, *, purpose: str) -> bytes:
    """Return the private key that was sealed; raises ``ValueError`` under another secret or for another purpose."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = base64.b64decode(sealed)
    try:
        return AESGCM(_key_from(secret)).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode())
    except InvalidTag as error:
        raise ValueError("the key was sealed under another secret") from error


def _key_from(secret: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=32, salt=None, info=b"secretariat badge keys").derive(secret.encode())
