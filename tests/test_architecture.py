"""The map of the house: imports go down a floor; foreign libraries and the outside world enter by their own doors."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reflectctl"
MODULES = dict.fromkeys(sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")))


@cache
def tree_of(path: str) -> ast.Module:
    """What a module says."""
    return ast.parse((SOURCE / path).read_text("utf-8"))


@cache
def nodes_of(path: str) -> list[ast.AST]:
    """Every node of a module; each is looked at by many tests, and found once."""
    return list(ast.walk(tree_of(path)))


FLOORS = [
    ("__main__.py", "__init__.py"),
    ("cli", "api.py"),
    ("app",),
    ("render",),
    ("tell",),
    ("edits",),
    ("importing",),
    ("rules",),
    ("analysis",),
    ("loading",),
    ("documents", "storage"),
    ("model", "resources.py"),
    ("errors.py", "hashes.py", "light_json.py", "patterns.py"),
]
"""From the top of the house to its foundation: a room may import from the floors below its own."""

DOORS: set[tuple[str, str]] = set()
"""Rooms that may go through to each other against the order of the floors, in this direction."""

ENTRANCES = {
    "yaml": ("documents/libyaml.py",),
    "ruamel": ("documents",),
    "jsonschema": ("loading/schema.py",),
    "jsonschema_rs": ("loading/schema.py",),
    "git": ("storage/git_init.py",),
    "markdown_it": ("render/safe_markdown.py", "importing/markup.py"),
    "pypdf": ("importing/pdf.py",),
    "openpyxl": ("render/worksheet_xlsx.py",),
    "resvg_py": ("render/raster.py",),
    "weasyprint": ("render/report_pdf.py",),
    "nh3": ("render/safe_markdown.py",),
    "icalendar": ("render/ics.py",),
    "tabulate": ("render/terminal.py",),
    "typer": ("cli/typer_app.py", "cli/shared.py", "cli/completion.py"),
    "subprocess": ("storage",),
    "os": ("storage", "resources.py", "cli", "api.py", "__main__.py"),
    "pathlib": ("storage", "resources.py", "cli", "app", "api.py"),
    "shutil": ("storage", "cli"),
    "tempfile": ("storage", "cli"),
    "fcntl": ("storage",),
    "stat": ("storage",),
    "sys": ("cli", "__main__.py", "documents/libyaml.py", "patterns.py"),
    "importlib": ("cli", "resources.py", "documents/libyaml.py"),
    "secrets": ("cli",),
    "time": ("storage", "cli"),
    "_thread": ("storage",),
    "logging": ("importing/pdf.py", "render/report_pdf.py"),
    # A script is in no package.
    "reflectctl": ("cli/without_site.py",),
}
"""Where each foreign library, and each way to the outside world, comes in."""

NOWHERE = {
    "urllib",
    "socket",
    "http",
    "requests",
    "pickle",
    "marshal",
    "ctypes",
    "click",
    "random",
    "shelve",
}


def room(path: str) -> str:
    return path.split("/", 1)[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@cache
def own_imports(path: str) -> set[str]:
    """The modules of our own that a module imports, as paths below the package."""
    found = set()
    here = path.split("/")[:-1]
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - (node.level - 1)]
            base = [*base, *(node.module or "").split(".")] if node.module else base
            for name in [alias.name for alias in node.names]:
                for parts in ([*base, name], base):
                    candidates = ["/".join(parts) + ".py", "/".join([*parts, "__init__.py"])]
                    target = next((each for each in candidates if each in MODULES), None)
                    if target:
                        found.add(target)
                        break
    return found


def foreign_imports(path: str) -> set[str]:
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


def test_every_room_is_on_a_floor() -> None:
    for path in MODULES:
        assert any(room(path) in rooms for rooms in FLOORS), path


Look = Callable[[str], None]


def of_each(paths: Iterable[str]) -> Callable[[Look], Callable[[], None]]:
    """Have a look at each module in one test: a test of its own takes longer than the look."""

    def made(look: Look) -> Callable[[], None]:
        def test() -> None:
            for path in paths:
                look(path)

        test.__name__, test.__doc__ = look.__name__, look.__doc__
        return test

    return made


@of_each(MODULES)
def test_imports_go_down_a_floor(path: str) -> None:
    here = room(path)
    for target in own_imports(path):
        there = room(target)
        if there in (here, "__init__.py") or (here, there) in DOORS:
            continue
        assert floor(there) > floor(here), f"{path} imports {target}"


def test_no_two_modules_import_each_other() -> None:
    for path in MODULES:
        for target in own_imports(path) - {path}:
            assert path not in own_imports(target), f"{path} and {target}"


@of_each(MODULES)
def test_foreign_libraries_and_the_outside_world_come_in_by_their_own_door(path: str) -> None:
    for name in foreign_imports(path):
        assert name not in NOWHERE, f"{path} imports {name}"
        if name in ENTRANCES:
            assert any(path == door or path.startswith(door + "/") for door in ENTRANCES[name]), f"{path}: {name}"
        else:
            assert name in sys.stdlib_module_names, f"{path} imports {name}, which has no door"


@of_each(MODULES)
def test_files_are_opened_by_the_store_the_resources_and_the_command_line_only(path: str) -> None:
    if room(path) in ("storage", "cli", "resources.py", "patterns.py", "__main__.py"):
        return
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("open", "print", "input", "exec", "eval", "__import__"), f"{path}:{node.lineno}"


@of_each(MODULES)
def test_the_clock_is_read_by_the_command_line_only(path: str) -> None:
    if room(path) in ("cli", "api.py"):
        return
    for node in nodes_of(path):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("today", "now", "utcnow") or not (
                isinstance(node.value, ast.Name) and node.value.id in ("date", "datetime")
            ), f"{path}:{node.lineno}"


ON_DISK = {
    *("absolute", "chmod", "cwd", "exists", "expanduser", "glob", "home", "is_dir", "is_file", "is_symlink", "iterdir"),
    *("lstat", "mkdir", "open", "read_bytes", "read_text", "readlink", "rename", "resolve", "rglob", "rmdir", "stat"),
    *("symlink_to", "touch", "unlink", "write_bytes", "write_text"),
}
"""The methods of a path that ask the disk."""


@of_each([path for path in MODULES if room(path) == "app"])
def test_what_a_command_does_takes_paths_for_names_and_leaves_the_disk_to_the_store(path: str) -> None:
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in ON_DISK, f"{path}:{node.lineno}"


OF_THE_PROCESS = {("__main__.py", "unraisablehook")}
"""What a program does with signals and interruptions holds for its process, as its handlers do."""


@of_each(MODULES)
def test_no_run_writes_what_the_next_one_reads(path: str) -> None:
    """No name of a module is set from within a function, nor that of another module from anywhere."""
    modules = {
        alias.asname or alias.name.split(".")[0]
        for node in nodes_of(path)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    for node in nodes_of(path):
        assert not isinstance(node, ast.Global), f"{path}:{node.lineno}"
        targets = node.targets if isinstance(node, (ast.Assign, ast.Delete)) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                if (path, target.attr) in OF_THE_PROCESS:
                    continue
                assert target.value.id not in modules, f"{path}:{target.lineno}"


def test_the_beginnings_of_packages_import_nothing() -> None:
    for path, tree in ((path, tree_of(path)) for path in MODULES):
        if path.endswith("__init__.py"):
            assert not [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))], path


LIBRARIES = sorted(name for name in ENTRANCES if name not in {*sys.stdlib_module_names, "reflectctl"})


@pytest.mark.parametrize("module", ["reflectctl", "reflectctl.model.records", "reflectctl.errors"])
def test_importing_the_package_imports_no_library(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}} & set({LIBRARIES!r})))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_loading_and_checking_import_only_the_libraries_they_use() -> None:
    code = (
        "import sys, reflectctl.loading.load, reflectctl.rules.catalogue, reflectctl.edits.operations; "
        f"print(*sorted({{name.split('.')[0] for name in sys.modules}} & set({LIBRARIES!r})))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["yaml"]


@of_each(MODULES)
def test_modules_public_functions_and_classes_say_what_they_are(path: str) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), path
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            if "overload" in [each.id for each in node.decorator_list if isinstance(each, ast.Name)]:
                continue
            assert ast.get_docstring(node), f"{path}: {node.name}"
