"""Findings in, JUnit XML out, which every CI server reads: a passing test for each sound file, a failing one a finding.

It keeps to the form that Jenkins publishes (`junit-10.xsd`). It is in ASCII, as it is written to a file by whatever
shell there is.
"""

import re
from collections import Counter
from xml.etree import ElementTree

from ...model.findings import Checked, Finding
from ..escape import line
from . import text

# What XML cannot hold and `escape` lets pass.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def diagnostics(checked: Checked) -> str:
    """One suite: the files in their order, the findings of each in theirs."""
    found: dict[str, list[Finding]] = {path: [] for path in checked.files}
    for each in checked.found:
        found.setdefault(each.location.path, []).append(_placed(each, checked.prefix))
    suite = ElementTree.Element("testsuite", name="reflectctl validate")
    for path in sorted(found):
        _add(suite, checked.prefix + path, found[path], checked)
    counts = {
        "tests": str(len(suite)),
        "failures": str(sum(1 for case in suite if case.find("failure") is not None)),
        "errors": "0",
    }
    suite.attrib.update(counts, skipped="0")
    top = ElementTree.Element("testsuites", counts)
    top.append(suite)
    ElementTree.indent(top)
    told: bytes = ElementTree.tostring(top, encoding="us-ascii", xml_declaration=True)
    return told.decode("ascii") + "\n"


def _add(suite: ElementTree.Element, path: str, found: list[Finding], checked: Checked) -> None:
    """Put the tests of a file into the suite; what is too light to fail goes with the first of them."""
    failing = [each for each in found if checked.fails(each)]
    cases = [
        ElementTree.SubElement(suite, "testcase", classname=_xml(line(path)), name=name) for name in _names(failing)
    ]
    for case, each in zip(cases, failing, strict=False):
        failure = ElementTree.SubElement(case, "failure", message=_xml(line(each.message)), type=_xml(line(each.rule)))
        failure.text = _xml(text.finding(each))
    light = "".join(text.finding(each) for each in found if not checked.fails(each))
    if light:
        ElementTree.SubElement(cases[0], "system-out").text = _xml(light)


def _names(failing: list[Finding]) -> list[str]:
    """The names of a file's tests, no two the same, as servers keep one of a name; at least one."""
    seen: Counter[str] = Counter()
    names = []
    for each in failing:
        name = f"{each.rule} at line {each.location.line}, column {each.location.column}"
        seen[name] += 1
        names.append(_xml(line(name + (f" ({seen[name]})" if seen[name] > 1 else ""))))
    return names or ["sound"]


def _placed(found: Finding, prefix: str) -> Finding:
    return found._replace(location=found.location._replace(path=prefix + found.location.path))


def _xml(text: str) -> str:
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
