"""Pieces of bytes by name, kept for the next run in one file of the user's own; what was asked for last stays longest.

Whatever is damaged, cut short, made by another version or may be somebody else's is as if it were not there.
"""

from collections.abc import Mapping
from zlib import crc32

from .own_folder import keep, own_file, read_own

_NAME = 16
"""How many bytes a name has."""


class Pieces:
    """What one file keeps."""

    def __init__(self, environ: Mapping[str, str], name: str, stamp: str, most: int) -> None:
        """`environ` says where the user's cache folder is, `stamp` what made the pieces, and `most` how many bytes
        are kept of all of them."""
        self._path = own_file(environ, "pieces", name)
        self._head, self._most = f"reflectctl {stamp} ".encode(), most
        self._pieces = self._read()
        self._is_new = False

    def get(self, name: bytes) -> bytes | None:
        """What was kept under a name; None when nothing was."""
        found = self._pieces.pop(name, None)
        if found is not None:
            self._pieces[name] = found
        return found

    def put(self, name: bytes, piece: bytes) -> None:
        """Have a piece kept when these are closed."""
        self._pieces[name] = piece
        self._is_new = True

    def close(self) -> None:
        """Keep what is there, as far as there is room for it, if anything is new."""
        if self._path is None or not self._is_new:
            return
        kept: list[bytes] = []
        room = self._most
        for name, piece in reversed(self._pieces.items()):
            room -= _NAME + 4 + len(piece)
            if room < 0:
                break
            kept.append(name + len(piece).to_bytes(4) + piece)
        body = b"".join(reversed(kept))
        keep(self._path, self._head + _sum(body) + b"\n" + body)
        self._is_new = False

    def _read(self) -> dict[bytes, bytes]:
        raw = read_own(self._path) if self._path is not None else None
        head, _, body = (raw or b"").partition(b"\n")
        if head != self._head + _sum(body):
            return {}
        found: dict[bytes, bytes] = {}
        at = 0
        while at < len(body):
            begins = at + _NAME + 4
            ends = begins + int.from_bytes(body[at + _NAME : begins])
            found[body[at : at + _NAME]] = body[begins:ends]
            at = ends
        return found


def _sum(body: bytes) -> bytes:
    return b"%d %08x" % (len(body), crc32(body))
