#!/usr/bin/env bash
# Question: a standard is kept in a workbook in which each duty is a cell merged over the rows of its tasks. A script inserts a row for a
# new task of the first duty and saves. Which duty does each task have then?
# Guess: the one that it had. (Of openpyxl it was known that merged cells do not move with the rows, but not that a name is lost by it.)
# Seen: openpyxl 3.1.5 leaves merged cells where they were, so the name of the second duty is now below an old one whose first cell is empty.
# It is in the file, but spreadsheets do not show it, and openpyxl drops it when it next loads and saves the file: T2.1 and T2.2 have no
# duty. exceljs 4.4.0 moves a merge as a whole although the new row is within it: the first duty stays in the row above, alone, and
# the merged cell below it is empty. Neither says anything. A script has to undo the merges first and set them again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0
cat > write.py <<'PYTHON'
import openpyxl

book = openpyxl.Workbook()
sheet = book.active
for row in [("T1 推廣", "T1.1"), (None, "T1.2"), ("T2 簽約", "T2.1"), (None, "T2.2")]:
    sheet.append(row)
sheet.merge_cells("A1:A2")
sheet.merge_cells("A3:A4")
book.save("form.xlsx")
sheet.insert_rows(2)
sheet["B2"] = "new"
book.save("openpyxl.xlsx")
PYTHON
cat > insert.mjs <<'JAVASCRIPT'
import exceljs from "exceljs";

const book = new exceljs.Workbook();
await book.xlsx.readFile("form.xlsx");
book.worksheets[0].insertRow(2, [null, "new"]);
await book.xlsx.writeFile("exceljs.xlsx");
JAVASCRIPT
cat > show.py <<'PYTHON'
import zipfile

import openpyxl


def holds_second_duty(path):
    with zipfile.ZipFile(path) as parts:
        return any(b"T2 " in parts.read(part) for part in parts.namelist())


for name in ["form", "openpyxl", "exceljs"]:
    book = openpyxl.load_workbook(f"{name}.xlsx")
    print(name, *(f"{duty or '-'}|{task}" for duty, task in book.active.iter_rows(values_only=True)), end=" ")
    print("merged", *sorted(map(str, book.active.merged_cells.ranges)), end=" ")
    book.save("again.xlsx")
    print("second duty in the file:", holds_second_duty(f"{name}.xlsx"), "saved again:", holds_second_duty("again.xlsx"))
PYTHON
venv/bin/python write.py
node insert.mjs
seen=$(venv/bin/python show.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
form T1 推廣|T1.1 -|T1.2 T2 簽約|T2.1 -|T2.2 merged A1:A2 A3:A4 second duty in the file: True saved again: True
openpyxl T1 推廣|T1.1 -|new -|T1.2 -|T2.1 -|T2.2 merged A1:A2 A3:A4 second duty in the file: True saved again: False
exceljs T1 推廣|T1.1 -|new -|T1.2 T2 簽約|T2.1 -|T2.2 merged A2:A3 A4:A5 second duty in the file: True saved again: True
EXPECTED
