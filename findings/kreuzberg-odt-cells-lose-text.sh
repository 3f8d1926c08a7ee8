#!/usr/bin/env bash
# Question: standards are published as ODT. What does kreuzberg make of the table: are the texts of its cells whole, also where a code
# is bold, and does a task stay in its column below a duty that is merged over two rows (`table:covered-table-cell`)?
# Guess: yes to both.
# Seen with kreuzberg 4.10.4: no to both, in the table alone. A cell's paragraph is read up to its first element: what follows bold
# words, two blanks, a link, a bookmark or a page break (LibreOffice writes an element for each) is gone, and a cell that begins with bold words
# is empty. Paragraphs of a cell are glued. Covered cells are left out, so below a merged duty the task stands under the duty
# and the level under the tasks. The same paragraph outside the table is whole, and pandoc 3.9 (pypandoc_binary 1.17) reads all of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check kreuzberg==4.10.4 pypandoc_binary==1.17
cat > read.py <<'PYTHON'
import zipfile

import kreuzberg
import pypandoc

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ["office", "text", "table", "style"])
TYPE = "application/vnd.oasis.opendocument.text"


def cell(*paragraphs, attributes=""):
    return f"<table:table-cell{attributes}>{''.join(f'<text:p>{text}</text:p>' for text in paragraphs)}</table:table-cell>"


BOLD = "<text:span>K01</text:span> 市場分析"
BROKEN = "拜訪<text:soft-page-break/>客戶"
rows = [
    cell("T1 推廣", attributes=' table:number-rows-spanned="2"') + cell(BROKEN) + cell("3") + cell(BOLD),
    "<table:covered-table-cell/>" + cell("簡報") + cell("4") + cell("K02 客戶", "K03 談判"),
]
table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
body = f'<text:p>{BOLD}</text:p><table:table><table:table-column table:number-columns-repeated="4"/>{table}</table:table>'
with zipfile.ZipFile("form.odt", "w") as form:
    form.writestr("mimetype", TYPE)
    names = {"/": TYPE, "content.xml": "text/xml", "styles.xml": "text/xml"}
    entries = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>' for name, kind in names.items())
    form.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OASIS}:manifest:1.0" m:version="1.3">{entries}</m:manifest>')
    form.writestr("styles.xml", f'<office:document-styles {SPACES} office:version="1.3"><office:styles/></office:document-styles>')
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    form.writestr("content.xml", f'<office:document-content {SPACES} office:version="1.3">{text}</office:document-content>')

read = kreuzberg.extract_file_sync("form.odt")
print("kreuzberg paragraph", read.content.splitlines()[0])
for row in read.tables[0].cells:
    print("kreuzberg row", row)

print(pypandoc.convert_file("form.odt", "plain").split("\n\n", 1)[1].strip())
PYTHON
seen=$(venv/bin/python read.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
kreuzberg paragraph K01 市場分析
kreuzberg row ['T1 推廣', '拜訪', '3', '']
kreuzberg row ['簡報', '4', 'K02 客戶K03 談判']
+---------+----------+---+--------------+
| T1 推廣 | 拜訪客戶 | 3 | K01 市場分析 |
|         +----------+---+--------------+
|         | 簡報     | 4 | K02 客戶     |
|         |          |   |              |
|         |          |   | K03 談判     |
+---------+----------+---+--------------+
EXPECTED
