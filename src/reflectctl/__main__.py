"""Where the program begins. What answers at once answers before anything is imported."""

import sys


def main() -> None:
    """Run reflectctl with the words of the command line, and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from . import __version__

        print(f"reflectctl {__version__}")
        return
    from .cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
