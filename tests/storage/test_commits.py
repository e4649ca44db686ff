"""What commits hold and touched: nothing told twice, nothing lost, whatever the history looks like."""

import os
import random

import pytest

from reflectctl.errors import ReflectError
from reflectctl.storage import commits
from reflectctl.storage.commits import Commit, GitTree, Touched, commit, log
from reflectctl.storage.git import Git, find
from reflectctl.storage.objects import Objects
from reflectctl.storage.snapshots import Unreadable

from .conftest import Repository

UNDER = ("principles",)


@pytest.fixture
def git(repository) -> Git:
    return find(repository.root)[0]


def told(git: Git, revision: str = "HEAD", prefix: str = "", under: tuple[str, ...] = UNDER) -> list[Commit]:
    return list(log(git, prefix, revision, under))


def subjects(found: list[Commit]) -> list[str]:
    return [c.subject for c in found]


def bare(found: Commit) -> Commit:
    """The commit without its tree."""
    return found._replace(tree=Commit._field_defaults["tree"])


def touched(found: Commit) -> list[tuple[str, str]]:
    return [(t.status, t.path) for t in found.touched]


class TestTree:
    def test_it_lists_the_partnerships_files_and_reads_them(self, repository, git):
        head = repository.commit(
            {
                "partnership.yaml": "name: x\r\n",
                "README.md": "no",
                "principles/1.yaml": b"\xff\x00",
                "principles/.hidden/x.yaml": "no",
                "content/principles/1.yaml": "",
                "other/principles/1.yaml": "no",
            }
        )
        tree = GitTree(git, "", head, "HEAD")

        assert tree.paths() == ["content/principles/1.yaml", "partnership.yaml", "principles/1.yaml"]
        assert tree.read("partnership.yaml") == b"name: x\r\n"
        assert tree.read("principles/1.yaml") == b"\xff\x00"
        assert tree.read("content/principles/1.yaml") == b""
        assert (tree.label, tree.revision) == ("HEAD", head)
        assert tree.blob("partnership.yaml") == repository.git("rev-parse", "HEAD:partnership.yaml")
        assert tree.blob("README.md") is None

    def test_a_missing_file_is_told(self, repository, git):
        tree = GitTree(git, "", repository.commit({"partnership.yaml": "x"}), "HEAD")

        assert tree.read("principles/1.yaml") == Unreadable("principles/1.yaml", "There is no such file.")

    def test_links_and_submodules_are_listed_and_never_followed(self, repository, git):
        repository.commit({"partnership.yaml": "x"})
        (repository.root / "principles").mkdir()
        (repository.root / "principles" / "1.yaml").symlink_to("../partnership.yaml")
        (repository.root / "meetings").symlink_to("/etc")
        repository.git("add", "-A")
        repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content")
        repository.git("commit", "-qm", "links")
        tree = GitTree(git, "", repository.git("rev-parse", "HEAD"), "HEAD")

        assert tree.paths() == ["content", "meetings", "partnership.yaml", "principles/1.yaml"]
        for path, word in (("content", "submodule"), ("meetings", "symbolic link"), ("principles/1.yaml", "symbolic")):
            found = tree.read(path)
            assert isinstance(found, Unreadable)
            assert found.path == path
            assert word in found.reason
            assert tree.blob(path) is None

    def test_in_a_folder_of_a_repository_paths_begin_at_the_partnerships_root(self, tmp_path):
        repository = Repository(tmp_path / "all" / "p (é)*", git_at=tmp_path / "all")
        (tmp_path / "all" / "principles").mkdir()
        (tmp_path / "all" / "principles" / "1.yaml").write_text("another's")
        repository.commit({"partnership.yaml": "x", "principles/1.yaml": "ours"})
        git, prefix = find(repository.root)
        head = repository.git("rev-parse", "HEAD")

        tree = GitTree(git, prefix, head, "HEAD")

        assert tree.paths() == ["partnership.yaml", "principles/1.yaml"]
        assert tree.read("principles/1.yaml") == b"ours"
        assert touched(told(git, prefix=prefix)[0]) == [("A", "partnership.yaml"), ("A", "principles/1.yaml")]

    def test_names_that_are_not_utf8_lead_back_to_their_bytes(self, repository, git):
        (repository.root / "principles").mkdir()
        (repository.root / "principles" / "caf\udce9.yaml").write_bytes(b"latin")
        repository.commit({"principles/1.yaml": "x"})
        tree = GitTree(git, "", repository.git("rev-parse", "HEAD"), "HEAD")

        assert tree.paths() == ["principles/1.yaml", "principles/caf\udce9.yaml"]
        assert tree.read("principles/caf\udce9.yaml") == b"latin"

    def test_two_trees_may_share_one_reader(self, repository, git):
        old = repository.commit({"principles/1.yaml": "old"})
        new = repository.commit({"principles/1.yaml": "new"})

        with Objects(git) as objects:
            before, after = (GitTree(git, "", revision, revision, objects) for revision in (old, new))
            assert (before.read("principles/1.yaml"), after.read("principles/1.yaml")) == (b"old", b"new")

    def test_files_come_right_in_whatever_order_and_however_often(self, repository, git):
        files = {f"principles/{number:03}.yaml": f"{number}" for number in range(150)}
        tree = GitTree(git, "", repository.commit(dict(files)), "HEAD")
        paths = list(files)
        dice = random.Random(1)

        for order in (paths, paths[::-1], paths[40:90], dice.sample(paths, 150), paths, paths[:1] * 3):
            assert [tree.read(path) for path in order] == [files[path].encode() for path in order]
        assert isinstance(tree.read("principles/zzz.yaml"), Unreadable)

    def test_a_long_file_is_told_with_its_path(self, repository, git):
        tree = GitTree(git, "", repository.commit({"preliminary.md": "x" * 1_000_001}), "HEAD")

        found = tree.read("preliminary.md")

        assert isinstance(found, Unreadable)
        assert found.path == "preliminary.md"

    def test_too_many_files_are_refused(self, repository, git, monkeypatch):
        monkeypatch.setattr(commits, "MOST_FILES", 2)
        head = repository.commit({f"principles/{n}.yaml": "x" for n in range(3)})

        with pytest.raises(ReflectError, match="files in HEAD"):
            GitTree(git, "", head, "HEAD").paths()

    def test_a_missing_commit_is_told(self, git):
        with pytest.raises(ReflectError):
            GitTree(git, "", "1" * 40, "HEAD").paths()

    def test_replaced_contents_are_not_believed(self, repository, git):
        head = repository.commit({"partnership.yaml": "true"})
        repository.write({"x": "false"})
        lie = repository.git("hash-object", "-w", "x")
        repository.git("replace", repository.git("rev-parse", "HEAD:partnership.yaml"), lie)

        assert GitTree(git, "", head, "HEAD").read("partnership.yaml") == b"true"


def test_each_commit_comes_oldest_first_with_what_it_touched(repository, git):
    one = repository.commit({"principles/1.yaml": "a", "principles/2.yaml": "b", "x": ""}, "begin", on="2026-03-01")
    repository.commit({"x": "elsewhere"}, "not ours")
    two = repository.commit({"principles/1.yaml": "aa"}, "second\n\nwith a body", on="2026-03-02T10:00:00+05:30")
    (repository.root / "principles" / "2.yaml").unlink()
    repository.commit({}, "third")
    a, b, aa = (
        repository.git("rev-parse", name)
        for name in (f"{one}:principles/1.yaml", f"{one}:principles/2.yaml", f"{two}:principles/1.yaml")
    )

    first, second, third = told(git)

    assert bare(first) == Commit(
        one,
        (),
        "Asha",
        "asha@example.org",
        "2026-03-01T12:00:00+00:00",
        "2026-03-01T12:00:00+00:00",
        "begin",
        (Touched("principles/1.yaml", "", a, "A"), Touched("principles/2.yaml", "", b, "A")),
    )
    assert (second.subject, second.authored, second.id) == ("second", "2026-03-02T10:00:00+05:30", two)
    assert second.touched == (Touched("principles/1.yaml", a, aa, "M"),)
    assert third.touched == (Touched("principles/2.yaml", b, "", "D"),)
    assert bare(commit(git, two)) == bare(second)._replace(parents=commit(git, two).parents, touched=())
    assert commit(git, two).parents != second.parents == (one,)


def test_nothing_touched_is_nothing_told(repository, git):
    repository.commit({"x": "1"})

    assert told(git) == []


@pytest.mark.safety(7)
def test_a_rename_is_an_end_and_a_beginning(repository, git):
    repository.commit({"principles/1.yaml": "the same text\n" * 9})
    repository.git("mv", "principles/1.yaml", "principles/one.yaml")
    repository.commit({}, "renamed")

    assert touched(told(git)[-1]) == [("D", "principles/1.yaml"), ("A", "principles/one.yaml")]


def test_a_change_of_mode_alone_has_equal_ids(repository, git):
    repository.commit({"principles/1.yaml": "x"})
    (repository.root / "principles" / "1.yaml").chmod(0o755)
    repository.commit({})

    (found,) = told(git)[-1].touched
    assert found.old == found.new != ""


def test_a_file_that_becomes_a_link_is_not_the_same_as_one_that_is_gone(repository, git):
    repository.commit({"principles/1.yaml": "x"})
    path = repository.root / "principles" / "1.yaml"
    path.unlink()
    path.symlink_to("/etc/passwd")
    repository.commit({})

    (found,) = told(git)[-1].touched
    assert (found.status, found.new) == ("T", "")
    assert found.old != ""


def merge(repository: Repository, *names: str, strategy: tuple[str, ...] = (), **files: str) -> None:
    """Merge, with `files` changed in the merge itself."""
    repository.git("merge", "-q", "--no-ff", "--no-commit", *strategy, *names)
    repository.write({f"principles/{name}.yaml": content for name, content in files.items()})
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "merge")


def fork(repository: Repository) -> None:
    repository.commit({"principles/a.yaml": "1", "principles/b.yaml": "1", "principles/c.yaml": "1"}, "base")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"principles/b.yaml": "side"}, "side")
    repository.git("checkout", "-q", "main")
    repository.commit({"principles/a.yaml": "main"}, "main")


def test_a_clean_merge_tells_nothing_twice(repository, git):
    fork(repository)
    merge(repository, "side")

    found = told(git)

    assert sorted(subjects(found)) == ["base", "main", "merge", "side"]
    assert subjects(found)[0] == "base"
    assert (found[-1].touched, [each.path for each in found[-1].taken]) == ((), ["principles/b.yaml"])
    assert dict(found[-1].tree.items()) == {
        f"principles/{name}.yaml": repository.git("rev-parse", f"HEAD:principles/{name}.yaml") for name in "abc"
    }


def test_an_edit_made_in_the_merge_itself_is_not_lost(repository, git):
    fork(repository)
    before = repository.git("rev-parse", "HEAD:principles/a.yaml")
    merge(repository, "side", a="evil", new="evil too")
    after = repository.git("rev-parse", "HEAD:principles/a.yaml")

    last = told(git)[-1]

    assert last.subject == "merge"
    assert len(last.parents) == 2
    assert touched(last) == [("M", "principles/a.yaml"), ("A", "principles/new.yaml")]
    assert last.touched[0][1:3] == (before, after)
    assert last.touched[1].old == ""


def test_a_file_taken_out_in_a_merge_is_told_as_gone(repository, git):
    fork(repository)
    repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
    (repository.root / "principles" / "c.yaml").unlink()
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "merge")

    (found,) = told(git)[-1].touched
    assert (found.path, found.new) == ("principles/c.yaml", "")
    assert found.status == "D"


@pytest.mark.safety(7)
def test_commits_of_a_side_that_was_merged_away_are_still_told(repository, git):
    fork(repository)
    merge(repository, "side", strategy=("-s", "ours"))

    found = told(git)
    assert sorted(subjects(found)) == ["base", "main", "merge", "side"]
    assert (found[-1].touched, found[-1].taken) == ((), ())


def test_a_merge_of_many_tells_what_is_unlike_every_parent(repository, git):
    repository.commit({"principles/a.yaml": "1"}, "base")
    for name in ("x", "y", "z"):
        repository.git("checkout", "-q", "-b", name, "main")
        repository.commit({f"principles/{name}.yaml": name}, name)
    repository.git("checkout", "-q", "main")
    repository.commit({"principles/main.yaml": "m"}, "main")
    merge(repository, "x", "y", "z", a="octopus")
    before = repository.git("rev-parse", "HEAD^1:principles/a.yaml")
    after = repository.git("rev-parse", "HEAD:principles/a.yaml")

    last = told(git)[-1]

    assert len(last.parents) == 4
    assert last.touched == (Touched("principles/a.yaml", before, after, "M"),)
    assert [each.path for each in last.taken] == [f"principles/{name}.yaml" for name in "xyz"]


def test_unrelated_beginnings_are_each_told_whole(repository, git):
    repository.commit({"principles/a.yaml": "1"}, "one root")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.git("rm", "-qrf", ".")
    repository.commit({"principles/b.yaml": "1"}, "another root")
    repository.git("checkout", "-q", "main")
    merge(repository, "other", strategy=("--allow-unrelated-histories",))

    found = told(git)

    assert sorted(subjects(found)) == ["another root", "merge", "one root"]
    assert all(c.parents == () and len(c.touched) == 1 for c in found[:-1])


def test_parents_come_before_children_whatever_the_clocks_said(repository, git):
    dates = ("2026-03-05", "2020-01-01", "2026-03-01", "1999-01-01")
    for number, date in enumerate(dates):
        repository.commit({"principles/a.yaml": str(number)}, str(number), on=date)

    assert subjects(told(git)) == ["0", "1", "2", "3"]


def test_odd_dates_do_not_break_it(repository, git):
    head = repository.commit({"principles/a.yaml": "1"})
    tree = repository.git("rev-parse", "HEAD^{tree}")
    for number, stamp in enumerate(("99999999999999999999 +0000", "0 -9999", "x", "-5 +0000", "253402300800 +0000")):
        repository.write({"principles/a.yaml": f"odd {number}"})
        repository.git("add", "-A")
        tree = repository.git("write-tree")
        raw = f"tree {tree}\nparent {head}\nauthor A <a> {stamp}\ncommitter A <a> {stamp}\n\nodd\n".encode()
        head = repository.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", input=raw)

    found = told(git, head)

    assert [c.authored for c in found] == [
        "2026-03-01T12:00:00+00:00",
        "1970-01-01T00:00:00+00:00",
        "1970-01-01T00:00:00+00:00",
        "1970-01-01T00:00:00+00:00",
        "1970-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
    ]
    assert commit(git, head).id == head


@pytest.mark.safety(7)
def test_names_and_subjects_may_be_any_bytes(repository, git):
    repository.commit({"principles/a.yaml": "1"})
    tree = repository.git("rev-parse", "HEAD^{tree}")
    nasty = b"Ren\xe9 \x01\x02\x1b[31m :100644 100644"
    raw = b"tree %s\nauthor %s <e\xff> 1700000000 +0000\ncommitter B <b> 1700000000 +0000\n\n%s\n\nbody\n"
    head = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", input=raw % (tree.encode(), nasty, b":" + nasty)
    )

    (found,) = told(git, head)

    assert found.author.encode("utf-8", "surrogateescape") == nasty
    assert found.subject.encode("utf-8", "surrogateescape") == b":" + nasty
    assert found.email == "e\udcff"
    assert touched(found) == [("A", "principles/a.yaml")]


@pytest.mark.parametrize("message", ["", "\n\n", ":x", "0" * 40, "s" * 200_000])
def test_any_subject_leaves_the_facts_in_their_places(repository, git, message):
    repository.commit({"principles/a.yaml": "1"})
    tree = repository.git("rev-parse", "HEAD^{tree}")
    head = repository.git("commit-tree", tree, input=message.encode(), on="2026-03-01")
    child = repository.git("commit-tree", tree, "-p", head, "-m", "x", on="2026-03-01")

    (found,) = told(git, child)

    assert (found.id, found.subject) == (head, message.strip("\n"))
    assert commit(git, head).subject == message.strip("\n")


def test_a_message_in_another_encoding_is_read_by_it(repository, git):
    repository.write({"principles/a.yaml": "1", "message": "Ren\xe9".encode("latin-1")})
    repository.git("add", "-A")
    repository.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "-F", "message")

    assert subjects(told(git)) == ["René"]


@pytest.mark.safety(7)
def test_a_change_beside_a_latin1_name_is_not_hidden(repository, git):
    repository.commit({"principles/a.yaml": "1"})
    (repository.root / "principles" / "caf\udce9.yaml").write_bytes(b"x")
    (repository.root / "principles" / 'q"uo\nte.yaml').write_bytes(b"x")
    repository.commit({"principles/a.yaml": "2"})

    assert touched(told(git)[-1]) == [
        ("M", "principles/a.yaml"),
        ("A", "principles/caf\udce9.yaml"),
        ("A", 'principles/q"uo\nte.yaml'),
    ]


@pytest.mark.safety(7)
def test_paths_are_names_and_never_patterns(repository, git):
    repository.commit({"principles/a.yaml": "1", "p*/x.yaml": "1", ":(top)x/y.yaml": "1"})

    assert touched(told(git, under=("p*",))[0]) == [("A", "p*/x.yaml")]
    assert touched(told(git, under=(":(top)x",))[0]) == [("A", ":(top)x/y.yaml")]


def test_parents_are_the_nearest_that_are_told(repository, git):
    one = repository.commit({"principles/a.yaml": "1"})
    repository.commit({"x": "elsewhere"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"x": "elsewhere too"})
    two = repository.commit({"principles/b.yaml": "1"})
    repository.git("checkout", "-q", "main")
    merge(repository, "side")
    repository.commit({"principles/a.yaml": "2"})

    found = told(git)

    assert [each.parents for each in found] == [(), (one,), (one, two), (found[2].id,)]


def test_the_marker_is_told_with_whatever_is_asked_for(repository, git):
    repository.commit({"partnership.yaml": "format: 1", "meetings/a.md": "x"})

    assert touched(told(git)[0]) == [("A", "partnership.yaml")]


def test_a_tree_has_what_is_no_file_with_its_mode(repository, git):
    repository.commit({"principles/1.yaml": "x"})
    (repository.root / "principles" / "2.yaml").symlink_to("1.yaml")
    repository.git("add", "-A")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},principles/3")
    repository.git("commit", "-qm", "links")

    tree = dict(told(git)[-1].tree.items())

    assert tree.pop("principles/2.yaml").startswith("120000 ")
    assert tree.pop("principles/3") == f"160000 {'1' * 40}"
    assert list(tree) == ["principles/1.yaml"]


def test_with_no_names_everything_of_the_partnership_is_told(tmp_path):
    repository = Repository(tmp_path / "all" / "p", git_at=tmp_path / "all")
    (tmp_path / "all" / "x").write_text("x")
    repository.commit({"a": "1"})
    git, prefix = find(repository.root)

    assert touched(told(git, prefix=prefix, under=())[0]) == [("A", "a")]
    assert touched(told(git, under=())[0]) == [("A", "p/a"), ("A", "x")]


@pytest.mark.safety(7)
@pytest.mark.safety(6)
def test_replace_refs_and_grafts_do_not_bend_history(repository, git):
    repository.commit({"principles/a.yaml": "1"}, "first")
    second = repository.commit({"principles/a.yaml": "2"}, "second")
    lie = repository.git("commit-tree", f"{second}^{{tree}}", "-m", "a lie")
    repository.git("replace", second, lie)
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    (repository.top / ".git" / "info" / "grafts").write_text(f"{second}\n")

    assert subjects(told(git)) == ["first", "second"]


def test_a_shallow_clone_begins_with_everything_and_says_that_it_is_shallow(repository, tmp_path):
    for number in range(3):
        repository.commit({"principles/a.yaml": str(number), f"principles/{number}.yaml": "x"})
    repository.git("clone", "-q", "--depth=1", f"file://{repository.top}", os.fspath(tmp_path / "shallow"))
    git, _ = find(tmp_path / "shallow")

    (only,) = told(git)

    assert git.is_shallow()
    assert len(only.touched) == 4


@pytest.mark.safety(8)
def test_a_missing_tree_is_an_error_and_not_an_end(repository, git):
    for number in range(3):
        repository.commit({"principles/a.yaml": str(number)})
    tree = repository.git("rev-parse", "HEAD~1:principles")
    (repository.top / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    with pytest.raises(ReflectError):
        told(git)


def test_longer_hashes_are_like_any(tmp_path):
    repository = Repository(tmp_path / "r", object_format="sha256")
    fork(repository)
    merge(repository, "side", a="evil")
    git, _ = find(repository.root)

    found = told(git)

    assert len(found) == 4
    assert touched(found[-1]) == [("M", "principles/a.yaml")]
    assert GitTree(git, "", found[-1].id, "HEAD").read("principles/a.yaml") == b"evil"


def test_long_histories_come_whole(repository, git):
    stream = []
    for n in range(3000):
        author = f"committer A <a@b> {1_700_000_000 + n} +0000\n"
        stream.append(
            f"commit refs/heads/main\n{author}data 5\n{n:05}M 644 inline principles/{n % 8}.yaml\ndata 5\n{n:05}\n"
        )
    repository.git("fast-import", "--quiet", input="".join(stream).encode())

    found = told(git)

    assert subjects(found) == [f"{n:05}" for n in range(3000)]
    assert all(len(c.touched) == 1 for c in found)
    assert [c.parents[0] for c in found[1:]] == [c.id for c in found[:-1]]
