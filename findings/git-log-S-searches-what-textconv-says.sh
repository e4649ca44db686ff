#!/usr/bin/env bash
# Where a textconv is set, `git log -S` and `-G` look for words in what it says, and no longer in what was committed.
#
# Found with git 2.39. A textconv is thought of as a way to show a file. It decides as well which commits `git log -S` and
# `-G` find: a word that is in the file, and that the textconv does not say, is found in no commit, and nothing tells that
# the files were not looked at. `git log -L` and `git grep` go by the file all the same; `git blame` goes by the textconv.
# `--no-textconv` finds it. What was typed while a merge was settled is found by neither, only with -m.
# So: whoever is told to look for words in all history (a name, say) is told `git log --all -m --no-textconv -S`.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git --version
git init -q -b main .
echo '*.yaml diff=told' >.gitattributes
printf 'rating: agree # Rowanberry was against it\n' >one.yaml
git add . && git commit -qm Comment
git switch -qc side && printf 'b\n' >two.txt && git add . && git commit -qm Side
git switch -q main && printf 'c\n' >two.txt && git add . && git commit -qm Main
git merge -q side >/dev/null 2>&1 || printf 'Hawthornbush\n' >two.txt
git add . && git commit -qm Merge
git config diff.told.textconv 'f() { sed "s/ *#.*//" "$1"; }; f'
found() { git log --all --format=%s "$@" | sort -u | xargs; }
told="S:$(found -S Rowanberry) G:$(found -G Rowanberry) blame:$(git blame -s one.yaml | grep -c Rowanberry || true)"
file="S:$(found --no-textconv -S Rowanberry) G:$(found --no-textconv -G Rowanberry) grep:$(git grep -c Rowanberry)"
merge="S:$(found --no-textconv -S Hawthornbush) with -m:$(found --no-textconv -m -S Hawthornbush)"
echo "with the textconv:    $told"; echo "without:              $file"; echo "typed in the merge:   $merge"
if [ "$told" = "S: G: blame:0" ] && [ "$file" = "S:Comment G:Comment grep:one.yaml:1" ] && [ "$merge" = "S: with -m:Merge" ]; then
    echo "as found"
else
    echo "changed: look at the search that is advised again"; exit 1
fi
