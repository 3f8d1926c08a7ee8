"""Holds Python's jsonschema to what the program says of the same files: agree.py SCHEMA FOLDER."""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator

schema, folder = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")), pathlib.Path(sys.argv[2])
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
passed, failed = 0, 0
for path in sorted(folder.glob("*.jsonl")):
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if validator.is_valid(case["file"]) == case["taken"]:
            passed += 1
        else:
            failed += 1
            print(f"{path.name}: the program {'takes' if case['taken'] else 'refuses'} {case['file']}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
