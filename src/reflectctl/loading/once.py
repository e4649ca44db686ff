"""A snapshot whose files are each read at most once, for whoever compares two."""

from ..storage.snapshots import Snapshot, Unreadable


class Once:
    """A snapshot that remembers what it read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._read: dict[str, bytes | Unreadable] = {}

    @property
    def label(self) -> str:
        """What people call the moment."""
        return self._snapshot.label

    @property
    def revision(self) -> str:
        """The full id of its commit; empty for files as they are."""
        return self._snapshot.revision

    def paths(self) -> list[str]:
        """The paths of its files."""
        return self._snapshot.paths()

    def read(self, path: str) -> bytes | Unreadable:
        """A file's content, or why it cannot be read."""
        if path not in self._read:
            self._read[path] = self._snapshot.read(path)
        return self._read[path]

    def fingerprint(self, path: str, length: int) -> str:
        """The id git gives, or would give, to a file's content; empty when it cannot be read."""
        blob = getattr(self._snapshot, "blob", None)
        if blob is not None:
            return blob(path) or ""
        from ..hashes import blob_id

        raw = self.read(path)
        return "" if isinstance(raw, Unreadable) else blob_id(raw, length)
