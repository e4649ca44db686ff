"""Programs of others that do part of the same on the same files: where they are, and how each is asked.

In: a corpus. Out: jobs. A program that is not there is None; `install` puts them into a folder of their own.
"""

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .corpora import Corpus, environment, program
from .generator import RATINGS
from .measuring import Job, Words

FROM_PYPI = ("check-jsonschema", "yamllint", "dvc", "git-history", "doorstop", "sourcemeta-jsonschema")
FROM_NPM = ("ajv-cli", "ajv-formats")


class Others:
    """The other programs: of this environment, of the folder that they were installed to, or on the path."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder, self._scratch = folder, scratch

    def install(self) -> list[str]:
        """Install what can be installed here; what could not be."""
        python = self._folder / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", python], check=True)
        pip: Words = [python / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        left = [name for name in FROM_PYPI if not _done([*pip, name])]
        npm = shutil.which("npm")
        ours: Words = [npm or "", "install", "--silent", "--prefix", self._folder / "node", *FROM_NPM]
        return left if npm and _done(ours) else [*left, *FROM_NPM]

    def find(self, name: str) -> str | None:
        """Where a program is."""
        places = (program(name), self._folder / "python/bin" / name, self._folder / "node/node_modules/.bin" / name)
        return next((str(place) for place in places if place.is_file()), None) or shutil.which(name)

    def check_jsonschema(self, corpus: Corpus) -> Job | None:
        """check-jsonschema over the same files."""
        return self._by_schema("check-jsonschema", ("-q", "--schemafile"), corpus)

    def native(self, corpus: Corpus) -> Job | None:
        """A checker that is compiled (Sourcemeta's): it looks at nothing but schemas."""
        machine = {"aarch64": "arm64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())
        inside = f"python/lib/*/site-packages/sourcemeta_jsonschema/jsonschema-{sys.platform}-{machine}"
        found = next(self._folder.glob(inside), None)
        return self._by_schema(str(found), ("validate",), corpus) if found else None

    def ajv(self, corpus: Corpus) -> Job | None:
        """ajv, which wants each file named as data."""
        words = ("validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s")
        return self._by_schema("ajv", words, corpus, "-d")

    def _by_schema(self, name: str, words: Sequence[str], corpus: Corpus, each: str = "") -> Job | None:
        found = self.find(name)
        if found is None:
            return None
        commands: list[Words] = []
        for kind, files in self._kinds(corpus).items():
            named = [word for file in files for word in ((each, file) if each else (file,))]
            commands.append([found, *words, corpus.root / f".reflectctl/schema/{kind}.schema.json", *named])
        return Job(commands, corpus.root)

    def _kinds(self, corpus: Corpus) -> dict[str, list[Path]]:
        """The files by their schemas; no other program reads Markdown, so front matter is laid out for it."""
        root, scratch = corpus.root, self._scratch / f"front-{corpus.size.name}"
        return {
            "partnership": [root / "partnership.yaml"],
            "pack": [root / "content/pack.yaml"],
            "content-principle": sorted((root / "content/principles").glob("*.yaml")),
            "principle": corpus.principles,
            "views": sorted((root / "views").glob("*.yaml")),
            "preliminary": _front([root / "preliminary.md"], scratch),
            "meeting": _front(sorted((root / "meetings").glob("*.md")), scratch),
        }

    def yamllint(self, corpus: Corpus) -> Job | None:
        """yamllint over the same files, which it may find fault with as it likes."""
        found = self.find("yamllint")
        files = [file for files in self._kinds(corpus).values() for file in files]
        return Job([[found, "-d", "{rules: {key-duplicates: enable}}", *files]], corpus.root) if found else None

    def dvc(self, corpus: Corpus) -> Job | None:
        """The same ratings as numbers in a repository of DVC's: its metrics are numbers."""
        found = self.find("dvc")
        if found is None:
            return None
        root = self._scratch / "dvc"
        _quietly(["git", "clone", "-q", corpus.root, root], corpus.root)
        _quietly([found, "init", "-q"], root)
        for moment, share in (("half", 0.5), ("end", 1.0)):
            named = {}
            for statement, answers in corpus.truth.items():
                until = answers[: round(len(answers) * share)]
                named[statement] = RATINGS.index(until[-1][1]) if until else 0
            (root / "metrics.json").write_text(json.dumps(named), "utf-8")
            (root / "dvc.yaml").write_text("metrics:\n  - metrics.json\n", "utf-8")
            _quietly(["git", "add", "-A"], root)
            _quietly(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", moment], root)
        return Job([[found, "metrics", "diff", "HEAD~1", "HEAD"]], root)

    def git_history(self, corpus: Corpus) -> Job | None:
        """git-history over one principle's file of eight."""
        found = self.find("git-history")
        if found is None:
            return None
        base = self._scratch / "git-history.db"
        words: Words = [
            *(found, "file", base, corpus.principles[0], "--repo", corpus.root, "--branch", "HEAD"),
            *("--import", "yaml", "--id", "statement", "--silent", "--convert", _AS_ITEMS),
        ]
        return Job([words], corpus.root, before=lambda: base.unlink(missing_ok=True))

    def doorstop(self, corpus: Corpus) -> Job | None:
        """As many items of doorstop's as there are meetings, with the same notes."""
        found, root = self.find("doorstop"), self._scratch / "doorstop"
        if found is None:
            return None
        root.mkdir()
        _quietly(["git", "init", "-q"], root)
        _quietly([found, "create", "MTG", "meetings"], root)
        for number, path in enumerate(sorted((corpus.root / "meetings").glob("*.md")), 1):
            notes = path.read_text("utf-8").split("---\n")[2].strip()
            text = "".join(f"  {line}\n" if line else "\n" for line in notes.splitlines())
            facts = f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\nlinks: []\nnormative: true\n"
            item = f"{facts}ref: ''\nreviewed: null\ntext: |\n{text}"
            (root / "meetings" / f"MTG{number:03d}.yml").write_text(item, "utf-8")
        return Job([[found, "publish", "--quiet", "--html", "MTG", root / "published.html"]], root)


_AS_ITEMS = """
said = yaml.safe_load(content) or {}
return [
    {"statement": name, "rating": it.get("rating"), "agreed": str(it.get("agreed")), "because": it.get("because")}
    for name, it in (said.get("assessments") or {}).items()
]
"""


def _front(paths: Sequence[Path], scratch: Path) -> list[Path]:
    """The front matter of Markdown files, in files of its own."""
    scratch.mkdir(parents=True, exist_ok=True)
    made = []
    for path in paths:
        target = scratch / (path.stem + ".yaml")
        target.write_text(path.read_text("utf-8").split("---\n")[1], "utf-8")
        made.append(target)
    return made


def _done(command: Words) -> bool:
    return not subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode


def _quietly(command: Words, at: Path) -> None:
    subprocess.run([str(word) for word in command], cwd=at, env=environment(), check=True, capture_output=True)
