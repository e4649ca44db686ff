"""What a shell offers at the cursor: the words that are there go in, what may stand there comes out, a line each.

And what a shell has to be taught to ask: a function each for bash, zsh and fish, which knows nothing but how that shell
hands over its words.
"""

import os
from typing import TYPE_CHECKING

from ..errors import ReflectError
from .commands import COMMANDS

if TYPE_CHECKING:
    from ..app.context import Context

_BASH = """_reflectctl() {
    local IFS=$'\\n'
    COMPREPLY=( $(COMP_LINE="$COMP_LINE" COMP_POINT="$COMP_POINT" COMP_BREAKS="$COMP_WORDBREAKS" \\
        _REFLECTCTL_COMPLETE=complete_bash "$1" 2>/dev/null) )
}
complete -o default -F _reflectctl reflectctl
"""

_ZSH = """#compdef reflectctl
_reflectctl() {
    local -a found
    found=("${(@f)$(_REFLECTCTL_COMPLETE=complete_zsh "${(Q)words[1]}" "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found[1]" ]]; then
        _describe -V reflectctl found
    else
        _files
    fi
}
if [[ "$funcstack[1]" == "_reflectctl" ]]; then
    _reflectctl "$@"
else
    compdef _reflectctl reflectctl
fi
"""

_FISH = """function __reflectctl_complete
    set -l words (commandline -opc)
    set -l found (_REFLECTCTL_COMPLETE=complete_fish command $words[1] $words[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $found) -gt 0
        string join \\n $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command reflectctl --no-files --arguments '(__reflectctl_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

_PLACES = {
    "bash": (".local/share/reflectctl/completion.bash", ".bashrc", "source ~/.local/share/reflectctl/completion.bash"),
    "zsh": (".zfunc/_reflectctl", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
    "fish": (".config/fish/completions/reflectctl.fish", "", ""),
}
"""Where a shell's function is put, and where it is named in which line; fish looks by itself."""


def script(arguments: list[str], here: "Context") -> int:
    """Print what teaches a shell, or put it where the shell looks."""
    from . import console

    what, *named = arguments
    shell = named[0] if named else os.path.basename(here.environ.get("SHELL", ""))
    if shell not in SCRIPTS or named[1:]:
        raise ReflectError(
            f"'{shell}' is not a shell that can be taught; bash, zsh or fish was expected.",
            f"Name it: `reflectctl {what} bash`.",
            exit_code=2,
        )
    if what == "--show-completion":
        console.show(SCRIPTS[shell])
        return 0
    home = here.environ.get("HOME", "")
    if not os.path.isdir(home):
        raise ReflectError("There is no home folder to put it in.", "Print it: `reflectctl --show-completion`.")
    place, settings, line = _PLACES[shell]
    os.makedirs(os.path.dirname(os.path.join(home, place)), exist_ok=True)
    with open(os.path.join(home, place), "w", encoding="utf-8", newline="\n") as file:
        file.write(SCRIPTS[shell])
    console.say(f"Written to ~/{place}.")
    if settings:
        with open(os.path.join(home, settings), "a+", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.seek(0)
            before = file.read()
            if line not in before.splitlines():
                file.write(("\n" if before and not before.endswith("\n") else "") + f"{line}\n")
                console.say(f"A line was added to ~/{settings}: {line}")
    console.say("A new shell knows it.")
    return 0


def complete(shell: str, arguments: list[str], here: "Context") -> int:
    """Print what may stand at the cursor, as a shell takes it; nothing where nothing is known."""
    from . import console

    shell = shell.removeprefix("complete_")
    words = _typed_in_bash(here) if shell == "bash" else arguments
    *before, last = words or [""]
    if shell == "bash" and not before and not last.startswith("-"):
        # Nothing has to be imported to know the commands, and bash shows no more than their names.
        found = [(name, "") for name in COMMANDS if name.startswith(last)]
    else:
        found = _found(before, last, here)
    told = []
    for value, title in found:
        if shell == "zsh":
            told.append(":".join(filter(None, (value.replace("\\", "\\\\").replace(":", "\\:"), title))))
        elif shell == "fish":
            told.append(f"{value}\t{title}" if title else value)
        else:
            told.append(value[_kept(last, here) :])
    console.show("".join(f"{each}\n" for each in told))
    return 0


def _found(before: list[str], last: str, here: "Context") -> list[tuple[str, str]]:
    """What may stand in the place of the last word, each whole, with what it is."""
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    from .typer_app import made

    ctx = _resolve_context(made(before), {"obj": here}, "reflectctl", before)
    asked, typed = _resolve_incomplete(ctx, before, last)
    items = asked.shell_complete(ctx, typed)
    option = last[: last.index("=") + 1] if last.startswith("--") and "=" in last else ""
    found = [(str(each.value), " ".join(str(each.help or "").split())) for each in items if each.type == "plain"]
    return [(value if value.startswith(option) else option + value, title) for value, title in found]


def _typed_in_bash(here: "Context") -> list[str]:
    """The words up to the cursor, behind the program's name, as the shell would read them."""
    environ = here.environ
    if "COMP_LINE" in environ:
        line = environ["COMP_LINE"]
        # The cursor is counted in bytes.
        raw = line.encode("utf-8", "surrogateescape")[: int(environ.get("COMP_POINT") or len(line))]
        return _split(raw.decode("utf-8", "ignore"))[1:]
    words = _split(environ.get("COMP_WORDS", ""))
    return [*words, ""][1 : int(environ.get("COMP_CWORD") or len(words)) + 1]


def _split(line: str) -> list[str]:
    """The words of a line that has perhaps not been typed to its end; the last may be empty."""
    import shlex

    reader = shlex.shlex(line, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    words: list[str] = []
    try:
        words += reader
    except ValueError:
        words.append(reader.token)
        return words
    return [*words, ""] if not line or line[-1].isspace() else words


def _kept(last: str, here: "Context") -> int:
    """How much of the last word bash keeps by itself: all before and with the last sign at which it breaks words."""
    breaks = set(here.environ.get("COMP_BREAKS", "")) & set("=:@")
    return max((last.rfind(sign) + 1 for sign in breaks), default=0)
