#!/usr/bin/env bash
# From 0.29 on, a typer program with a single parameter of text imports pydantic when it runs.
#
# Found with typer 0.29.2 beside 0.28.0. Pydantic came with the former as a dependency of its own.
# A program that takes a name on its command line starts with a hundred more modules and more than with 0.28, whatever its
# parameters are: a command that is over in a tenth of a second takes more than twice the time. Nothing in the program
# names pydantic.
# So: this project's dependency is typer>=0.26,<0.29 until that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat >"$folder/program.py" <<'P'
import sys
import typer

app = typer.Typer()


@app.command()
def greet(name: str = "you") -> None:
    print(len(sys.modules), "pydantic" in sys.modules)


app()
P
declare -A told
for version in 0.28.0 0.29.2; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "typer==$version"
  told[$version]=$("$folder/$version/bin/python" "$folder/program.py")
  echo "typer $version: modules imported, and whether pydantic is one of them: ${told[$version]}"
done
read -r few without <<<"${told[0.28.0]}"
read -r many with <<<"${told[0.29.2]}"
if [ "$without" = False ] && [ "$with" = True ] && [ "$many" -gt $((few + 50)) ]; then echo "as found"; else
  echo "changed: look at the bounds of typer again"
  exit 1
fi
