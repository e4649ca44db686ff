#!/usr/bin/env bash
# To be told of 500 files of one folder takes `git log` some seventy times as long as to be told of the whole folder.
#
# Found with git 2.39. The more paths are named, the longer it takes, though they are all that there is in the folder and the
# answer is the same: each entry of each tree is compared with one path after the other. A folder's name is one comparison.
# One would think that to name what is wanted is never the dearer question.
# So: a comparison of two moments that has more than twenty files to follow asks for their folders and leaves out the rest itself.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git init -q .
{
    for n in $(seq 500); do printf 'blob\nmark :%d\ndata 4\n%03d\n\n' "$n" "$n"; done
    printf 'commit refs/heads/main\nmark :1000\ncommitter a <a@example.org> 1700000000 +0000\ndata 1\n.\n'
    for n in $(seq 500); do printf 'M 100644 :%d meetings/%03d\n' "$n" "$n"; done
    for c in $(seq 1500); do
        printf 'commit refs/heads/main\ncommitter a <a@example.org> %d +0000\ndata 1\n.\nM 100644 :%d meetings/%03d\n' \
            "$((1700000000 + c))" "$((c % 499 + 1))" "$(((c + 7) % 500 + 1))"
    done
} | git fast-import --quiet
# Milliseconds of the processor, as the system counts those of this shell's children.
spent() { local me=$BASHPID before after; before=$(cpu "$me"); "$@" >told; after=$(cpu "$me"); echo $(((after - before) * 10)); }
cpu() { awk '{ print $16 + $17 }' "/proc/$1/stat"; }
git --version
all=$(spent git log --raw --format=%H main -- meetings); cp told whole
# shellcheck disable=SC2046 # one word for each
named=$(spent git log --raw --format=%H main -- $(git ls-tree -r --name-only main))
cmp -s told whole && echo "the same is told"
echo "of the folder: ${all} ms; of each of its 500 files: ${named} ms"
if cmp -s told whole && [ "$named" -gt $((4 * (all + 10))) ]; then
    echo "as found"
else
    echo "changed: many paths are no longer dear"; exit 1
fi
