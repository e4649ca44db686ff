"""What a shell offers at the cursor: the words that are there go in, what may stand there comes out, a line each.

And what a shell has to be taught to ask: a function each for bash, zsh and fish, which knows nothing but how that shell
hands over its words.
"""

import os
import sys
from importlib import import_module
from shlex import quote
from typing import TYPE_CHECKING, Any

from ..errors import ReflectError
from . import completion_words as words

if TYPE_CHECKING:
    from ..app.context import Context

_BASH = """_reflectctl() {
    local IFS=$'\\n'
    COMPREPLY=( $(
        export COMP_LINE COMP_POINT COMP_BREAKS="$COMP_WORDBREAKS" _REFLECTCTL_COMPLETE=complete_bash
        @QUICKLY@"$1" 2>/dev/null
    ) )
}
complete -o default -F _reflectctl reflectctl
"""

_QUICKLY = '[ "$(type -P -- "$1")" = {program} ] && {python} -I -S {script} 2>/dev/null || '
"""Where it is this very program that would be run: without site packages, which take longer than the answer."""

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


def _script(shell: str) -> str:
    """What teaches a shell."""
    program = sys.argv[0]
    is_one = os.path.basename(program) == "reflectctl" and os.path.isabs(program)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "without_site.py")
    quickly = ""
    if is_one and os.path.isfile(script) and os.path.isfile(program):
        quickly = _QUICKLY.format(program=quote(program), python=quote(sys.executable), script=quote(script))
    return SCRIPTS[shell].replace("@QUICKLY@", quickly)


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
        console.show(_script(shell))
        return 0
    home = here.environ.get("HOME", "")
    if not os.path.isdir(home):
        raise ReflectError("There is no home folder to put it in.", "Print it: `reflectctl --show-completion`.")
    place, settings, line = _PLACES[shell]
    os.makedirs(os.path.dirname(os.path.join(home, place)), exist_ok=True)
    with open(os.path.join(home, place), "w", encoding="utf-8", newline="\n") as file:
        file.write(_script(shell))
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


def complete(arguments: list[str], here: "Context") -> int:
    """Print what may stand at the cursor, as a shell takes it; nothing where nothing is known."""
    from . import console

    shell, before, last = words.typed(arguments, here.environ)
    console.show(words.shown(shell, _found(before, last, here), last, here.environ))
    return 0


def _found(before: list[str], last: str, here: "Context") -> list[words.Offer]:
    """What may stand in the place of the last word, each whole, with what it is."""
    try:
        found = words.offered(before, last)
    except words.Unusual:
        return _by_typer(before, last, here)
    return _known(found, last, here) if isinstance(found, words.Awaited) else found


def _known(awaited: words.Awaited, last: str, here: "Context") -> list[words.Offer]:
    """What the records know that may stand there: a list by its name, or else the command's own function says it."""
    from . import given
    from .declare import Call, Completion
    from .table import place

    for said, above in ((awaited.before, True), (awaited.behind, False)):
        for option, value in said:
            if option == "--no-pager":
                here = given.without_pager(here)
            elif option not in given.COLOR:
                how = {"asked": True} if option in given.ROOT else {}
                here = given.TAKEN[option](here, value, above=above, **how)
    if awaited.offers:
        return words.whole(Completion(awaited.offers).offered(Call(here, awaited.values), awaited.typed), last)
    module, _, name = place(awaited.command).partition(":")
    function = getattr(import_module(f".{module}", __package__), name)
    offers: Any = function.__annotations__[awaited.parameter].__metadata__[0].said["autocompletion"]
    call = Call(here, awaited.values)
    # One that asks for three also wants the words before, which none of ours has a use for.
    asked: tuple[Any, ...] = (call, [], awaited.typed) if offers.__code__.co_argcount == 3 else (call, awaited.typed)
    return words.whole([*offers(*asked)], last)


def _by_typer(before: list[str], last: str, here: "Context") -> list[words.Offer]:
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    from .typer_app import made

    ctx = _resolve_context(made(before), {"obj": here}, "reflectctl", before)
    asked, typed = _resolve_incomplete(ctx, before, last)
    items = asked.shell_complete(ctx, typed)
    return words.whole([(str(each.value), each.help or "") for each in items if each.type == "plain"], last)
