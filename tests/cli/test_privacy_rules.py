"""Personal data is kept out by the rules: commands refuse it, exceptions are said with a reason, nothing repeats it."""

import csv
import io
import json
import math
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git, run
from tests.model.test_fields import examples

from .test_privacy import FORMATS

STATEMENT = ("children-first.action", "evidence")


def nhs(number: int) -> str:
    """An NHS number of nobody, by its count."""
    nine = next(n for n in range(470_000_000 + 7919 * number, 499_999_999) if _check(str(n)) != 10)
    return f"{nine}{_check(str(nine))}"


def _check(nine: str) -> int:
    return (11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11


def planted(value: Any, at: str, put: dict[str, str]) -> Any:
    """A record with an NHS number in every text of it; `put` takes each by where it stands."""
    if isinstance(value, dict):
        return {key: planted(each, f"{at}.{key}", put) for key, each in value.items()}
    if isinstance(value, list):
        return [planted(each, f"{at}.{number}", put) for number, each in enumerate(value[:1])]
    put[at] = nhs(len(put) + 1)
    return f"Plan of {put[at]} read"


PLACES = {
    "partnership": "partnership.yaml",
    "preliminary": "preliminary.md",
    "meeting": "meetings/2025-03-13-voice.md",
    "principle": "principles/3-voice.yaml",
    "views": "views/police.yaml",
    "report": "report.yaml",
}


@pytest.fixture
def with_every_field(demo: Path) -> tuple[Path, dict[str, dict[str, str]]]:
    """The example with an NHS number in every field of every kind of file that the manual shows."""
    put: dict[str, dict[str, str]] = {}
    for name, data in examples().items():
        made = json.dumps(planted(data, name, put.setdefault(PLACES[name], {})), indent=1)
        body = ""
        if PLACES[name].endswith(".md"):
            put[PLACES[name]]["body"] = nhs(len(put[PLACES[name]]) + 1)
            body = f"\nPlan of {put[PLACES[name]]['body']} read.\n"
            made = f"---\n{made}\n---\n"
        (demo / PLACES[name]).write_text(made + body, "utf-8")
    assert sum(map(len, put.values())) > 90
    return demo, put


@pytest.mark.safety(14)
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_planted_in_any_field_is_found_and_no_format_repeats_it(with_every_field, format):
    demo, put = with_every_field

    looked = run("privacy", "--format", format, cwd=demo)
    checked = run("validate", "--format", format, cwd=demo)

    assert looked.returncode == checked.returncode == 1
    told = looked.stdout + looked.stderr + checked.stdout + checked.stderr
    bare = "".join(sign for sign in told if sign.isalnum())
    for values in put.values():
        assert [at for at, value in values.items() if value in bare] == []
    if format == "lines":
        for path, values in put.items():
            assert looked.stdout.count(f"{path}:") == min(len(values), 51), path


def test_a_command_refuses_what_is_certain_and_warns_of_what_is_likely(demo):
    refused = run("note", *STATEMENT, f"The plan of {nhs(1)} was read.", cwd=demo)

    assert refused.returncode == 2
    assert "[nhs-number]" in refused.stderr
    assert nhs(1) not in refused.stdout + refused.stderr
    assert git(demo, "status", "--porcelain") == ""

    warned = run("note", *STATEMENT, "A girl of 13 was asked.", cwd=demo)

    assert warned.returncode == 0
    assert "warning: This looks like a person's age." in warned.stderr


def test_a_partnership_sets_the_level_of_a_kind(demo):
    path = demo / "partnership.yaml"
    path.write_text(
        path.read_text("utf-8").replace("settings:\n", "settings:\n  rules: {persons-age: error}\n"), "utf-8"
    )

    assert run("note", *STATEMENT, "A girl of 13 was asked.", cwd=demo).returncode == 2


def test_a_comment_in_the_text_of_a_markdown_file_sets_a_finding_aside(demo):
    notes = demo / "preliminary.md"
    with notes.open("a", encoding="utf-8") as file:
        file.write("\nOffice WB1 2AB. <!-- reflectctl: ignore postcode Town hall. -->\n")
        file.write("\n<!-- reflectctl: ignore staff-named A witness, named in public. -->\n\nMr Quill spoke.\n")

    assert run("privacy", cwd=demo).returncode == 0
    assert "preliminary.md" not in run("validate", "--format", "lines", cwd=demo).stdout

    notes.write_text(notes.read_text("utf-8").replace("Mr Quill spoke", "Somebody spoke"), "utf-8")
    assert "unused-suppression" in run("validate", cwd=demo).stdout


def test_a_comment_beside_a_key_speaks_for_all_of_its_text(demo):
    path = demo / "views" / "police.yaml"
    text = path.read_text("utf-8")
    begin = text.index("because:")
    end = text.index("\n  ", text.index("\n", begin))
    said = "because: |  # reflectctl: ignore postcode Public places.\n      We met.\n      Then near WB1 2AB.\n"
    path.write_text(text[:begin] + said, "utf-8")
    assert end

    assert run("privacy", "views", cwd=demo).returncode == 0


@pytest.mark.parametrize(
    ("line", "written"),
    [("Our office is in WB1 2AB.", "text: WB1 2AB"), ("The scheme of DS Quill runs.", "hash:")],
)
def test_what_may_stand_is_entered_without_typing_it(demo, line, written):
    notes = demo / "preliminary.md"
    with notes.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    where = f"preliminary.md:{len(notes.read_text('utf-8').splitlines())}"
    assert run("privacy", cwd=demo).returncode == 1

    done = run("privacy", "--may-stand", where, "--because", "It is public.", cwd=demo)

    assert done.returncode == 0, done.stderr
    assert "Quill" not in done.stdout + done.stderr
    entered = (demo / "partnership.yaml").read_text("utf-8")
    assert written in entered
    assert "Quill" not in entered
    assert run("privacy", cwd=demo).returncode == 0
    git(demo, "add", "-A")
    assert run("privacy", "--staged", cwd=demo).returncode == 0
    assert run("privacy", "--may-stand", where, "--because", "Again.", cwd=demo).returncode == 2


def test_what_may_stand_is_taken_out_by_where_it_stands_or_by_its_own_lines(demo):
    notes, file = demo / "preliminary.md", demo / "partnership.yaml"
    before = file.read_text("utf-8")
    with notes.open("a", encoding="utf-8") as opened:
        opened.write("\nOur office is in WB1 2AB.\n\nThe scheme of DS Quill runs.\n")
    last = len(notes.read_text("utf-8").splitlines())
    office, scheme = f"preliminary.md:{last - 2}", f"preliminary.md:{last}"
    for where in (office, scheme):
        assert run("privacy", "--may-stand", where, "--because", "It is public.", cwd=demo).returncode == 0
    both = file.read_text("utf-8")

    done = run("privacy", "--may-stand", scheme, "--remove", cwd=demo)

    assert done.returncode == 0, done.stderr
    assert "Quill" not in done.stdout + done.stderr
    assert "hash:" not in file.read_text("utf-8")
    assert "text: WB1 2AB" in file.read_text("utf-8")
    found = run("privacy", "--format", "lines", cwd=demo).stdout
    assert f"preliminary.md:{last}:" in found
    assert f"preliminary.md:{last - 2}:" not in found
    file.write_text(both, "utf-8")
    # The line of the hash, which nobody knows by what it stands for.
    [line] = [number for number, said in enumerate(both.splitlines(), 1) if "hash:" in said]
    assert run("privacy", "--may-stand", f"partnership.yaml:{line}", "--remove", cwd=demo).returncode == 0
    assert "hash:" not in file.read_text("utf-8")
    assert run("privacy", "--may-stand", office, "--remove", cwd=demo).returncode == 0
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(
    "words", [("--remove",), ("--may-stand", "preliminary.md:1", "--remove"),
              ("--may-stand", "preliminary.md:1", "--remove", "--because", "Why.")]
)  # fmt: skip
def test_what_is_not_said_to_stand_is_not_taken_out(demo, words):
    assert run("privacy", *words, cwd=demo).returncode == 2
    assert git(demo, "status", "--porcelain") == ""


@pytest.mark.parametrize("words", [("preliminary.md:1",), ("preliminary.md",), ("preliminary.md:1", "--because", " ")])
def test_what_cannot_be_entered_is_refused(demo, words):
    reason = () if "--because" in words else ("--because", "Why.")
    assert run("privacy", "--may-stand", *words, *reason, cwd=demo).returncode == 2


def packed(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return made.getvalue()


WORD = "<w:document><w:body><w:p><w:r><w:t>Plan of </w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
SHEET = {
    "xl/sharedStrings.xml": "<sst><si><t>NHS number</t></si><si><t>DOB</t></si><si><t>3/4/2011</t></si></sst>",
    "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    '<row r="2"><c><v>{}</v></c><c t="s"><v>2</v></c></row></sheetData></worksheet>',
}


def table(value: str) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([["Who", "NHS number", "DOB"], ["a", value, "3/4/2011"]])
    return made.getvalue().encode()


REPORTS = {
    "report.docx": lambda value: packed(
        {"word/document.xml": WORD.format(f"{value[:3]}</w:t></w:r><w:r><w:t>{value[3:]}")}
    ),
    "report.xlsx": lambda value: packed({name: text.format(value) for name, text in SHEET.items()}),
    "report.csv": table,
    "report.html": lambda value: f"<p>Plan of <b>{value[:3]}</b> {value[3:6]}&nbsp;{value[6:]}</p>".encode(),
    "alt.html": lambda value: f'<img alt="Plan of {value}"><p>x</p>'.encode(),
    "comment.html": lambda value: f"<p>x</p><!-- Plan of {value} -->".encode(),
    "report.md": lambda value: f"| Plan | **{value[:3]}** {value[3:6]} {value[6:]} |\n".encode(),
    "wide.txt": lambda value: f"Plan of {value}\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_looked_through_in_whatever_form(tmp_path, name):
    value = nhs(7)
    (tmp_path / name).write_bytes(REPORTS[name](value))

    done = run("privacy", "--files", name, "--format", "lines", cwd=tmp_path)

    assert done.returncode == 1, done.stderr
    assert "an NHS number" in done.stdout
    assert value not in done.stdout + done.stderr
    if name.endswith((".csv", ".xlsx")):
        assert "a date of birth" in done.stdout


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\0\0", b"PK\x03\x04damaged", b"%PDF-1.7 damaged"])
def test_what_cannot_be_looked_through_is_said(tmp_path, raw):
    (tmp_path / "report.bin").write_bytes(raw)

    done = run("privacy", "--files", "report.bin", cwd=tmp_path)

    assert "Not looked at" in done.stderr
    assert "report.bin" in done.stderr


def test_history_has_authors_tags_names_and_other_branches(demo):
    values = {name: nhs(number) for number, name in enumerate(("author", "tag", "branch", "earlier"), start=20)}
    head = git(demo, "symbolic-ref", "--short", "HEAD").strip()
    git(demo, "checkout", "-qb", "aside")
    (demo / "report.yaml").write_text(f"title: Plan of {values['earlier']}\n", "utf-8")
    git(demo, "commit", "-qam", "A title")
    (demo / "report.yaml").write_text("title: Ours\n", "utf-8")
    git(demo, "commit", "-qam", "Another", "--author", f"Plan of {values['author']} <a@example.org>")
    git(demo, "tag", "-a", "-m", f"Plan of {values['tag']}", "spring")
    git(demo, "branch", f"plan-{values['branch']}")
    git(demo, "checkout", "-q", head)

    assert run("privacy", "--history", cwd=demo).returncode == 0
    done = run("privacy", "--history", "--all", "--format", "lines", cwd=demo)

    assert done.returncode == 1
    for told in ("who made that commit", "what the tag says", "The name of a branch or tag", "report.yaml:1:"):
        assert done.stdout.count(told) == 1
    assert not any(value in done.stdout + done.stderr for value in values.values())


def test_what_stands_in_many_versions_is_told_once_with_the_first_and_the_last(demo):
    for number in range(4):
        (demo / "report.yaml").write_text(f"title: Plan of {nhs(30)}\nintroduction: Version {number}.\n", "utf-8")
        git(demo, "commit", "-qam", f"Version {number}", on=f"2026-06-0{number + 1}T12:00:00+00:00")

    told = run("privacy", "--history", "--format", "lines", cwd=demo).stdout

    assert told.count("report.yaml:1:") == 1
    assert "stands in 4 versions, the last of " in told
    assert "of 2026-06-01 and" in told
    assert "of 2026-06-04." in told


def test_a_file_named_after_somebody_is_not_named(demo):
    path = demo / "meetings" / "notes-of-kayleigh-quill.md"
    path.write_text(f"---\nid: x\n---\n\nPlan of {nhs(40)}.\n", "utf-8")

    done = run("privacy", cwd=demo)

    assert "The name of this file looks like personal data." in done.stdout
    assert "kayleigh" not in (done.stdout + done.stderr).lower()


def test_history_is_clean_after_the_steps_that_are_told(demo):
    git(demo, "config", "core.hooksPath", os.devnull)
    (demo / "report.yaml").write_text(f"title: Plan of {nhs(50)}\n", "utf-8")
    git(demo, "commit", "-qam", "A title")
    (demo / "report.yaml").write_text("title: Ours\n", "utf-8")
    git(demo, "commit", "-qam", "Mended")
    assert run("privacy", "--history", "--all", cwd=demo).returncode == 1

    told = run("privacy", "--how-to-remove", cwd=demo).stdout
    assert "git filter-repo --replace-text FILE" in told
    assert "git filter-branch --tree-filter" in told
    mend = f"sed -i 's/{nhs(50)}/REMOVED/' report.yaml 2>/dev/null || true"
    git(demo, "filter-branch", "-f", "--tree-filter", mend, "--tag-name-filter", "cat", "--", "HEAD~2..HEAD")
    for ref in git(demo, "for-each-ref", "--format=%(refname)", "refs/original").split():
        git(demo, "update-ref", "-d", ref)
    git(demo, "reflog", "expire", "--expire=now", "--all")
    git(demo, "gc", "-q", "--prune=now")

    assert run("privacy", "--history", "--all", cwd=demo).returncode == 0
    assert nhs(50) not in git(demo, "log", "-p", "--all")


@pytest.mark.safety(15)
def test_what_was_looked_through_is_kept_in_the_users_own_folder_without_any_value(demo, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (demo / "report.yaml").write_text(f"title: Plan of {nhs(60)}\n", "utf-8")

    first = run("validate", "--format", "lines", cwd=demo, HOME=str(home))
    again = run("validate", "--format", "lines", cwd=demo, HOME=str(home))

    kept = list((home / ".cache" / "reflectctl" / "personal").glob("*.json"))
    assert first.stdout == again.stdout
    assert "nhs-number" in again.stdout
    assert len(kept) == 1
    assert all(nhs(60) not in each.read_text("ascii") for each in kept)


@pytest.mark.safety(15)
@pytest.mark.parametrize("damage", ["not json", '{"stamp": 3}', "[]", '{"values": {}}', '{"stamp":"x","values":[1]}'])
def test_what_is_kept_and_damaged_is_as_if_it_were_not_there(demo, tmp_path, damage):
    home = tmp_path / "home"
    home.mkdir()
    (demo / "report.yaml").write_text(f"title: Plan of {nhs(61)}\n", "utf-8")
    run("validate", cwd=demo, HOME=str(home))
    for each in (home / ".cache" / "reflectctl" / "personal").glob("*.json"):
        each.write_text(damage, "ascii")

    assert "nhs-number" in run("validate", cwd=demo, HOME=str(home)).stdout


@pytest.mark.safety(15)
@pytest.mark.parametrize(
    ("mode", "stamp", "believed"), [(0o600, "", True), (0o666, "", False), (0o620, "", False), (0o600, "0.0.0", False)]
)
def test_what_is_kept_is_believed_of_this_version_and_where_nobody_else_could_write(
    demo, tmp_path, mode, stamp, believed
):
    home = tmp_path / "home"
    home.mkdir()
    (demo / "report.yaml").write_text(f"title: Plan of {nhs(62)}\n", "utf-8")
    run("validate", cwd=demo, HOME=str(home))
    [kept] = (home / ".cache" / "reflectctl" / "personal").glob("*.json")
    told = json.loads(kept.read_text("ascii"))
    nothing = {"stamp": stamp or told["stamp"], "values": [[name, []] for name, _ in told["values"]]}
    kept.write_text(json.dumps(nothing), "ascii")
    kept.chmod(mode)

    assert ("nhs-number" in run("validate", cwd=demo, HOME=str(home)).stdout) is not believed


@pytest.mark.safety(18)
def test_nothing_that_is_scaffolded_looks_like_a_key(built_fresh):
    """As `detect-secrets` looks for them: a quoted run of hexadecimal signs with much variety in it."""
    found = {}
    for path in built_fresh.rglob("*"):
        if path.is_file() and ".git" not in path.relative_to(built_fresh).parts:
            runs = re.findall(r"[\"']([0-9a-fA-F]{8,})[\"']", path.read_text("utf-8"))
            found[path.name] = [run for run in runs if not run.isdecimal() and _variety(run) > 3]
    assert {name: runs for name, runs in found.items() if runs} == {}


def _variety(run: str) -> float:
    shares = [run.count(sign) / len(run) for sign in set(run)]
    return -math.fsum(share * math.log2(share) for share in shares)
