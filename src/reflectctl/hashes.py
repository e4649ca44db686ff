"""Hashes without OpenSSL, which importing `hashlib` brings along: a third of `python -c pass`."""

try:
    from _blake2 import blake2b as blake2b  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    from hashlib import blake2b as blake2b


def short(raw: bytes) -> str:
    """What bytes are known by: 32 hex digits."""
    return blake2b(raw, digest_size=16).hexdigest()  # type: ignore[no-any-return, unused-ignore]


def blob_id(raw: bytes, length: int = 40) -> str:
    """The id that git has for bytes: 40 hex digits, or 64 in a repository that uses SHA-256."""
    whole = b"blob %d\0" % len(raw) + raw
    if length == 64:
        from hashlib import sha256

        return sha256(whole, usedforsecurity=False).hexdigest()
    try:
        # What `hashlib` itself falls back to.
        from _sha1 import sha1  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from hashlib import sha1
    return sha1(whole, usedforsecurity=False).hexdigest()  # type: ignore[no-any-return, unused-ignore]
