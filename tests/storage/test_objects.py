"""Contents come from one git, in order, however many, whatever is wrong with some of them."""

import random

import pytest

from reflectctl.storage.git import Git, find
from reflectctl.storage.objects import Objects
from reflectctl.storage.snapshots import MOST_BYTES, Unreadable

from .conftest import Repository


def store(repository: Repository, contents: list[bytes]) -> list[str]:
    """Blobs made quickly; their ids in order."""
    stream = b"".join(b"blob\nmark :%d\ndata %d\n%s\n" % (i + 1, len(c), c) for i, c in enumerate(contents))
    marks = repository.top / "marks"
    repository.git("fast-import", "--quiet", f"--export-marks={marks}", input=stream)
    ids = dict(line.split() for line in marks.read_text().splitlines())
    return [ids[f":{i + 1}"] for i in range(len(contents))]


@pytest.fixture
def git(repository) -> Git:
    return find(repository.root)[0]


def test_nothing_is_started_before_the_first_read(git, monkeypatch):
    monkeypatch.setattr(Git, "popen", lambda *_, **__: pytest.fail("git was started"))

    with Objects(git):
        pass


def test_five_thousand_contents_of_every_size_come_in_order(repository, git):
    dice = random.Random(1)
    sizes = [dice.choice((0, 1, 40, 4000, 30_000)) for _ in range(4_990)] + [MOST_BYTES - 1, MOST_BYTES] * 5
    dice.shuffle(sizes)
    contents = [b"%d" % i + dice.randbytes(size)[len(b"%d" % i) :] for i, size in enumerate(sizes)]
    ids = store(repository, contents)

    with Objects(git) as objects:
        found = list(objects.read_many(ids))

    assert [object_id for object_id, _ in found] == ids
    assert all(data == content for (_, data), content in zip(found, contents, strict=True))


def test_missing_and_misshapen_ids_stand_in_their_place(repository, git):
    a, b = store(repository, [b"a\n", b"b\n\n"])
    missing = "0" * 39 + "1"

    with Objects(git) as objects:
        found = dict(objects.read_many([a, missing, "", "HEAD", "x\ny", b]))

    assert found[a] == b"a\n"
    assert found[b] == b"b\n\n"
    assert list(found) == [a, missing, "", "HEAD", "x\ny", b]
    for object_id in (missing, "", "HEAD", "x\ny"):
        assert isinstance(found[object_id], Unreadable)


def test_a_commit_is_not_a_file(repository, git):
    head = repository.commit({"a": "1"})

    with Objects(git) as objects:
        found = objects.read(head)

    assert isinstance(found, Unreadable)
    assert "commit, where a file" in found.reason


@pytest.mark.safety(1)
@pytest.mark.parametrize("size", [MOST_BYTES + 1, 9_000_000])
def test_what_is_too_long_is_told_and_the_next_still_comes(repository, git, size):
    ids = store(repository, [b"before", b"x" * size, b"after"])

    with Objects(git) as objects:
        before, long, after = (data for _, data in objects.read_many(ids))
        assert objects.read(ids[0]) == b"before"

    assert (before, after) == (b"before", b"after")
    assert isinstance(long, Unreadable)
    assert f"{size:,} bytes" in long.reason


def test_damaged_objects_are_told_and_the_next_still_come(repository, git):
    ids = []
    for number in range(100):
        repository.write({"x": f"content {number}"})
        ids.append(repository.git("hash-object", "-w", "x"))
    for object_id in ids[10:90:7]:
        path = repository.top / ".git" / "objects" / object_id[:2] / object_id[2:]
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-6])

    with Objects(git) as objects:
        found = [data for _, data in objects.read_many(ids)]

    for number, data in enumerate(found):
        if number in range(10, 90, 7):
            assert isinstance(data, Unreadable)
            assert "missing or damaged" in data.reason
        else:
            assert data == b"content %d" % number


@pytest.mark.safety(6)
def test_a_partial_clone_tells_what_was_never_fetched_and_fetches_nothing(repository, tmp_path):
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit({"principles/1.yaml": "old"})
    repository.commit({"principles/1.yaml": "new"})
    old = repository.git("rev-parse", "HEAD~1:principles/1.yaml")
    new = repository.git("rev-parse", "HEAD:principles/1.yaml")
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.top}", str(tmp_path / "partial"))
    git, _ = find(tmp_path / "partial")

    with Objects(git) as objects:
        first, second = (data for _, data in objects.read_many([old, new]))

    assert isinstance(first, Unreadable)
    assert second == b"new"


def test_reads_may_come_between_and_be_given_up(repository, git):
    contents = [b"%d" % i for i in range(500)]
    ids = store(repository, contents)

    with Objects(git) as objects:
        outer = objects.read_many(ids)
        got = []
        for number, (_, data) in enumerate(outer):
            got.append(data)
            assert objects.read(ids[-1]) == contents[-1]
            if number % 7 == 0:
                inner = objects.read_many(ids[100:])
                assert next(inner)[1] == contents[100]
        assert got == contents
        abandoned = objects.read_many(ids)
        next(abandoned)
        abandoned.close()
        assert [data for _, data in objects.read_many(ids)] == contents


def test_a_forgotten_reader_leaves_no_process(repository, git):
    (a,) = store(repository, [b"a"])
    objects = Objects(git)
    objects.read(a)
    process = objects._running._process

    del objects

    assert process.poll() is not None


def test_after_closing_a_read_begins_again(repository, git):
    (a,) = store(repository, [b"a"])
    objects = Objects(git)
    assert objects.read(a) == b"a"
    objects.close()
    objects.close()
    assert objects.read(a) == b"a"
    objects.close()


def test_longer_hashes_are_like_any(tmp_path):
    repository = Repository(tmp_path / "r", object_format="sha256")
    ids = store(repository, [b"%d" % i for i in range(1000)])

    with Objects(find(repository.root)[0]) as objects:
        assert [data for _, data in objects.read_many(ids)] == [b"%d" % i for i in range(1000)]
