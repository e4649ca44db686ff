#!/usr/bin/env bash
# What git keeps of a textconv is kept by the blob and the command alone, in the repository, and without end.
#
# Found with git 2.39. `diff.NAME.cachetextconv` keeps what a textconv said in notes (`refs/notes/textconv/NAME`), and
# asks it again only where the *text of the command* has changed. What else the answer rests on is not known to it: here a
# file of names beside the one that is shown, and the program itself, which a newer version takes the place of under the
# same command. It also writes commits into the repository that one only looks at.
# So: `git-setup` does not set it, and what `textconv` said is kept by ourselves, outside of the repository.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git init -q .
echo '*.id diff=named' >.gitattributes
echo "Former name" >names
echo "police" >one.id
git add . && git commit -qm One
git config diff.named.textconv 'f() { cat names; }; f'
git config diff.named.cachetextconv true
before=$(git show HEAD -- one.id | tail -n 1)
echo "New name" >names
after=$(git show HEAD -- one.id | tail -n 1)
refs=$(git for-each-ref --format='%(refname)' refs/notes)
echo "before: $before"; echo "after:  $after"; echo "written: $refs"
if [ "$before" = "$after" ] && [ "$refs" = refs/notes/textconv/named ]; then
    echo "as found"
else
    echo "changed: git may keep what textconv said"; exit 1
fi
