#!/usr/bin/env bash
# Question: a row of a Word table may begin at a later column (`w:gridBefore`) where the cell of the duty would stand, and its last cell
# may belong to a merged one (`w:vMerge`). Into which columns do readers of DOCX put the cells of such a row?
# Guess: python-docx and pandoc into the right ones, mammoth one column too far to the left. (Of the other two no guess was made.)
# Seen: python-docx 1.2.0 alone is right. In pandoc 3.9 (pypandoc_binary 1.17) the task stands below the duty and the level below the
# tasks, as in mammoth 1.13.0; and since vertical merges are matched after that, the column of levels gets the merged cell: the
# level of the task above goes on into this row. docx2python 3.7.1 and kreuzberg 4.10.4, which fill merged cells, write that
# level out: a task of level 4 becomes one of level 3, with a well-formed table and no message. K01 is lost to the task in all four.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    python-docx==1.2.0 docx2python==3.7.1 mammoth==1.13.0 pypandoc_binary==1.17 kreuzberg==4.10.4 lxml==6.1.3
cat > read.py <<'PYTHON'
import docx
import kreuzberg
import lxml.html
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python


def cell(text, merge=""):
    return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLE = f"""
<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid>{'<w:gridCol w:w="2000"/>' * 4}</w:tblGrid>
{row(cell("duty"), cell("task"), cell("level"), cell("knowledge"), properties="<w:tblHeader/>")}
{row(cell("T1"), cell("T1.1"), cell("3"), cell("K01", BEGINS))}
{row(cell("T1.2"), cell("4"), cell("", GOES_ON), properties='<w:gridBefore w:val="1"/>')}
</w:tbl>
"""
document = docx.Document()
document.element.body.insert(0, parse_xml(TABLE))
document.save("form.docx")


def laid_out(page):
    """The last row of a table of HTML, with every merged cell written out."""
    rows = lxml.html.fromstring(page).xpath("//tr")
    grid = {}
    for down, line in enumerate(rows):
        across = 0
        for part in line.xpath("td|th"):
            while (down, across) in grid:
                across += 1
            for below in range(int(part.get("rowspan", 1))):
                for beside in range(int(part.get("colspan", 1))):
                    grid[down + below, across + beside] = part.text_content().strip()
            across += int(part.get("colspan", 1))
    last = len(rows) - 1
    return [grid.get((last, across), "") for across in range(4)]


line = docx.Document("form.docx").tables[0].rows[-1]
with open("form.docx", "rb") as file:
    page = mammoth.convert_to_html(file).value
read = {
    "python-docx": [""] * line.grid_cols_before + [part.text for part in line.cells],
    "mammoth": laid_out(page),
    "pandoc": laid_out(pypandoc.convert_file("form.docx", "html")),
    "docx2python": ["".join(part) for part in docx2python("form.docx").body[0][-1]],
    "kreuzberg": kreuzberg.extract_file_sync("form.docx").tables[0].cells[-1],
}
for reader, texts in read.items():
    print(f"{reader}:", " | ".join(text or "-" for text in texts))
PYTHON
seen=$(venv/bin/python read.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
python-docx: - | T1.2 | 4 | K01
mammoth: T1.2 | 4 | 3 | -
pandoc: T1.2 | 4 | 3 | -
docx2python: T1.2 | 4 | 3
kreuzberg: T1.2 | 4 | 3
EXPECTED
