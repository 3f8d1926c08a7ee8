#!/usr/bin/env bash
# Question: a text copied from Word or a web page brings a line separator (U+2028), a vertical tab or a next line (U+0085) into a
# line of a standard. Where does a language server built on pygls put a change that the editor makes in a line below?
# Guess: where the editor says. The protocol ends lines at LF, CRLF and CR only.
# Seen with pygls 2.1.1: in the line above, since each of these characters ends a line there as well. No error: from then on the
# server checks another text than the editor shows, and its places are one line off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pygls==2.1.1
cat > change.py <<'PYTHON'
from lsprotocol import types
from pygls.workspace import TextDocument

level = types.Range(types.Position(1, 7), types.Position(1, 8))
for name, inside in [("comma", "，"), ("U+2028", "\u2028"), ("U+000B", "\u000b"), ("U+0085", "\u0085")]:
    document = TextDocument("file:///one.yaml", f"name: 甲{inside}乙\nlevel: 3\n", 1, "yaml")
    document.apply_change(types.TextDocumentContentChangePartial(range=level, text="4"))
    print(name, ascii(document.source))
PYTHON
seen=$(venv/bin/python change.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
comma 'name: \u7532\uff0c\u4e59\nlevel: 4\n'
U+2028 'name: \u7532\u2028\u4e594\nlevel: 3\n'
U+000B 'name: \u7532\x0b\u4e594\nlevel: 3\n'
U+0085 'name: \u7532\x85\u4e594\nlevel: 3\n'
EXPECTED
