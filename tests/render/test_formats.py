"""Every format of `validate`, read as its reader reads it: what was found comes back, and nothing in it acts."""

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import jsonschema
import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reflectctl import resources
from reflectctl.model.findings import NEVER, OFF, Checked, Finding
from reflectctl.model.locations import Location
from reflectctl.render.escape import block, line
from reflectctl.render.findings import formats
from reflectctl.render.findings import sarif as sarif_module
from reflectctl.render.findings.fingerprints import fingerprints
from reflectctl.rules.catalogue import rules

from ..conftest import run

PUBLISHED = Path(__file__).parent / "published"
ANYTHING = st.text(st.characters(exclude_categories=()))

PLAIN = [
    "100 % of a, b: c; d | e] (f) = g",
    "“quoted” and 'quoted' and \"quoted\" and `quoted`",
    "two\nlines",
    "a ::error file=x,line=1::b and ::stop-commands::c",
    "]]> <b>&amp;</b> <!-- -->",
    "%0A%0D%25%2C%3A%3B%5D%AZP25%AZP250A %",
    "{0} {name} {{ }}",
    "Dŵr, tŷ, naïve, می\u200cخواهم, 👩\u200d👧 #12 @everyone",
]
"""Hard on a format, and nothing in it hidden: each comes back as it was."""

HIDING = [
    "::error::gone",
    "  ::add-mask::a\n::set-env name=PATH::b",
    "see ##vso[task.setvariable variable=PATH;]evil",
    "##vso[task.complete result=Succeeded;]\n##[add-mask]x ##teamcity[x]",
    "NUL \0, escape \x1b[31m, return \r\n, next line \x85, \u2028",
    "right to left \u202egnp.exe\u2069",
    "not UTF-8 \udcff\udce9, not a character \ud800 \ufffe\uffff \U0001ffff",
]
"""What hides or would act: each comes back as `escape` shows it."""

HOSTILE = PLAIN + HIDING


def found(
    severity: str = "error", path: str = "a.yaml", at: tuple[int, int] = (3, 5), message: str = "Wrong.", **more: str
) -> Finding:
    """A finding, of which a test says only what it is about."""
    return Finding(Location(path, *at), severity, more.get("rule", "unknown-key"), message, more.get("hint", ""))


THREE = Checked(
    (
        found("info", "meetings/may.md", (1, 1), "It is short."),
        found("warning", "principles/1-a.yaml", (12, 7), "No reason: 50%.", rule="rating-without-reason"),
        found("error", "principles/2-b.yaml", (3, 1), "No such key, `a;b]`.", hint="Did you mean `c`?"),
    ),
    files=("meetings/may.md", "partnership.yaml", "principles/1-a.yaml", "principles/2-b.yaml"),
    summary="4 files read: 1 error, 1 warning.",
    prefix="north, east/",
)

LIST = """\
principles/2-b.yaml:3:1: error: No such key, `a;b]`. [unknown-key]
  hint: Did you mean `c`?
meetings/may.md:1:1: info: It is short. [unknown-key]
principles/1-a.yaml:12:7: warning: No reason: 50%. [rating-without-reason]
4 files read: 1 error, 1 warning.
"""


def hostile(prefix: str = "") -> Checked:
    """Every hostile text as the path, the message, the hint and the rule of a finding."""
    severities = itertools.cycle(("error", "warning", "info"))
    everything = sorted(
        finding
        for text in HOSTILE
        for finding in (
            found(next(severities), "principles/" + text, message=text, hint=text),
            found(next(severities), text + ".yaml", message=text, rule=text),
        )
    )
    files = tuple(sorted({each.location.path for each in everything}))
    return Checked(tuple(everything), files, HIDING[0], prefix, "warning")


# --- Readers. Each is written after the program or the page that it names. -------------------------------------------


def taken_back(text: str, *escapes: tuple[str, str]) -> str:
    """The text with each escape replaced by what it stands for, one after the other, as the runners do."""
    for escape, meant in escapes:
        text = text.replace(escape, meant)
    return text


def pairs(text: str, separator: str) -> list[list[str]]:
    """.NET's `Split`, twice, with empty entries removed."""
    split = [[part for part in each.split("=", 1) if part] for each in text.split(separator) if each]
    return [pair for pair in split if len(pair) == 2]


def github(text: str) -> tuple[str, dict[str, str], str] | None:
    """A line's command, as GitHub's runner reads it: `ActionCommand.TryParseV2`."""
    data = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
    properties = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    text = text.lstrip()
    end = text.find("::", 2)
    if not text.startswith("::") or end < 0:
        return None
    name, _, told = text[2:end].partition(" ")
    read = {key: taken_back(value, *properties) for key, value in pairs(told.strip(), ",")}
    return name, read, taken_back(text[end + 2 :], *data)


def azure(text: str) -> tuple[str, dict[str, str], str] | None:
    """A line's command, as the agent of Azure Pipelines reads it: `Command.TryParse`, `CommandStringConvertor`."""
    escapes = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%"))
    start = text.find("##vso[")
    end = text.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, told = text[start + 6 : end].partition(" ")
    read = {key: taken_back(value, *escapes) for key, value in pairs(told, ";")}
    return name, read, taken_back(text[end + 1 :], *escapes)


def acts(text: str) -> bool:
    """Whether any runner could read a command in a line: GitHub in both its forms, Azure, TeamCity."""
    return bool(re.search(r"##[A-Za-z]*\[", text)) or text.lstrip().startswith("::")


def gitlab(shown: str) -> list[dict]:
    """A Code Quality report, held against what GitLab's page says of it."""
    assert not shown.startswith("\ufeff")
    report = json.loads(shown)
    assert isinstance(report, list)
    for entry in report:
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        path = entry["location"]["path"]
        assert not path.startswith(("/", "./"))
        for text in (entry["description"], entry["check_name"], entry["fingerprint"], path):
            assert isinstance(text, str)
            # Its database takes neither.
            assert "\0" not in text
            text.encode("utf-8")
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    return report


def sarif(shown: str) -> dict:
    """The run of a SARIF log, held against the published schema and what the standard says beyond it."""
    log = json.loads(shown)
    schema = json.loads((PUBLISHED / "sarif-schema-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(log)
    (run,) = log["runs"]
    listed = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if "ruleIndex" in result:
            assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]["artifactLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", place["uri"])
        assert place["uriBaseId"] in run["originalUriBaseIds"]
        assert not re.search(r"(?<!{)(?:{{)*{\d+}", result["message"]["text"])
    return run


def sarif_message(result: dict) -> str:
    """What a viewer shows: doubled braces are braces."""
    return taken_back(result["message"]["text"], ("{{", "{"), ("}}", "}"))


def junit(shown: str) -> tuple[junitparser.JUnitXml, list]:
    """A JUnit report, held against the form that Jenkins publishes, and its test cases."""
    tree = etree.fromstring(shown.encode("ascii"))
    etree.XMLSchema(etree.parse(PUBLISHED / "junit-10.xsd")).assertValid(tree)
    report = junitparser.JUnitXml.fromstring(shown.encode("ascii"))
    return report, [case for suite in report for case in suite]


# --- What each gives. ------------------------------------------------------------------------------------------------


def test_text_is_the_list():
    assert formats.render("text", THREE) == LIST
    assert formats.render("text", THREE, style=lambda name, text: f"<{text}>").startswith(
        "principles/2-b.yaml:3:1: <error>"
    )


def test_lines_are_what_editors_read():
    shown = formats.render("lines", THREE)

    assert shown == (
        "meetings/may.md:1:1: unknown-key It is short.\n"
        "principles/1-a.yaml:12:7: rating-without-reason No reason: 50%.\n"
        "principles/2-b.yaml:3:1: unknown-key No such key, `a;b]`. Did you mean `c`?\n"
    )
    errorformat = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<rule>\S+) (?P<message>.+)")
    read = [errorformat.fullmatch(each) for each in shown.splitlines()]
    assert [each and each["path"] for each in read] == [each.location.path for each in THREE.found]
    assert [each and int(each["line"]) for each in read] == [1, 12, 3]


def test_json_says_whether_the_check_failed():
    answer = json.loads(formats.render("json", THREE))
    jsonschema.Draft202012Validator(resources.schema("output-diagnostics")).validate(answer)

    assert answer["summary"] == THREE.summary
    assert (answer["fails_at"], answer["failed"]) == ("error", True)
    assert [each["path"] for each in answer["diagnostics"]] == [each.location.path for each in THREE.found]
    assert [each["fingerprint"] for each in answer["diagnostics"]] == fingerprints(THREE)
    lenient = json.loads(formats.render("json", THREE._replace(fails_at=NEVER)))
    assert (lenient["fails_at"], lenient["failed"]) == ("never", False)


def test_github_has_annotations_and_then_the_list():
    assert (
        formats.render("github", THREE)
        == (
            "::error file=north%2C east/principles/2-b.yaml,line=3,col=1,title=unknown-key"
            "::No such key, `a;b]`.%0ADid you mean `c`?\n"
            "::warning file=north%2C east/principles/1-a.yaml,line=12,col=7,title=rating-without-reason"
            "::No reason: 50%25.\n"
            "::notice file=north%2C east/meetings/may.md,line=1,col=1,title=unknown-key::It is short.\n"
        )
        + LIST
    )


def test_azure_has_issues_for_errors_and_warnings_and_then_the_list():
    shown = formats.render("azure", THREE)

    assert (
        shown
        == (
            "##vso[task.logissue type=error;sourcepath=north, east/principles/2-b.yaml;linenumber=3;columnnumber=1;"
            "code=unknown-key]No such key, `a%3Bb%5D`.%0ADid you mean `c`?\n"
            "##vso[task.logissue type=warning;sourcepath=north, east/principles/1-a.yaml;linenumber=12;columnnumber=7;"
            "code=rating-without-reason]No reason: 50%AZP25.\n"
        )
        + LIST
    )
    assert "task.complete" not in shown


def test_gitlab_has_an_entry_for_each_finding():
    report = gitlab(formats.render("gitlab", THREE))

    assert report[2] == {
        "description": "No such key, `a;b]`. Did you mean `c`?",
        "check_name": "unknown-key",
        "severity": "major",
        "fingerprint": fingerprints(THREE)[2],
        "location": {"path": "north, east/principles/2-b.yaml", "lines": {"begin": 3}},
    }
    assert [each["severity"] for each in report] == ["info", "minor", "major"]


def test_sarif_has_every_rule_and_each_finding_points_at_its_own():
    run = sarif(formats.render("sarif", THREE))

    driver = run["tool"]["driver"]
    assert [each["id"] for each in driver["rules"]] == [rule.id for rule in rules()]
    for described, rule in zip(driver["rules"], rules(), strict=True):
        assert described["shortDescription"]["text"] == rule.summary
        # What GitHub takes of each.
        assert len(described["shortDescription"]["text"]) <= 1024
        assert len(described["fullDescription"]["text"]) <= 1024
        assert described["fullDescription"]["text"].startswith(rule.summary)
        assert not re.search("Wrong:|Right:", described["fullDescription"]["text"])
        assert described["help"]["markdown"].startswith(rule.summary)
    result = run["results"][2]
    assert driver["rules"][result["ruleIndex"]]["id"] == "unknown-key"
    assert result["message"]["text"] == "No such key, `a;b]`. Did you mean `c`?"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "north%2C%20east/principles/2-b.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 1},
    }
    assert [each["level"] for each in run["results"]] == ["note", "warning", "error"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_takes_a_finding_of_a_rule_that_is_in_no_catalogue():
    (result,) = sarif(formats.render("sarif", Checked((found(rule="of-a-later-version"),))))["results"]

    assert result["ruleId"] == "of-a-later-version"
    assert "ruleIndex" not in result


def test_sarif_cuts_what_is_too_long_for_github_and_says_which_rules_are_off(monkeypatch):
    page = "A summary.\n\n" + "A long reason. " * 200 + "\n\nWrong:\n\n    an: example\n"
    monkeypatch.setattr(sarif_module, "rules", lambda: [rules()[0]._replace(page=page, severity=OFF)])

    (rule,) = sarif(formats.render("sarif", Checked(())))["tool"]["driver"]["rules"]

    assert len(rule["fullDescription"]["text"]) <= 1024
    assert rule["fullDescription"]["text"].endswith(" …")
    assert rule["help"]["text"].endswith("Wrong:\n\n    an: example")
    assert rule["defaultConfiguration"] == {"enabled": False}


def test_junit_has_a_test_for_each_sound_file_and_for_each_failing_finding():
    report, cases = junit(formats.render("junit", THREE))

    assert (report.tests, report.failures, report.errors) == (4, 1, 0)
    assert [(case.classname, case.name, bool(case.result)) for case in cases] == [
        ("north, east/meetings/may.md", "sound", False),
        ("north, east/partnership.yaml", "sound", False),
        ("north, east/principles/1-a.yaml", "sound", False),
        ("north, east/principles/2-b.yaml", "unknown-key at line 3, column 1", True),
    ]
    (failure,) = cases[3].result
    assert failure.message == "No such key, `a;b]`."
    assert failure.text == (
        "north, east/principles/2-b.yaml:3:1: error: No such key, `a;b]`. [unknown-key]\n  hint: Did you mean `c`?\n"
    )
    assert "warning: No reason: 50%." in cases[2].system_out
    assert cases[1].system_out is None


def test_junit_fails_what_the_check_fails():
    everything = junit(formats.render("junit", THREE._replace(fails_at="info")))[0]
    nothing = junit(formats.render("junit", THREE._replace(fails_at=NEVER)))[0]

    assert (everything.tests, everything.failures) == (4, 3)
    assert (nothing.tests, nothing.failures) == (4, 0)


def test_junit_names_no_two_tests_the_same_and_keeps_what_is_light_beside_what_fails():
    checked = Checked((found(message="One."), found(message="Two."), found("info", message="By the way.")))

    _, cases = junit(formats.render("junit", checked))

    assert [case.name for case in cases] == [
        "unknown-key at line 3, column 5",
        "unknown-key at line 3, column 5 (2)",
    ]
    assert "By the way." in cases[0].system_out


@pytest.mark.parametrize("name", ["github", "azure"])
def test_the_gravest_come_first_where_few_are_shown(name):
    warnings = [found("warning", f"a/{number:02}.yaml") for number in range(20)]
    checked = Checked((*warnings, found("error", "z/last.yaml"), found("info", "z/later.yaml")))

    lines = formats.render(name, checked).splitlines()

    assert "z/last.yaml" in lines[0]
    assert "a/00.yaml" in lines[1]
    assert "a/19.yaml" in lines[20]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_nothing_found_is_still_an_answer(name):
    shown = formats.render(name, Checked((), ("a.yaml",)))

    if name == "gitlab":
        assert gitlab(shown) == []
    elif name == "sarif":
        assert sarif(shown)["results"] == []
    elif name == "junit":
        assert junit(shown)[0].tests == 1
    elif name == "json":
        assert json.loads(shown)["failed"] is False
    else:
        assert shown == ""


# --- Hostile text. ---------------------------------------------------------------------------------------------------


def test_what_is_plain_is_shown_as_it_is():
    assert [block(text) for text in PLAIN] == PLAIN
    assert all(block(text) != text for text in HIDING)


@pytest.mark.parametrize("prefix", ["", "north: 100%, a;b]/"])
def test_github_reads_back_every_path_and_message(prefix):
    checked = hostile(prefix)
    lines = formats.render("github", checked).split("\n")
    kinds = {"error": "error", "warning": "warning", "info": "notice"}

    for shown, each in zip(lines, checked.gravest_first, strict=False):
        assert github(shown) == (
            kinds[each.severity],
            {
                "file": block(prefix + each.location.path),
                "line": "3",
                "col": "5",
                "title": block(each.rule).rstrip(),
            },
            block(f"{each.message}\n{each.hint}" if each.hint else each.message),
        )
    assert not any(acts(each) for each in lines[len(checked.found) :])


@pytest.mark.parametrize("prefix", ["", "north: 100%, a;b]/"])
def test_azure_reads_back_every_path_and_message(prefix):
    checked = hostile(prefix)
    lines = formats.render("azure", checked).split("\n")
    logged = [each for each in checked.gravest_first if each.severity != "info"]

    for shown, each in zip(lines, logged, strict=False):
        assert azure(shown) == (
            "task.logissue",
            {
                "type": each.severity,
                "sourcepath": block(prefix + each.location.path),
                "linenumber": "3",
                "columnnumber": "5",
                "code": block(each.rule),
            },
            block(f"{each.message}\n{each.hint}" if each.hint else each.message),
        )
    assert not any(acts(each) for each in lines[len(logged) :])


def test_gitlab_reads_back_every_path_and_message():
    checked = hostile()

    for entry, each in zip(gitlab(formats.render("gitlab", checked)), checked.found, strict=True):
        meant = each.location.path.replace("\0", "\\x00").encode("utf-8", "backslashreplace")
        assert entry["location"]["path"] == meant.decode("utf-8")
        assert entry["description"] == block(f"{each.message} {each.hint}".rstrip())
        assert entry["check_name"] == line(each.rule)


def test_sarif_reads_back_every_path_and_message():
    checked = hostile("north #1/")

    for result, each in zip(sarif(formats.render("sarif", checked))["results"], checked.found, strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        errors = "surrogatepass" if "\ud800" in each.location.path else "surrogateescape"
        assert unquote_to_bytes(uri) == ("north #1/" + each.location.path).encode("utf-8", errors)
        assert sarif_message(result) == block(f"{each.message} {each.hint}".rstrip())


def test_no_message_is_a_link_in_a_sarif_viewer():
    checked = Checked((found(message="See [this](javascript:alert) and [that](0)."),))

    (result,) = sarif(formats.render("sarif", checked))["results"]

    assert result["message"]["text"] == "See [this] (javascript:alert) and [that] (0)."


def test_junit_reads_back_every_path_and_message():
    checked = hostile()

    report, cases = junit(formats.render("junit", checked))

    failing = [each for each in checked.found if checked.fails(each)]
    assert report.failures == len(failing)
    shown = {(case.classname, result.message) for case in cases for result in case.result}
    meant = {(line(each.location.path), line(each.message)) for each in failing}
    assert shown == {(path.translate(NONCHARACTERS), text.translate(NONCHARACTERS)) for path, text in meant}
    names = [(case.classname, case.name) for case in cases]
    assert len(names) == len(set(names))


NONCHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}
"""What XML cannot hold, though other formats can."""


def own_command(name: str, text: str) -> str:
    """The line without the command that its own format begins it with."""
    if name == "azure" and text.startswith("##vso[task.logissue type="):
        return text.removeprefix("##vso[")
    if name == "github" and re.match("::(error|warning|notice) file=", text):
        return text.removeprefix("::")
    return text


@pytest.mark.parametrize("name", formats.FORMATS)
def test_no_format_lets_a_finding_act_on_any_runner_or_terminal(name):
    shown = formats.render(name, hostile("##vso[x]/"))

    shown.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)
    for each in shown.split("\n"):
        assert not acts(own_command(name, each)), each


@given(ANYTHING, ANYTHING)
def test_whatever_was_written_is_read_back_and_nothing_else_acts(path, message):
    checked = Checked((found(path="a" + path, message=message),), summary=message, prefix="north/")

    first, *rest = formats.render("github", checked).split("\n")
    read = github(first)
    assert read is not None
    assert (read[1]["file"], read[2]) == (block("north/a" + path), block(message))
    assert not any(map(acts, rest))
    first, *rest = formats.render("azure", checked).split("\n")
    read = azure(first)
    assert read is not None
    assert (read[1]["sourcepath"], read[2]) == (block("north/a" + path), block(message))
    assert not any(map(acts, rest))
    assert gitlab(formats.render("gitlab", checked))[0]["description"] == block(message.rstrip())
    (result,) = json.loads(formats.render("sarif", checked))["runs"][0]["results"]
    assert sarif_message(result).replace("] (", "](") == block(message.rstrip()).replace("] (", "](")
    etree.fromstring(formats.render("junit", checked).encode("ascii"))
    jsonschema.Draft202012Validator(resources.schema("output-diagnostics")).validate(
        json.loads(formats.render("json", checked))
    )
    assert formats.render("lines", checked).count("\n") == 1


# --- Fingerprints. ---------------------------------------------------------------------------------------------------


def test_no_two_fingerprints_are_the_same():
    same = Checked(tuple(found(at=(number, 1)) for number in range(1, 51)))

    assert len(set(fingerprints(same))) == 50
    assert len(set(fingerprints(hostile()))) == len(hostile().found)
    assert all(re.fullmatch("[0-9a-f]{40}", each) for each in fingerprints(hostile()))


def test_a_fingerprint_goes_by_rule_file_and_message():
    one = fingerprints(Checked((found(),)))

    assert fingerprints(Checked((found(rule="other"),))) != one
    assert fingerprints(Checked((found(path="b.yaml"),))) != one
    assert fingerprints(Checked((found(message="Otherwise."),))) != one
    assert fingerprints(Checked((found(),), prefix="north/")) != one
    assert fingerprints(Checked((found("info", at=(9, 9), hint="Try this."),))) == one


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("`id` is there already, on line 12.", "`id` is there already, on line 1,340."),
        ("See principles/1-a.yaml:3:5.", "See principles/1-a.yaml:13:15."),
        ("Begun on lines 3 and 9.", "Begun on lines 30, 31 and 90."),
        ("Lines 3–9, column 2.", "Lines 13–19, column 20."),
    ],
)
def test_the_places_in_a_message_make_no_difference(before, after):
    assert fingerprints(Checked((found(message=before),))) == fingerprints(Checked((found(message=after),)))


def test_fingerprints_stay_when_lines_are_inserted_above(demo):
    principle = next((demo / "principles").glob("1-*.yaml"))
    written = principle.read_text("utf-8") + "one_key: 1\nother_key: 2\n"

    def validated(text: str) -> list[dict]:
        principle.write_text(text, "utf-8")
        return json.loads(run("validate", "--format", "json", cwd=demo).stdout)["diagnostics"]

    before, after = validated(written), validated("# One more line.\n\n" + written)

    name = f"principles/{principle.name}"
    moved = [(each["line"], later["line"]) for each, later in zip(before, after, strict=True) if each["path"] == name]
    assert len(moved) >= 2
    assert all(later == line + 2 for line, later in moved)
    assert [each["fingerprint"] for each in after] == [each["fingerprint"] for each in before]


# --- Choosing one. ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"CI": "true", "GITHUB_ACTIONS": "true"}, "github"),
        ({"CI": "true", "GITLAB_CI": "true"}, "gitlab"),
        ({"TF_BUILD": "True"}, "azure"),
        ({"CI": "true", "BITBUCKET_BUILD_NUMBER": "7"}, "text"),
        ({"JENKINS_URL": "https://ci.example.org"}, "text"),
        ({"GITHUB_ACTIONS": "", "TF_BUILD": "false"}, "text"),
        ({}, "text"),
    ],
)
def test_the_format_is_the_one_that_the_server_reads(environment, name):
    assert formats.automatic(environment) == name


def test_a_format_costs_only_those_who_ask_for_it():
    code = (
        "import sys, reflectctl.render.findings.formats as formats; from reflectctl.model.findings import Checked; "
        "formats.render('text', Checked(())); "
        "print(*sorted(name for name in sys.modules if name.startswith(('reflectctl.render', 'xml', 'json'))))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "reflectctl.render",
        "reflectctl.render.escape",
        "reflectctl.render.findings",
        "reflectctl.render.findings.formats",
        "reflectctl.render.findings.text",
        "reflectctl.render.wrapping",
    ]
