"""What some tests need beside Python, git and make, where it is installed here, and what to say where it is not."""

import shutil
from collections.abc import Mapping
from pathlib import Path

MODULES = Path(__file__).parent.parent / ".ci/node_modules"
NPM = MODULES / ".bin"
JAR = MODULES / "vnu-jar/build/dist/vnu.jar"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
JAVA = shutil.which("java") if JAR.is_file() else None
PDFTOTEXT = shutil.which("pdftotext")
OFFICE = shutil.which("soffice")
CALC = OFFICE is not None and Path(OFFICE).resolve().with_name("libsclo.so").is_file()
"""LibreOffice may be there without its spreadsheets."""
PANDOC = shutil.which("pandoc")

NEEDED: Mapping[str, str] = {
    "browser": "a browser (Chromium)",
    "npm": "npm (npm ci --prefix .ci)",
    "java": "Java",
    "office": "LibreOffice",
    "calc": "LibreOffice Calc",
    "pandoc": "pandoc",
}
"""What the marks of tests stand for."""


def missing() -> frozenset[str]:
    """The marks of tests for which something is missing here."""
    npm = shutil.which("node") is not None and (MODULES / ".package-lock.json").is_file()
    there = {"browser": BROWSER is not None, "npm": npm, "java": JAVA is not None, "office": OFFICE is not None}
    there |= {"pandoc": PANDOC is not None, "calc": CALC}
    return frozenset(mark for mark in NEEDED if not there[mark])
