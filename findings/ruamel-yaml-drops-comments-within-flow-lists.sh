#!/usr/bin/env bash
# Question: a reviewer's remark stands within the list of a task's references, behind the code that it is about. A script that
# loads and saves the standard with ruamel.yaml, which is there to keep comments, changes something else. Is the remark still there?
# Guess: yes at the end of a line, as in block lists; a loss had been seen once in passing.
# Seen with ruamel.yaml 0.19.1: no, without a warning. Of the comments within a flow list or mapping only one behind the last entry
# stays. A comment behind the closing bracket stays, and so do all in block style. yaml 2.8.3 (npm) keeps each. So such a script
# has to compare the comments before it saves, or references with remarks have to be block lists.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ruamel.yaml==0.19.1
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund yaml@2.8.3
cat > texts.json <<'JSON'
[
  "knowledge: [K01, K02] # behind\n",
  "knowledge: [K01, # first\n  K02, # second\n  K03 # last\n]\n",
  "knowledge: [\n  # on a line of its own\n  K01,\n  K02\n]\n",
  "also: {T1.2: name, # first\n  T1.3: name}\n",
  "knowledge:\n- K01 # first\n- K02 # last\n"
]
JSON
cat > save.py <<'PYTHON'
import io
import json
import re

from ruamel.yaml import YAML

yaml = YAML()
with open("texts.json") as file:
    texts = json.load(file)
for text in texts:
    saved = io.StringIO()
    yaml.dump(yaml.load(text), saved)
    print("ruamel.yaml:", re.findall("# (.*)", text), "->", re.findall("# (.*)", saved.getvalue()))
PYTHON
cat > save.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";

const comments = (text) => text.match(/# .*/g).length;
for (const text of JSON.parse(readFileSync("texts.json", "utf8"))) {
  console.log(`yaml: ${comments(text)} -> ${comments(parseDocument(text).toString())}`);
}
JAVASCRIPT
seen=$(venv/bin/python save.py; node save.mjs)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
ruamel.yaml: ['behind'] -> ['behind']
ruamel.yaml: ['first', 'second', 'last'] -> ['last']
ruamel.yaml: ['on a line of its own'] -> []
ruamel.yaml: ['first'] -> []
ruamel.yaml: ['first', 'last'] -> ['first', 'last']
yaml: 1 -> 1
yaml: 3 -> 3
yaml: 1 -> 1
yaml: 1 -> 1
yaml: 2 -> 2
EXPECTED
