#!/usr/bin/env bash
# `git merge -X theirs` does not settle a conflict of a file that has a merge driver, and the driver is not told of it.
#
# Found with git 2.39. `-X ours` and `-X theirs` settle what conflicts, and one who types them expects no marks afterwards.
# Of two files that conflict alike, the one without a driver is settled; the one whose driver leaves with 1 stays in conflict,
# and with `merge=union` it has the lines of both. No placeholder and no variable hands the wish on, so that a driver
# cannot do better.
# So: a conflict of records is settled afterwards, with `conflicts --ours` or `--theirs`, whatever the merge was called with.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git --version
git init -q -b main .
printf 'driven merge=driven\nunion merge=union\n' >.gitattributes
said() { for each in plain driven union; do echo "$1" >$each; done; git add . && git commit -qm "$1"; }
said base; git switch -qc side; said theirs; git switch -q main; said ours
# It asks git for the merge by lines, which is what git itself does of the plain file.
git config merge.driven.driver 'f() { env >"$5"; git merge-file -q "$2" "$1" "$3"; }; f %O %A %B %P '"$folder/.git/told"
git merge -q -X theirs side >out 2>&1 && code=0 || code=$?
plain=$(xargs <plain) union=$(xargs <union) left=$(git diff --name-only --diff-filter=U | xargs)
told=$(grep -ciE '^[^=]*=.*(-X|theirs)' .git/told || true)
echo "left with $code; plain: $plain; union: $union; in conflict: $left; told of -X in $told variables"
if [ "$code$plain$union$left$told" = "1theirsours theirsdriven0" ]; then
    echo "as found"
else
    echo "changed: drivers may hear of -X"; exit 1
fi
