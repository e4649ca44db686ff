"""Finds what is shipped with the program: `schema/`, `content/`, `examples/`, and the files of a new repository.

They lie inside the package in a wheel and at the top of the checkout in an editable install; it looks in both.
"""

import os
import re
from typing import Any

from .light_json import loads

_HERE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """The path of a shipped folder: `schema`, `content` or `examples`."""
    for top in (os.path.join(_HERE, "_shipped"), os.path.dirname(os.path.dirname(_HERE))):
        path = os.path.join(top, name)
        if os.path.isdir(path):
            return path
    raise FileNotFoundError(f"The folder {name} is not among the files installed with reflectctl.")


def schema(name: str) -> dict[str, Any]:
    """A shipped JSON Schema, by its name without the ending."""
    return loads(_read(os.path.join(folder("schema"), name + ".schema.json")))  # type: ignore[no-any-return]


def schema_names() -> list[str]:
    """The names of the shipped schemas, sorted."""
    return sorted(name.removesuffix(".schema.json") for name in os.listdir(folder("schema")) if name.endswith(".json"))


def pack_ids() -> list[str]:
    """The ids of the shipped content packs, sorted."""
    top = folder("content")
    return sorted(name for name in os.listdir(top) if os.path.isfile(os.path.join(top, name, "pack.yaml")))


def pack_files(pack: str) -> dict[str, bytes]:
    """The files of a shipped content pack by their path inside it, sorted; empty when there is no such pack."""
    return files("content", pack)


def code_stamp(*names: str) -> str:
    """What changes when one of the program's own modules does: their sizes and times."""
    found = (os.stat(os.path.join(_HERE, *name.split("/"))) for name in names)
    return " ".join(f"{each.st_size}.{each.st_mtime_ns}" for each in found)


def library_stamp(name: str) -> str:
    """What changes when another version of a library is installed, which need not be imported for that; or nothing."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(name)
    try:
        status = os.stat(spec.origin) if spec and spec.origin else None
    except OSError:
        status = None
    return f"{status.st_size}.{status.st_mtime_ns}" if status else ""


def nothing_personal() -> frozenset[str]:
    """What the texts of the shipped content are known by, in which nothing looks like somebody's data."""
    return frozenset(_read(os.path.join(_HERE, "compiled", "nothing-personal.txt")).decode("ascii").split())


def english() -> bytes:
    """The shipped catalogue of what reports say of their own accord, in English."""
    return _read(os.path.join(folder("content"), "phrases", "en.yaml"))


def origin() -> dict[str, Any]:
    """What this program was installed from, as its installer wrote it down (PEP 610); empty where nothing is known."""
    from importlib import metadata

    try:
        said = loads(metadata.distribution("reflectctl").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def stylesheet(name: str) -> str:
    """A stylesheet of the program's own, by its name."""
    with open(os.path.join(_HERE, "render", "styles", name), encoding="utf-8") as file:
        return file.read()


def font_files() -> dict[int, str]:
    """The paths of the typefaces that pictures and pages are set in, by their weight."""
    top = os.path.join(_HERE, "render", "fonts")
    return {400: os.path.join(top, "arimo-regular.ttf"), 700: os.path.join(top, "arimo-bold.ttf")}


def fonts() -> dict[int, bytes]:
    """The same typefaces."""
    return {weight: _read(path) for weight, path in font_files().items()}


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def files(kind: str, *inside: str) -> dict[str, bytes]:
    """The files of a shipped folder by their path inside it, sorted."""
    return _below(os.path.join(folder(kind), *inside))


def repository_files(kind: str, **values: str) -> dict[str, str]:
    """What is written into a partnership's repository, by its path there: the files of a folder, with places filled.

    A place is `@NAME@`: one that has no value is an error, and what fills it is not looked at.
    """

    def value(found: re.Match[str]) -> str:
        return values[found[1]]

    return {
        re.sub(r"(^|/)dot-", r"\1.", path): re.sub("@([A-Z]+)@", value, raw.decode("utf-8"))
        for path, raw in _below(os.path.join(_HERE, "edits", "files", kind)).items()
    }


def _below(top: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for at, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.startswith(".") or name.endswith(".pyc"):
                continue
            path = os.path.join(at, name)
            found[os.path.relpath(path, top).replace(os.sep, "/")] = _read(path)
    return dict(sorted(found.items()))
