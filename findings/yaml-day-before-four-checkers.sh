#!/usr/bin/env bash
# A day without quotes is the string that the schema asks for to two checkers of YAML, and no string to two others.
#
# Found with check-jsonschema 0.39.0 and @sourcemeta/jsonschema 16.11.0 (valid), ajv-cli 5.0.0, and jsonschema 4.26.0 with
# ruamel.yaml 0.19.1 (not valid). One schema says {type: string, format: date}, one file says `agreed: 2026-03-12`. It does not
# go by the library: check-jsonschema rests on jsonschema and ruamel.yaml, which say together that there is no string.
# ajv-cli answers by the release of js-yaml that it brings. With 10:30 for a time of day ajv-cli says no as well, as it
# reads 630. With quotes all four agree.
# So: `fmt` puts days in double quotes, which every checker, editor and reader takes alike, and `validate` takes both.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "check-jsonschema==0.39.0" "jsonschema==4.26.0" "ruamel.yaml==0.19.1" 2>/dev/null
npm install --silent --no-audit --no-fund --no-update-notifier ajv-cli@5.0.0 ajv-formats@3.0.1 @sourcemeta/jsonschema@16.11.0 >/dev/null
cat >schema.json <<'J'
{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
 "properties": {"agreed": {"type": "string", "format": "date"}, "begins": {"type": "string"}}}
J
cat >plain.py <<'P'
import json
import sys

import jsonschema
from ruamel.yaml import YAML

jsonschema.validate(YAML(typ="safe").load(open(sys.argv[1])), json.load(open("schema.json")))
P
echo 'agreed: 2026-03-12' >bare.yaml; echo 'agreed: "2026-03-12"' >quoted.yaml; echo 'begins: 10:30' >time.yaml
says() { if "$@" >said 2>&1; then printf ' valid'; else printf ' not'; fi; }
all=""
for file in bare quoted time; do
    told=$(
        says venv/bin/check-jsonschema --schemafile schema.json $file.yaml
        says node_modules/.bin/jsonschema validate schema.json $file.yaml
        says node_modules/.bin/ajv validate -c ajv-formats -s schema.json -d $file.yaml
        says venv/bin/python plain.py $file.yaml
    )
    echo "$(cat $file.yaml): check-jsonschema, sourcemeta, ajv-cli, jsonschema with ruamel.yaml:$told"
    all="$all$told;"
done
if [ "$all" = " valid valid not not; valid valid valid valid; valid valid not valid;" ]; then
    echo "as found"
else
    echo "changed: look at who takes days without quotes"; exit 1
fi
