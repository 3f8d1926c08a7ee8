#!/usr/bin/env bash
# Question: the official form as a PDF has the duty and the knowledge of its tasks in cells that are merged over rows. PyMuPDF finds the
# table; what does its Markdown have in those columns below a merged cell?
# Guess: the text of the merged cell again, or nothing. (That it might come from the left was suspected from an old reading of its code.)
# Seen with PyMuPDF 2.0: the duty again, but as knowledge the level of the task, 3: a cell that belongs to a merged one is filled from its left
# neighbour first, and from above only where there is none. So a table that reads well says that a task needs the knowledge 3,
# and K01 is lost to it. With `fill_empty=False` these cells are empty, as `extract()` gives them (None).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pymupdf==2.0
cat > read.py <<'PYTHON'
import pymupdf

form = pymupdf.open()
page = form.new_page()
# Column, first row, number of rows, text.
CELLS = [
    (0, 0, 1, "主要職責"), (1, 0, 1, "工作任務"), (2, 0, 1, "職能級別"), (3, 0, 1, "知識"),
    (0, 1, 2, "T1 推廣"), (1, 1, 1, "T1.1 拜訪"), (2, 1, 1, "4"), (3, 1, 2, "K01 市場分析"),
    (1, 2, 1, "T1.2 簡報"), (2, 2, 1, "3"),
]
for column, row, rows, text in CELLS:
    left, top = 50 + column * 110, 50 + row * 30
    page.draw_rect(pymupdf.Rect(left, top, left + 110, top + rows * 30))
    page.insert_text((left + 5, top + 18), text, fontname="china-t")
form.save("form.pdf")

document = pymupdf.open("form.pdf")
page = document[0]
table = page.find_tables().tables[0]
print(table.extract()[2])
print(table.to_markdown().strip().splitlines()[-1])
print(table.to_markdown(fill_empty=False).strip().splitlines()[-1])
PYTHON
seen=$(venv/bin/python read.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
[None, 'T1.2 簡報', '3', None]
|T1 推廣|T1.2 簡報|3|3|
||T1.2 簡報|3||
EXPECTED
