"""The id that git gives to a file's content."""


def blob_id(raw: bytes, length: int) -> str:
    """The id of bytes, 40 hex digits long, or 64 in a repository that uses SHA-256."""
    whole = b"blob %d\0" % len(raw) + raw
    if length == 64:
        from hashlib import sha256

        return sha256(whole, usedforsecurity=False).hexdigest()
    try:
        # What `hashlib` itself falls back to; importing it brings OpenSSL along, a third of `python -c pass`.
        from _sha1 import sha1  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from hashlib import sha1
    return sha1(whole, usedforsecurity=False).hexdigest()  # type: ignore[no-any-return, unused-ignore]
