"""A meeting is known by the id in its file, whatever the file is called."""

from reflectctl.loading.meeting_files import holding
from reflectctl.storage.snapshots import Unreadable


class Files:
    """A snapshot in sight, that remembers what was read."""

    label, revision = "files", ""

    def __init__(self, **ids: str) -> None:
        self.files = {f"meetings/{path.replace('__', '/')}.md": id for path, id in ids.items()}
        self.read_so_far: set[str] = set()

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes | Unreadable:
        self.read_so_far.add(path)
        return f"---\nid: {self.files[path]} # the day\ndate: 2026-02-03\n---\n".encode()


def test_a_file_that_is_called_like_its_meeting_is_found_without_reading_others() -> None:
    files = Files(m1="m1", m2="m2")
    assert holding([files], ["m1", ""]) == {"meetings/m1.md"}
    assert files.read_so_far == {"meetings/m1.md"}


def test_a_file_that_was_renamed_or_moved_or_has_the_name_of_another_is_found_by_its_id() -> None:
    assert holding([Files(**{"2026__february": "'m1'", "m2": "m2"})], ["m1"]) == {"meetings/2026/february.md"}
    assert holding([Files(m1="m2", other="m1")], ["m1"]) == {"meetings/m1.md", "meetings/other.md"}
    assert holding([Files(m2="m2"), Files(m1="m1", m2="m2")], ["m1"]) == {"meetings/m1.md"}
    assert holding([Files(m1="m1")], ["gone"]) == holding([Files(m1="m1")], []) == set()
