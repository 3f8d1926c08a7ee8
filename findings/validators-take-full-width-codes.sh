#!/usr/bin/env bash
# Question: a schema for standards says that the code of knowledge is `^K\d{2}$`. A text typed with a Chinese input method has K０１, with
# full-width digits, and another comes from a YAML block, with a line end behind K01. Which validators refuse these two?
# Guess: pydantic refuses K０１, as a validator in JavaScript does that reads the JSON Schema which it publishes. (Of the others and of
# the line end none was made; that Python's `re` reads \d and $ in its own way was known.)
# Seen: ajv 8.20.0 and jsonschema-rs 0.61.2 refuse both; jsonschema 4.26.0 takes both. pydantic 2.14.4 takes K０１,
# since its patterns are those of Rust's regex, and publishes the same pattern in its JSON Schema, by which others then refuse what
# it wrote. With [0-9] for \d all refuse K０１; the line end stays valid to jsonschema.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    jsonschema==4.26.0 jsonschema-rs==0.61.2 pydantic==2.14.4
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund ajv@8.20.0
cat > check.py <<'PYTHON'
import json
import subprocess
from pathlib import Path
from typing import Annotated

import jsonschema
import jsonschema_rs
import pydantic

for pattern in [r"^K\d{2}$", "^K[0-9]{2}$"]:
    model = pydantic.create_model("Entry", code=Annotated[str, pydantic.Field(pattern=pattern)])
    schema = model.model_json_schema()
    Path("schema.json").write_text(json.dumps(schema))
    for code in ["K01", "K０１", "K01\n"]:
        entry = {"code": code}
        Path("entry.json").write_text(json.dumps(entry))
        try:
            modelled = bool(model(**entry))
        except pydantic.ValidationError:
            modelled = False
        taken = {
            "pydantic": modelled,
            "jsonschema": jsonschema.validators.validator_for(schema)(schema).is_valid(entry),
            "jsonschema-rs": jsonschema_rs.is_valid(schema, entry),
            "ajv": subprocess.run(["node", "check.js"]).returncode == 0,
        }
        print(pattern, repr(code), "taken by", *(name for name, valid in taken.items() if valid))
PYTHON
cat > check.js <<'JAVASCRIPT'
const Ajv = require("ajv/dist/2020");
const { readFileSync } = require("node:fs");

const [schema, entry] = ["schema.json", "entry.json"].map((name) => JSON.parse(readFileSync(name, "utf8")));
process.exit(new Ajv().validate(schema, entry) ? 0 : 1);
JAVASCRIPT
seen=$(venv/bin/python check.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
^K\d{2}$ 'K01' taken by pydantic jsonschema jsonschema-rs ajv
^K\d{2}$ 'K０１' taken by pydantic jsonschema
^K\d{2}$ 'K01\n' taken by jsonschema
^K[0-9]{2}$ 'K01' taken by pydantic jsonschema jsonschema-rs ajv
^K[0-9]{2}$ 'K０１' taken by
^K[0-9]{2}$ 'K01\n' taken by jsonschema
EXPECTED
