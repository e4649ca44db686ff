#!/usr/bin/env bash
# An item of doorstop stays reviewed when who agreed becomes who refused; and to check items puts them into git's index.
#
# Found with doorstop 3.2. A review is kept as a fingerprint, of which the attributes under `attributes: reviewed` are a part.
# Of these the values are taken, one after the other, and not what they are called, neither the attribute's name nor the keys
# of a mapping: after `agreed-by: police` has become `refused-by: police`, where both are to be reviewed, or `health: disagree`
# has become `education: disagree`, there is nothing to review. Nor is there when the header says something else, or when
# what was normative is not any more. A changed word of the text is told. And `doorstop` alone, which validates, rewrites
# files and adds them to git's index.
# So: a rating that stands beside changed words is known by the words themselves, old and new, under their ids; no
# fingerprint stands for them, and what only looks writes nothing.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "doorstop==3.2" 2>/dev/null
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 HOME="$folder"
mkdir "$folder/here" && cd "$folder/here"
git init -q . && git config user.name a && git config user.email a@example.org
doorstop() { "$folder/venv/bin/doorstop" "$@" >../said 2>&1; }
doorstop --version && cat ../said
doorstop create REQ reqs && doorstop add REQ
printf 'attributes:\n  reviewed: [agreed-by, refused-by, views]\n' >>reqs/.doorstop.yml
item=reqs/REQ001.yml
sed -i.old "s/^text:.*/text: Children are released./; s/^header:.*/header: Charges/" $item && rm $item.old
printf 'agreed-by: police\nviews: {health: disagree, police: agree}\n' >>$item
doorstop review REQ001 && doorstop
git add . && git commit -qm Reviewed
told=""
change() { # what it is called, and what is changed
    sed -i.old "$2" $item && rm $item.old
    if git diff --quiet; then echo "nothing was changed: $1"; exit 1; fi
    doorstop
    local answer=reviewed
    if grep -q "REQ001: unreviewed changes" ../said; then answer=unreviewed; fi
    echo "$1: $answer, staged: $(git diff --cached --name-only)"
    told="$told $answer:$(git diff --cached --name-only)"
    git reset -q --hard
}
change "agreed-by is refused-by" "s/^agreed-by/refused-by/"
change "health is education" "s/health:/education:/"
change "another header" "s/Charges/Nothing/"
change "no longer normative" "s/^normative: true/normative: false/"
change "another text" "s/released/kept/"
if [ "$told" = " reviewed:$item reviewed:$item reviewed:$item reviewed:$item unreviewed:$item" ]; then
    echo "as found"
else
    echo "changed: fingerprints may have become something to go by"; exit 1
fi
