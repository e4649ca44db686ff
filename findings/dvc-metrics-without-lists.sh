#!/usr/bin/env bash
# `dvc metrics diff` says nothing at all of a file whose lists have changed.
#
# Found with dvc 3.67.1. What stands in a list of a YAML file of metrics, at any depth, is no metric: `dvc metrics show` leaves
# it out, and `dvc metrics diff` of two commits that differ in nothing else prints nothing and leaves with 0, as though nothing
# had changed. `dvc params diff` of the same two files compares the list, whole. Neither tells `trauma.action: 5` from
# `action: 5` under `trauma`, or 0 from false: both are no change. And a value that was taken out (null) looks as one whose
# key is gone.
# So: ratings are compared by their ids and by what they are called; that nothing changed is said in words, and only where
# everything was compared.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "dvc==3.67.1" 2>/dev/null
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 DVC_NO_ANALYTICS=1 HOME="$folder"
mkdir "$folder/here" && cd "$folder/here"
dvc() { "$folder/venv/bin/dvc" "$@"; }
git init -q . && git config user.name a && git config user.email a@example.org
dvc init -q && dvc config core.check_update false && dvc config core.analytics false
printf 'metrics: [all.yaml]\nparams: [same.yaml]\n' >dvc.yaml
lay() { printf "$1" | tee all.yaml >same.yaml; }
lay 'trauma.action: 5\nhomes: 0\nprinciples:\n- {id: voice, rating: 2, views: [agree, agree]}\n'
git add . && git commit -qm One
lay 'trauma: {action: 5}\nhomes: false\nprinciples:\n- {id: voice, rating: -2, views: [disagree]}\n'
echo "dvc $(dvc --version)"
metrics=$(dvc metrics diff 2>&1) && code=0 || code=$?
params=$(dvc params diff --json 2>&1)
lay 'trauma.action:\n'
gone=$(dvc metrics diff --json 2>&1)
echo "metrics, left with $code: '$metrics'"; echo "params: $params"; echo "taken out, and gone: $gone"
if [ -z "$metrics" ] && [ "$code" = 0 ] && [[ $params == *'"principles"'* && $params != *homes* && $params != *trauma* ]] &&
    [[ $gone == *'"trauma.action": {"old": 5, "new": null}'* && $gone == *'"homes": {"old": 0, "new": null}'* ]]; then
    echo "as found"
else
    echo "changed: look at what DVC compares"; exit 1
fi
