#!/usr/bin/env bash
# Question: a form in Word holds the code of its standard with a non-breaking hyphen, so that a narrow cell does not break it
# (`w:noBreakHyphen`), or prints it from a document property by a field. Which code do readers of DOCX give?
# Guess: a hyphen (`-` or U+2011) in each of them; of a field what it prints, except in python-docx, which reads the runs of a
# paragraph and few of the elements around them.
# Seen: docx2python 3.7.1, docx2txt 0.9, kreuzberg 4.10.4 and officeparser 7.8.0 give no hyphen at all: TTM4221004v2, a code of
# another shape, without a warning; mammoth 1.13.0 and pandoc 3.9 (pypandoc_binary 1.17) give U+2011, python-docx 1.2.0 `-`.
# The same field has two spellings in the file: as runs (`w:fldChar`) its text comes through everywhere; as one element
# (`w:fldSimple`) python-docx, mammoth and pandoc give nothing. So a form may seem to be a draft, or to have a malformed
# code, only because of its reader.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    python-docx==1.2.0 docx2python==3.7.1 docx2txt==0.9 mammoth==1.13.0 pypandoc_binary==1.17 kreuzberg==4.10.4
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund officeparser@7.8.0
cat > write.py <<'PYTHON'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

CODE = "<w:r><w:t>TTM4221-004v2</w:t></w:r>"
FIELD = "DOCPROPERTY code"
FORMS = {
    "hyphen": "<w:r><w:t>TTM4221</w:t><w:noBreakHyphen/><w:t>004v2</w:t></w:r>",
    "runs": f"""
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {FIELD} </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{CODE}<w:r><w:fldChar w:fldCharType="end"/></w:r>""",
    "element": f'<w:fldSimple w:instr=" {FIELD} ">{CODE}</w:fldSimple>',
}
for name, runs in FORMS.items():
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    document.save(f"{name}.docx")
PYTHON
cat > read.py <<'PYTHON'
import json
import subprocess

import docx
import docx2txt
import kreuzberg
import mammoth
import pypandoc
from docx2python import docx2python


def by_mammoth(path):
    with open(path, "rb") as file:
        return mammoth.extract_raw_text(file).value


def by_officeparser(path):
    return json.loads(subprocess.check_output(["node", "read.mjs", path]))


READERS = {
    "python-docx": lambda path: docx.Document(path).paragraphs[0].text,
    "mammoth": by_mammoth,
    "pandoc": lambda path: pypandoc.convert_file(path, "plain"),
    "docx2python": lambda path: docx2python(path).text,
    "docx2txt": docx2txt.process,
    "kreuzberg": lambda path: kreuzberg.extract_file_sync(path).content,
    "officeparser": by_officeparser,
}
for reader, read in READERS.items():
    codes = [ascii(read(f"{name}.docx").strip()).strip("'") or "nothing" for name in ("hyphen", "runs", "element")]
    print(f"{reader}:", ", ".join(codes))
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import { createRequire } from "node:module";
const { parseOffice } = createRequire(import.meta.url)("officeparser");
const document = await parseOffice(process.argv[2]);
console.log(JSON.stringify(document.toText()));
JAVASCRIPT
venv/bin/python write.py
seen=$(venv/bin/python read.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
python-docx: TTM4221-004v2, TTM4221-004v2, nothing
mammoth: TTM4221\u2011004v2, TTM4221-004v2, nothing
pandoc: TTM4221\u2011004v2, TTM4221-004v2, nothing
docx2python: TTM4221004v2, TTM4221-004v2, TTM4221-004v2
docx2txt: TTM4221004v2, TTM4221-004v2, TTM4221-004v2
kreuzberg: TTM4221004v2, TTM4221-004v2, TTM4221-004v2
officeparser: TTM4221004v2, TTM4221-004v2, TTM4221-004v2
EXPECTED
